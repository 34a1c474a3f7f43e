"""Write a snapshot while the game goes on.

First the journal goes on in a new segment, then the records are written, a slice at a time, as they are when their
turn comes. Whatever changes meanwhile is in the new segment. Since each row of the journal says what came out, not
what was added, the segment replayed over the snapshot gives the exact state, whichever was written first. Two things
must hold: no record may be written in a state that the journal does not have, and the journal up to the last slice
must be durable before the snapshot gets its name.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clickgame.core.scores import Score
from clickgame.core.state import Change
from persistence import files
from persistence.disk import Disk
from persistence.errors import DiskTrouble
from persistence.journal import Journal
from persistence.snapshot import SnapshotWriter

SLICE = 64  # records and page loads that are encoded between two breaths: a quarter of a millisecond


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a checkpoint needs of the running game.

    *records* gives them all, from the moment it is called; *settle* appends to the journal whatever is pending;
    *off_loop* runs a call in a thread; *breathe* gives way to the event loop, after so much encoding as *slice_most*
    says.
    """

    records: Callable[[], Iterable[Change]]
    settle: Callable[[], object]
    off_loop: Callable[[Callable[[], object]], Awaitable[object]]
    breathe: Callable[[], Awaitable[object]]
    slice_most: int = SLICE


async def checkpoint(
    disk: Disk, folder: Path, journal: Journal, game: Surroundings, *, on_switch: Callable[[], None]
) -> None:
    """Write a snapshot, calling *on_switch* when the journal goes on in a new segment. Raises DiskTrouble or OSError.

    When it fails, the snapshot is as if it had never been begun, and the journal goes on, in whichever segment.
    """
    await game.off_loop(journal.prepare)
    number = journal.prepared
    writer = SnapshotWriter(disk, folder, game=journal.game, number=number, epoch=journal.epoch)
    try:
        await game.off_loop(writer.create)
        _settle(journal, game)
        journal.switch()
        on_switch()
        for part in slices(game.records(), most=game.slice_most):
            _settle(journal, game)
            writer.add(part)
            if writer.is_due:
                await game.off_loop(writer.flush)
            await game.breathe()
        await game.off_loop(lambda: _publish(writer, journal, number))
    finally:
        writer.close()


def slices(records: Iterable[Change], *, most: int) -> Iterator[list[Change]]:
    """Cut *records* into parts that are much the same work: at most *most* records and page loads, or one record."""
    part: list[Change] = []
    weight = 0
    for record in records:
        weight += _weight(record)
        if part and weight > most:
            yield part
            part, weight = [], _weight(record)
        part.append(record)
    if part:
        yield part


def _weight(change: Change) -> int:
    return 1 + len(change.record.pages) if isinstance(change.record, Score) else 1


def retire(disk: Disk, folder: Path, *, generations: int) -> None:
    """Remove what is older than the last *generations* snapshots. Raises OSError.

    With fewer snapshots than that, the journal's very beginning is a generation, too.
    """
    stock = files.take_stock(disk.names(folder))
    if len(stock.snapshots) < generations:
        return
    oldest = stock.snapshots[-generations]
    for kind, numbers in ((files.SNAPSHOT, stock.snapshots), (files.JOURNAL, stock.segments)):
        for number in numbers:
            if number < oldest:
                disk.unlink(folder / files.name(kind, number))


def _settle(journal: Journal, game: Surroundings) -> None:
    game.settle()
    if journal.is_refusing:
        raise DiskTrouble("the snapshot waits until the journal can be written")


def _publish(writer: SnapshotWriter, journal: Journal, number: int) -> None:
    writer.seal()
    with journal.blocking:
        journal.secure(number)
        writer.publish()
