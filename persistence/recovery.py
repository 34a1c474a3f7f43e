"""How the game comes back: the newest whole snapshot, and the journal after it.

Nothing here writes. What was found, files that should be set aside included, is in the answer. When no state can be
built that keeps what was promised, it is a refusal, and the folder stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from clickgame.core.records import Records
from clickgame.core.state import State
from persistence import codec, files
from persistence.batch import BEFORE_ALL, Moment
from persistence.chain import Chain, trace
from persistence.disk import ReadableDisk
from persistence.errors import DataDamaged, DataOlder, FolderUnwritable
from persistence.files import Damaged, Inventory
from persistence.frames import read
from persistence.mark import Mark, read_mark
from persistence.migrations import MIGRATIONS, Migrations, batch_of
from persistence.scan import Scan, batches, go_on, scan
from persistence.segment import Position
from persistence.snapshot import read_snapshot

SALVAGE = "`python -m clickgame data export --salvage FILE` writes out what can still be read"
ACCEPT = "put the missing files back, or start once with CLICKGAME_ACCEPT_OLDER=yes to go on from what is there"


class Followed(NamedTuple):
    """How far the journal was followed, and what was found in its segments up to there, by number: whole lines only."""

    to: Position
    scans: Mapping[int, Scan]


@dataclass(slots=True)
class Recovered:
    """What a data folder came to.

    *state* is the game, unless it was *followed*: those records are it then. *base* is the number of the snapshot that
    was used, 0 for none, and *links* are the segments, with how many bytes of each. *batches* and *changes* were
    replayed from them, and *last* is the last batch.
    *epoch* is the number of the engine's life that begins now, and *highest* the highest number that is taken.
    *damaged* are files to be set aside, each with what is the matter. *lost* bytes at the journal's end were not whole,
    *lost_lines* of them whole lines behind one that was not: a power cut can do that to what was not yet durable, and
    a full disk to what was refused. *warnings* is what else somebody should look at. *erased* are players who wanted to
    be no more, and whom a file may still name. *scans* is what was found in the segments, by number.
    """

    stock: Inventory
    game: str = ""
    state: State = field(default_factory=State)
    epoch: int = 1
    highest: int = 0
    base: int = 0
    links: list[Position] = field(default_factory=list[Position])
    batches: int = 0
    changes: int = 0
    last: Moment = BEFORE_ALL
    damaged: dict[str, str] = field(default_factory=dict[str, str])
    lost: int = 0
    lost_lines: int = 0
    warnings: list[str] = field(default_factory=list[str])
    erased: set[str] = field(default_factory=set[str])
    followed: Records | None = None
    scans: dict[int, Scan] = field(default_factory=dict[int, Scan])

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found that somebody should look at.

        Lost bytes always are something: a server that was only killed leaves whole lines, each written by one call.
        """
        return not (self.damaged or self.lost or self.warnings)

    @property
    def line(self) -> str:
        """Say all of it in one line."""
        if self.followed is None:
            begin = f"{len(self.state.players)} players, from " + (
                f"snapshot {self.base}" if self.base else "no snapshot"
            )
            begin += f" and {self.changes} changes in {len(self.links)} journal segments"
        else:
            number, upto = self.links[-1]
            begin = f"the game was followed as far as byte {upto} of {files.name(files.JOURNAL, number)}"
        findings = self.warnings + [f"{name} {reason}: set aside" for name, reason in sorted(self.damaged.items())]
        if self.lost:
            findings.append(
                f"the last {self.lost} bytes of {files.name(files.JOURNAL, self.links[-1][0])} were never durable "
                f"and are not whole ({self.lost_lines} whole lines among them): left out"
            )
        return begin + "".join(f"; {finding}" for finding in findings)


def recover(
    disk: ReadableDisk,
    folder: Path,
    *,
    migrations: Migrations = MIGRATIONS,
    accept_older: bool = False,
    followed: Followed | None = None,
) -> Recovered:
    """Build the game from the files in *folder*; nothing is there yet when it is empty.

    Where it was *followed* to its end, no snapshot is read, nothing that was whole is read again, and no state is
    built; all else is found as ever, and it is DataDamaged, too, when the journal ends elsewhere.

    Raises DataDamaged; DataOlder, unless *accept_older* makes that a warning; FormatNewer; and FolderUnwritable when
    the files cannot be read.
    """
    try:
        # The mark first: what it tells of was there before, so that it is found even while a server is writing.
        mark, damage = _look_at_mark(disk, folder)
        found = Recovered(files.take_stock(disk.names(folder)))
        if damage:
            found.damaged[files.MARK] = damage
        recovery = _Recovery(disk, folder, found, migrations)
        if not found.stock.is_empty:
            recovery.run(mark, accept_older=accept_older, followed=followed)
    except Damaged as problem:
        raise DataDamaged(f"{problem}; nothing was changed in {folder}; {SALVAGE}") from problem
    except OSError as problem:
        raise FolderUnwritable(f"the data folder {folder} cannot be read: {problem}") from problem
    return found


def _look_at_mark(disk: ReadableDisk, folder: Path) -> tuple[Mark | None, str]:
    try:
        return read_mark(disk, folder), ""
    except Damaged as damage:
        return None, str(damage)


class _Recovery:
    """The steps of one recovery."""

    def __init__(self, disk: ReadableDisk, folder: Path, found: Recovered, migrations: Migrations) -> None:
        self._disk = disk
        self._folder = folder
        self._found = found
        self._migrations = migrations
        self._scans = found.scans
        self._known: Mapping[int, Scan] = {}
        self._is_older = False

    def run(self, mark: Mark | None, *, accept_older: bool, followed: Followed | None) -> None:
        found = self._found
        self._known = followed.scans if followed else {}
        snapshots = found.stock.snapshots
        found.highest = max(found.stock.highest, mark.number if mark else 0)
        self._scan(snapshots[-1] if snapshots else 0)
        self._compare(mark, accept_older=accept_older)
        if not (snapshots or found.stock.segments or found.stock.set_aside):
            return
        if followed is None:
            found.base = next((number for number in reversed(snapshots) if self._can_start_from(number)), 0)
            self._scan(found.base)
        else:
            found.base = snapshots[-1] if snapshots else 0
        begun = [*snapshots, *([mark.number] if mark else [])]
        if self._is_older:
            begun = [number for number in snapshots if number <= self._newest()]
        chain = trace(self._scans, base=found.base, begun=begun)
        found.links, found.lost, found.lost_lines = chain.links, chain.lost, chain.lost_lines
        found.damaged |= self._strays(chain)
        end = self._scans[chain.links[-1][0]]
        found.game, found.last = end.game, end.last
        found.epoch = 1 + max([mark.epoch if mark else 0, *(scan.epoch for scan in self._scans.values())])
        if followed is None:
            for number, upto in chain.links:
                self._replay(number, upto)
        elif chain.links[-1] != followed.to:
            raise Damaged("the journal ends elsewhere than where it was followed to")

    def _compare(self, mark: Mark | None, *, accept_older: bool) -> None:
        """See that the folder has what the mark tells of."""
        found = self._found
        if mark is None:
            if found.stock.is_marked and not (found.stock.snapshots or found.stock.segments):
                self._older("its mark cannot be read, and there is nothing else", accept_older=accept_older)
            elif not found.stock.is_marked and any(scan.format > 1 for scan in self._scans.values()):
                found.warnings.append("the mark is missing: it is set anew")
            return
        found.epoch = 1 + mark.epoch
        if mark.number not in self._scans and self._newest() < mark.number:
            names = found.stock.names[:-1]  # without the mark
            here = f"what is here ends with {names[-1]}" if names else "there is nothing else"
            told = files.name(files.JOURNAL, mark.number)
            self._older(f"its mark tells of {told}, and {here}", accept_older=accept_older)
        elif any(scan.game != mark.game for scan in self._scans.values()):
            self._older("its mark is of another game", accept_older=accept_older)

    def _older(self, reason: str, *, accept_older: bool) -> None:
        text = f"the data folder {self._folder} is older than what was saved in it: {reason}"
        if not accept_older:
            raise DataOlder(f"{text}; nothing was changed; {ACCEPT}")
        self._found.warnings.append(f"{text}: accepted, and what is missing is lost")
        self._is_older = True

    def _newest(self) -> int:
        return max((number for number, scan in self._scans.items() if scan.counts_from), default=0)

    def _can_start_from(self, number: int) -> bool:
        self._scan(number)
        try:
            self._found.state = self._read(number)
        except Damaged as damage:
            self._found.damaged[files.name(files.SNAPSHOT, number)] = str(damage)
            return False
        return True

    def _read(self, number: int) -> State:
        if self._is_older and number > self._newest():
            raise Damaged("has no journal that goes on from it")
        path = self._folder / files.name(files.SNAPSHOT, number)
        snapshot = read_snapshot(lambda: self._disk.lines(path), number=number, migrations=self._migrations)
        if any(scan.game != snapshot.game for scan in self._scans.values()):
            raise Damaged("is of another game than the journal")
        return snapshot.state

    def _scan(self, base: int) -> None:
        for number in self._found.stock.segments:
            if number < base or number in self._scans:
                continue
            name = files.name(files.JOURNAL, number)
            try:
                self._scans[number] = self._scan_segment(number, self._folder / name)
            except Damaged as damage:
                raise Damaged(f"{name} {damage}") from damage
        if len({scan.game for scan in self._scans.values()}) > 1:
            raise Damaged("the journal has segments of different games")

    def _scan_segment(self, number: int, path: Path) -> Scan:
        known = self._known.get(number)
        if known is not None:
            rest = self._disk.lines(path, start=known.size - 1)
            if next(rest, b"") == b"\n":  # it is as long as it was
                go_on(known, read(rest, start=known.size))
                return known
        return scan(self._disk.lines(path), number=number)

    def _strays(self, chain: Chain) -> Mapping[str, str]:
        return {
            files.name(files.JOURNAL, number): "goes on from what was not whole any more" for number in chain.strays
        }

    def _replay(self, number: int, upto: int) -> None:
        found = self._found
        name = files.name(files.JOURNAL, number)
        written = self._scans[number].format
        try:
            for line in batches(self._disk.lines(self._folder / name), upto=upto):
                found.last, rows = batch_of(line, written=written, migrations=self._migrations)
                for row in rows:
                    codec.put(row, found.state)
                found.batches += 1
                found.changes += len(rows)
        except Damaged as damage:
            raise Damaged(f"{name} {damage}") from damage
