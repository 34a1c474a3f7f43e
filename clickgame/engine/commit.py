"""One journal write for all that one turn of the event loop changed; answers leave after it, never before.

The records are absolute, so a player who changed often in one turn is written once, and a write that failed is simply
made again: nothing is doubled. While the disk refuses, what waits goes on waiting and the game goes on.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable

from clickgame.core.players import Player
from clickgame.engine.storage import Book

logger = logging.getLogger(__name__)

RETRY_S = 0.5


class Commit:
    """Gathers changes and whoever waits for them to be on record."""

    def __init__(
        self, book: Book, *, refused_by: type[Exception], sync_each: bool, on_trouble: Callable[[], None]
    ) -> None:
        """Write to *book*, which raises *refused_by*; *sync_each* makes answers wait for the disk itself.

        *on_trouble* is called when the book begins to refuse, and when it has stopped.
        """
        self._book = book
        self._refused_by = refused_by
        self._sync_each = sync_each
        self._on_trouble = on_trouble
        self._changes: dict[tuple[str, str | None], Player] = {}
        self._forgotten: list[str] = []
        self._waiting: list[Callable[[], None]] = []
        self._is_due = False
        self._patient: asyncio.Task[None] | None = None
        self.is_troubled = False

    def note(self, player: Player, page: str | None = None) -> None:
        """Have *player* written with the turn that is running: the numbers and one *page*, or the whole (None)."""
        self._changes[player.id, page] = player
        if not self._is_due:
            self._fall_due()

    def forget(self, players: Iterable[str]) -> None:
        """Have it written that *players* are no more."""
        self._forgotten.extend(players)
        self._fall_due()

    def then(self, callback: Callable[[], None]) -> None:
        """Call *callback* once everything noted so far is on record; at the end of this turn at the earliest."""
        self._waiting.append(callback)
        self._fall_due()

    async def written(self) -> None:
        """Wait until everything noted so far is on record."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def wake() -> None:
            if not done.done():
                done.set_result(None)

        self.then(wake)
        await done

    def write(self) -> bool:
        """Put everything noted so far on record; tell whether the book took it."""
        if not self._changes and not self._forgotten:
            return True
        changes = [(player, page) for (_, page), player in self._changes.items()]
        try:
            self._book.append(changes, self._forgotten)
        except self._refused_by as refusal:
            self._trouble(refusal)
            return False
        self._changes.clear()
        self._forgotten.clear()
        return True

    def stop(self) -> None:
        """Stop trying again."""
        if self._patient is not None:
            self._patient.cancel()

    def _fall_due(self) -> None:
        if not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_soon(self._turn_over)

    def _turn_over(self) -> None:
        self._is_due = False
        if self._patient is not None:
            return
        if not self._sync_each and self.write():
            self._release(len(self._waiting))
        else:
            self._patient = asyncio.create_task(self._be_patient())

    async def _be_patient(self) -> None:
        """Go on until everything is on record and, where answers wait for that, durable."""
        while self._changes or self._forgotten or self._waiting:
            is_written = self.write()
            covered = len(self._waiting)
            try:
                await asyncio.to_thread(self._book.sync)
            except self._refused_by as refusal:
                self._trouble(refusal)
                is_written = False
            if is_written:
                self._release(covered)
            else:
                await asyncio.sleep(RETRY_S)
        self._patient = None

    def _release(self, covered: int) -> None:
        if self.is_troubled:
            logger.warning("the journal is written again")
            self.is_troubled = False
            self._on_trouble()
        released, self._waiting = self._waiting[:covered], self._waiting[covered:]
        for callback in released:
            callback()

    def _trouble(self, refusal: Exception) -> None:
        if not self.is_troubled:
            logger.warning("answers are held back: %s", refusal)
            self.is_troubled = True
            self._on_trouble()
