"""`python -m clickgame data …`: check a data folder, write its game out, put a game in, count.

It ends with 0 when all is well, 1 when the game would start but something should be looked at, 3 when it is refused,
with one line that says why; 2 is for a command line that makes no sense. Checking and exporting only read, so a
running server need not be stopped for them.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from clickgame.core.state import State
from persistence import files, stats
from persistence.disk import Disk, LocalDisk
from persistence.errors import DataMissing, DiskTrouble, ExportUnreadable, FolderUnwritable, StoreError
from persistence.export import lines_of, salvage, state_of
from persistence.recovery import recover
from persistence.restore import restore
from persistence.store import take
from persistence.verify import examine

WELL, DOUBTFUL, REFUSED = 0, 1, 3

WORKERS_MOST = 64
FOLDER = Path("persistence/data")

_STEP_BYTES = 2**18  # how often a progress bar moves


class _WatchedDisk(LocalDisk):
    """A disk on which reading moves a progress bar."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        read = 0
        for line in super().lines(path, start=start):
            read += len(line)
            if read >= _STEP_BYTES:
                self._progress.advance(self._task, read)
                read = 0
            yield line
        self._progress.advance(self._task, read)


def main(argv: Sequence[str], *, folder: Path = FOLDER) -> int:
    """Run one command on a data folder, *folder* unless told otherwise; returns the exit code."""
    arguments = _parser(folder).parse_args(argv)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.disable = not progress.console.is_terminal
    try:
        with progress:
            return _COMMANDS[arguments.command](arguments, progress)
    except StoreError as refusal:
        _say(refusal, file=sys.stderr)
        return REFUSED
    except OSError as problem:
        _say(FolderUnwritable(str(problem)), file=sys.stderr)
        return REFUSED


def _say(text: object, *, file: TextIO | None = None) -> None:
    print(text, file=file)  # this is a command: its answer goes to the terminal


def _parser(folder: Path) -> ArgumentParser:
    parser = ArgumentParser(prog="python -m clickgame data", description="Look after the files of a game.")
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help="check every file, and that the game would start")
    export = commands.add_parser("export", help="write the game out as JSON Lines")
    export.add_argument("--salvage", action="store_true", help="collect what can be read of a damaged folder")
    export.add_argument("file", help="the file to write; - is the standard output")
    restoring = commands.add_parser("restore", help="put an exported game into the folder")
    restoring.add_argument("--replace", action="store_true", help="set aside the files of a game that is there")
    restoring.add_argument("file", type=Path, help="the export to read")
    counting = commands.add_parser("stats", help="count what the journals of a folder have, damaged ones too")
    counting.add_argument("--pattern", default=stats.PATTERN, help="which files (%(default)s)")
    counting.add_argument("--workers", type=_workers, default=1, help="how many processes read (%(default)s)")
    counting.add_argument("--json", action="store_true", help="write JSON instead of a table")
    counting.add_argument("folder", type=Path, nargs="?", default=folder, help="the data folder (%(default)s)")
    for command in (verify, export, restoring):
        command.add_argument("--folder", type=Path, default=folder, help="the data folder (%(default)s)")
    return parser


def _workers(text: str) -> int:
    workers = int(text)
    if not 1 <= workers <= WORKERS_MOST:
        raise ValueError
    return workers


def _verify(arguments: Namespace, progress: Progress) -> int:
    # Once each for the report; then again, the journal twice, as the game would.
    disk = _watched(progress, "checking", arguments.folder, times=3)
    findings = examine(disk, arguments.folder)
    for finding in findings:
        _say(f"{finding.name} {finding.text}")
    recovered = recover(disk, arguments.folder)
    _say(recovered.line)
    return WELL if recovered.is_clean and all(finding.is_good for finding in findings) else DOUBTFUL


def _export(arguments: Namespace, progress: Progress) -> int:
    disk = _watched(progress, "reading", arguments.folder, times=2)
    code = WELL
    if arguments.salvage:
        state, misfits = salvage(disk, arguments.folder)
        if misfits:
            _say(f"{misfits} changes fit no player that could be read", file=sys.stderr)
            code = DOUBTFUL
    else:
        state = recover(disk, arguments.folder).state
    lines = progress.track(lines_of(state), total=_count(state) + 1, description="writing")
    if arguments.file == "-":
        sys.stdout.writelines(lines)
    else:
        _write(disk, Path(arguments.file), lines)
    _say(f"{len(state.players)} players exported", file=sys.stderr)
    return code


def _count(state: State) -> int:
    return len(state.players) + sum(map(len, state.scores.values()))


def _write(disk: Disk, path: Path, lines: Iterable[str]) -> None:
    try:
        file = disk.create(files.part(path))
        try:
            for line in lines:
                file.write(line.encode())
            file.sync()
        finally:
            file.close()
        disk.rename(files.part(path), path)
    except OSError as problem:
        raise DiskTrouble(f"{path} cannot be written: {problem}") from problem


def _restore(arguments: Namespace, progress: Progress) -> int:
    state = _read(arguments.file, progress)
    disk = LocalDisk()
    lock = take(disk, arguments.folder)
    try:
        records = progress.track(state.changes(), total=_count(state), description="writing")
        restore(disk, arguments.folder, records, is_replacing=arguments.replace)
    finally:
        lock.close()
    _say(f"{len(state.players)} players restored into {arguments.folder}", file=sys.stderr)
    return WELL


def _stats(arguments: Namespace, progress: Progress) -> int:
    paths = sorted(path for path in arguments.folder.glob(arguments.pattern) if path.is_file())
    if not paths:
        raise DataMissing(f"no file in {arguments.folder} fits {arguments.pattern}")
    task = progress.add_task("counting", total=len(paths))
    found, is_whole = stats.gather(paths, workers=arguments.workers, advance=lambda: progress.advance(task))
    progress.stop()
    _say(stats.as_json(found) if arguments.json else stats.table(found))
    if not is_whole:
        _say(f"stopped after {found.files} of {len(paths)} files", file=sys.stderr)
    return WELL if is_whole and not (found.unreadable or found.damaged_lines) else DOUBTFUL


def _read(path: Path, progress: Progress) -> State:
    try:
        disk = _WatchedDisk(progress, progress.add_task("reading", total=LocalDisk().size(path)))
        return state_of(disk.lines(path))
    except OSError as problem:
        raise ExportUnreadable(f"{path} cannot be read: {problem}") from problem


def _watched(progress: Progress, description: str, folder: Path, *, times: int) -> Disk:
    disk = LocalDisk()
    stock = files.take_stock(disk.names(folder))
    total = times * sum(disk.size(folder / name) for name in stock.names)
    return _WatchedDisk(progress, progress.add_task(description, total=total))


_COMMANDS: Mapping[str, Callable[[Namespace, Progress], int]] = {
    "verify": _verify,
    "export": _export,
    "restore": _restore,
    "stats": _stats,
}
