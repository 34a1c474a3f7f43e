"""A game as small as possible on a store, and what it may come back to.

Each attempt to append goes into a history. What was appended is acknowledged; what was synced after that is durable.
A killed server has to come back to the last acknowledged state or one that it was writing, a power cut may take it back
to the last durable one, and nothing may be a mixture.
"""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from clickgame.core.players import Page, Player
from persistence import codec
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk

T = TypeVar("T")
State = dict[str, str]


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waited")


async def inline(call: Callable[[], T], /) -> T:
    """Run a call at once, in place of a thread."""
    return call()


def state_of(players: dict[str, Player]) -> State:
    """Write each player down, so that states can be kept and compared."""
    return {player.id: codec.encode_player(player) for player in players.values()}


class World:
    """A game and its store."""

    def __init__(self, disk: MemoryDisk, *, history: list[State] | None = None, generations: int = 2) -> None:
        """Open and load the store on *disk*, which has to come back to one of *history*."""
        self.store = Store.open(FOLDER, disk=disk, generations=generations)
        self.recovered = self.store.load()
        self.players = self.recovered.players
        self.now = 1000.0
        self.history = history or [{}]
        self.history.append(state_of(self.players))
        self.acknowledged = self.durable = len(self.history) - 1
        self._disk = disk
        self._drops = disk.drops
        self._changes: list[tuple[Player, str | None]] = []
        self._forgotten: list[str] = []

    # What players do

    def join(self, name: str) -> None:
        """Take in a player, with a handle that needs escaping."""
        player = Player(id=name, key=name * 8, handle=f'"{name}\u2028ü', seen_at=self._tick())
        self.players[name] = player
        self._changes.append((player, None))

    def press(self, name: str, presses: int = 1, page: str = "page-1") -> None:
        """Credit *presses* of a page load; beyond three page loads the oldest leaves the ledger."""
        player = self.players[name]
        now = self._tick()
        change: str | None = page
        if page not in player.pages:
            player.pages[page] = Page(0, now)
            if len(player.pages) > 3:
                del player.pages[next(iter(player.pages))]
            change = None
        entry = player.pages[page]
        entry.count, entry.at = entry.count + presses, now
        player.score += presses
        player.total += presses
        if player.score > player.best:
            player.best, player.best_at = player.score, now
        player.pressed_at = player.reached_at = player.seen_at = now
        self._changes.append((player, change))

    def end_run(self, name: str) -> None:
        """End a run: numbers change, and no page load does."""
        player = self.players[name]
        player.ended, player.score = player.score, 0
        self._changes.append((player, ""))

    def rename(self, name: str, handle: str) -> None:
        """Give a player another handle."""
        self.players[name].handle = handle
        self._changes.append((self.players[name], None))

    def forget(self, name: str) -> None:
        """Drop a player."""
        del self.players[name]
        self._forgotten.append(name)

    def is_leaving(self, name: str) -> bool:
        """Tell whether a player was dropped and that is not yet on record."""
        return name in self._forgotten

    # What may come back

    @property
    def after_kill(self) -> list[State]:
        """The states that a killed server may come back to.

        Once the kernel has dropped what it could not write, until that is written again, as after a power cut.
        """
        return self.history[self.acknowledged if self._drops == self._disk.drops else self.durable :]

    @property
    def after_power_cut(self) -> list[State]:
        """The states that a power cut may lead back to."""
        return self.history[self.durable :]

    # What the engine does

    def settle(self) -> bool:
        """Append what is pending; tells whether the disk took it."""
        if not (self._changes or self._forgotten):
            return True
        self.history.append(state_of(self.players))
        attempt = len(self.history) - 1
        try:
            self.store.append(self._changes, self._forgotten)
        except DiskTrouble:
            return False
        self._changes, self._forgotten = [], []
        self.acknowledged = attempt
        return True

    def sync(self) -> bool:
        """Sync; tells whether the disk did."""
        reached = self.acknowledged
        try:
            self.store.sync()
        except DiskTrouble:
            return False
        self.durable = max(self.durable, reached)
        self._drops = self._disk.drops
        return True

    def snapshot(self, meanwhile: Callable[[], object] = lambda: None) -> bool:
        """Write a snapshot, *meanwhile* something happens at each breath; tells whether one was written."""

        async def breathe() -> None:
            meanwhile()

        try:
            return run(
                self.store.snapshot(
                    self.players.values, settle=self.settle, off_loop=inline, breathe=breathe, slice_most=3
                )
            )
        except DiskTrouble:
            return False

    def close(self) -> None:
        """Close the store, durable or not."""
        try:
            self.store.close()
        except DiskTrouble:
            return
        self.durable = self.acknowledged

    def _tick(self) -> float:
        self.now += 0.25
        return self.now
