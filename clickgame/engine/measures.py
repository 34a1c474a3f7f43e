"""What is measured of an engine: the game's size, what was pressed and held, and what its files take."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from time import perf_counter
from typing import Any

from clickgame.contract.measures import COUNTER, GAUGE, TIMES, Measure, Times
from clickgame.core.state import Change
from clickgame.engine.engine import Engine
from clickgame.engine.storage import Recovered, Store


class Meters:
    """What is added up beside an engine: how long its files take, how often they refuse, and presses."""

    def __init__(self, engine: Engine) -> None:
        """Start with nothing; *engine* need not be open yet."""
        self.engine = engine
        self.writes, self.syncs, self.snapshots = Times(), Times(), Times()
        self.refused = 0
        self._presses, self._holds = Rise(), Rise(0)

    def presses(self) -> int:
        """Count the presses credited since the first look."""
        return self._presses.look(self.engine.game.total)

    def holds(self) -> int:
        """Count how often the throttle began to hold somebody."""
        return self._holds.look(self.engine.game.holds)


class Rise:
    """How much a number has risen in all, seen from one look to the next: whatever makes it rise counts nothing.

    It may fall, as the sum of all presses does when a player leaves the game with theirs; what it rose by between the
    same two looks is not seen then.
    """

    def __init__(self, seen: int | None = None) -> None:
        """Rise from what is *seen* first, or from there."""
        self._seen = seen
        self._risen = 0

    def look(self, now: int) -> int:
        """Give how much it has risen, with what it is *now*."""
        if self._seen is not None:
            self._risen += max(0, now - self._seen)
        self._seen = now
        return self._risen


class MeteredStore:
    """A store whose time is taken: one call more for each turn of the loop, none for a press."""

    def __init__(self, store: Store, meters: Meters) -> None:
        """Have *store* do it, and *meters* know how long it took."""
        self._store = store
        self._meters = meters
        self.load: Callable[[], Recovered] = store.load
        self.close: Callable[[], None] = store.close

    def told(self, records: Iterable[Change]) -> list[dict[str, Any]]:
        """Give *records* in plain values; see `Store`."""
        return self._store.told(records)

    def append(self, changes: Iterable[Change], *, at: float) -> None:
        """Put *changes* on record; see `Book`."""
        began = perf_counter()
        try:
            self._store.append(changes, at=at)
        except BaseException:
            self._meters.refused += 1
            raise
        self._meters.writes.add(perf_counter() - began)

    def sync(self) -> None:
        """Make what is on record durable; see `Book`."""
        began = perf_counter()
        try:
            self._store.sync()
        except BaseException:
            self._meters.refused += 1
            raise
        self._meters.syncs.add(perf_counter() - began)

    async def snapshot(
        self,
        records: Callable[[], Iterable[Change]],
        *,
        settle: Callable[[], object],
        off_loop: Callable[[Callable[[], object]], Awaitable[object]],
        breathe: Callable[[], Awaitable[object]],
        erased: Collection[str],
    ) -> bool:
        """Write a snapshot; see `Store`."""
        began = perf_counter()
        try:
            is_written = await self._store.snapshot(
                records, settle=settle, off_loop=off_loop, breathe=breathe, erased=erased
            )
        except BaseException:
            self._meters.refused += 1
            raise
        if is_written:
            self._meters.snapshots.add(perf_counter() - began)
        return is_written


ENGINE = (
    Measure[Meters]("epoch", GAUGE, "The number of this life of the engine.", lambda meters: meters.engine.epoch),
    Measure[Meters]("players", GAUGE, "Players who are remembered.", lambda meters: len(_roster(meters))),
    Measure[Meters]("online", GAUGE, "Players who are here.", lambda meters: meters.engine.presence.online),
    Measure[Meters]("arenas", GAUGE, "Arenas that are open.", lambda meters: len(meters.engine.game.arenas)),
    Measure[Meters]("presses_total", COUNTER, "Presses credited since the start.", Meters.presses),
    Measure[Meters]("holds_total", COUNTER, "How often the throttle began to hold somebody.", Meters.holds),
    Measure[Meters](
        "saving", GAUGE, "1 while the disk refuses the journal.", lambda meters: meters.engine.commit.is_troubled
    ),
    Measure[Meters]("refused_writes_total", COUNTER, "Calls that the disk refused.", lambda meters: meters.refused),
    Measure[Meters]("journal_write_seconds", TIMES, "Putting one turn on record.", lambda meters: meters.writes),
    Measure[Meters]("journal_sync_seconds", TIMES, "Forcing the journal to disk.", lambda meters: meters.syncs),
    Measure[Meters]("snapshot_seconds", TIMES, "Writing a snapshot.", lambda meters: meters.snapshots),
)


def _roster(meters: Meters) -> Collection[str]:
    return meters.engine.game.roster.players
