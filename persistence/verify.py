"""Look at every file of a data folder, those that the game would not need included."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from persistence import files
from persistence.disk import ReadableDisk
from persistence.files import Damaged
from persistence.mark import read_mark
from persistence.scan import scan
from persistence.snapshot import read_snapshot


class Finding(NamedTuple):
    """What one file came to."""

    name: str
    text: str
    is_good: bool


def examine(disk: ReadableDisk, folder: Path) -> list[Finding]:
    """Look at the files in *folder*, in the order of their numbers. Raises FormatNewer and OSError."""
    stock = files.take_stock(disk.names(folder))
    findings: list[Finding] = []
    for kind, numbers, look in (
        (files.SNAPSHOT, stock.snapshots, _snapshot),
        (files.JOURNAL, stock.segments, _segment),
    ):
        for number in numbers:
            name = files.name(kind, number)
            findings.append(
                _finding(name, lambda path=folder / name, number=number, look=look: look(disk, path, number))
            )
    if stock.is_marked:
        findings.append(_finding(files.MARK, lambda: _mark(disk, folder)))
    findings += [Finding(name, "was set aside", is_good=False) for name in stock.set_aside]
    return findings


def _finding(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, look(), is_good=True)
    except Damaged as damage:
        return Finding(name, str(damage), is_good=False)


def _mark(disk: ReadableDisk, folder: Path) -> str:
    mark = read_mark(disk, folder)
    return f"tells of {files.name(files.JOURNAL, mark.number)}" if mark else "has just gone"


def _snapshot(disk: ReadableDisk, path: Path, number: int) -> str:
    return f"is whole: {len(read_snapshot(lambda: disk.lines(path), number=number).state.players)} players"


def _segment(disk: ReadableDisk, path: Path, number: int) -> str:
    found = scan(disk.lines(path), number=number)
    if found.good < found.size:
        # Whether that is damage is for the segment that follows to say.
        return f"is whole up to byte {found.good} of {found.size}"
    return f"is whole: {found.size} bytes"
