"""How the game comes back: the newest whole snapshot, and the journal after it.

Nothing here writes. What was found, files that should be set aside included, is in the answer. When no state can be
built that keeps what was promised, it is a refusal, and the folder stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clickgame.core.players import Player
from persistence import codec, files
from persistence.chain import Chain, trace
from persistence.codec import Migrations, Players
from persistence.disk import Disk
from persistence.errors import DataDamaged, FolderUnwritable
from persistence.files import Damaged, Inventory
from persistence.scan import Scan, batches, scan
from persistence.segment import Position
from persistence.snapshot import read_snapshot

SALVAGE = "`python -m clickgame data export --salvage FILE` writes out what can still be read"


@dataclass(slots=True)
class Recovered:
    """What a data folder came to.

    *base* is the number of the snapshot that was used, 0 for none, and *links* are the segments, with how many bytes
    of each. *batches* and *changes* were replayed from them. *damaged* are files to be set aside, each with what is
    the matter. *lost* bytes at the journal's end were not whole, *lost_lines* of them whole lines behind one that was
    not: a power cut can do that to what was not yet durable.
    """

    stock: Inventory
    game: str = ""
    players: Players = field(default_factory=dict[str, Player])
    base: int = 0
    links: list[Position] = field(default_factory=list[Position])
    batches: int = 0
    changes: int = 0
    damaged: dict[str, str] = field(default_factory=dict[str, str])
    lost: int = 0
    lost_lines: int = 0

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found that somebody should look at."""
        return not (self.damaged or self.lost_lines)

    @property
    def line(self) -> str:
        """Say all of it in one line."""
        parts = [
            f"{len(self.players)} players, from " + (f"snapshot {self.base}" if self.base else "no snapshot"),
            f"and {self.changes} changes in {len(self.links)} journal segments",
        ]
        findings = [f"{name} {reason}: set aside" for name, reason in sorted(self.damaged.items())]
        if self.lost:
            findings.append(
                f"the last {self.lost} bytes of {files.name(files.JOURNAL, self.links[-1][0])} were never durable "
                f"and are not whole ({self.lost_lines} whole lines among them): left out"
            )
        return " ".join(parts) + "".join(f"; {finding}" for finding in findings)


def recover(disk: Disk, folder: Path, *, migrations: Migrations = codec.MIGRATIONS) -> Recovered:
    """Build the game from the files in *folder*; nothing is there yet when it is empty.

    Raises DataDamaged, FormatNewer, and FolderUnwritable when the files cannot be read.
    """
    try:
        found = Recovered(files.take_stock(disk.names(folder)))
        if not found.stock.is_empty:
            _Recovery(disk, folder, found, migrations).run()
    except Damaged as damage:
        raise DataDamaged(f"{damage}; nothing was changed in {folder}; {SALVAGE}") from damage
    except OSError as problem:
        raise FolderUnwritable(f"the data folder {folder} cannot be read: {problem}") from problem
    return found


class _Recovery:
    """The steps of one recovery."""

    def __init__(self, disk: Disk, folder: Path, found: Recovered, migrations: Migrations) -> None:
        self._disk = disk
        self._folder = folder
        self._found = found
        self._migrations = migrations
        self._scans: dict[int, Scan] = {}

    def run(self) -> None:
        found = self._found
        snapshots = found.stock.snapshots
        found.base = next((number for number in reversed(snapshots) if self._can_start_from(number)), 0)
        self._scan(found.base)
        chain = trace(self._scans, base=found.base, snapshots=snapshots)
        found.links, found.lost, found.lost_lines = chain.links, chain.lost, chain.lost_lines
        found.damaged |= self._strays(chain)
        found.game = self._scans[chain.links[-1][0]].game
        for number, upto in chain.links:
            self._replay(number, upto)

    def _can_start_from(self, number: int) -> bool:
        self._scan(number)
        name = files.name(files.SNAPSHOT, number)
        try:
            snapshot = read_snapshot(self._disk.lines(self._folder / name), number=number, migrations=self._migrations)
        except Damaged as damage:
            self._found.damaged[name] = str(damage)
            return False
        if any(scan.game != snapshot.game for scan in self._scans.values()):
            self._found.damaged[name] = "is of another game than the journal"
            return False
        self._found.players = snapshot.players
        return True

    def _scan(self, base: int) -> None:
        for number in self._found.stock.segments:
            if number < base or number in self._scans:
                continue
            name = files.name(files.JOURNAL, number)
            try:
                self._scans[number] = scan(self._disk.lines(self._folder / name), number=number)
            except Damaged as damage:
                raise Damaged(f"{name} {damage}") from damage
        if len({scan.game for scan in self._scans.values()}) > 1:
            raise Damaged("the journal has segments of different games")

    def _strays(self, chain: Chain) -> Mapping[str, str]:
        return {
            files.name(files.JOURNAL, number): "goes on from what was not whole any more" for number in chain.strays
        }

    def _replay(self, number: int, upto: int) -> None:
        name = files.name(files.JOURNAL, number)
        written = self._scans[number].format
        try:
            for batch in batches(self._disk.lines(self._folder / name), upto=upto):
                self._found.changes += codec.replay(
                    batch, self._found.players, written=written, migrations=self._migrations
                )
                self._found.batches += 1
        except Damaged as damage:
            raise Damaged(f"{name} {damage}") from damage
