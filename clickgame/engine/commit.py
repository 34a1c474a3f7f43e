"""One journal write for all that one turn of the event loop changed; answers leave after it, never before.

The records are absolute, so one that changed often in a turn is written once, and a write that failed is simply made
again: nothing is doubled. While the disk refuses, what waits goes on waiting and the game goes on.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from clickgame.core.state import Change
from clickgame.engine.storage import Book

logger = logging.getLogger(__name__)

RETRY_S = 0.5

Key = tuple[str, int, str]
Gate = Callable[[Callable[[], None]], None]


def key_of(change: Change) -> Key:
    """Tell which record of which kind *change* is about."""
    kind, record, page = change
    return (kind, 0, record) if isinstance(record, str) else (kind, id(record), page)


class Commit:
    """Gathers changes and whoever waits for them to be on record."""

    def __init__(
        self,
        book: Book,
        *,
        clock: Callable[[], float],
        refused_by: type[Exception],
        sync_each: bool,
        on_trouble: Callable[[], None],
        gate: Gate | None = None,
    ) -> None:
        """Write to *book*, which raises *refused_by*, with the time (s) by *clock*.

        *sync_each* makes answers wait for the disk itself. *on_trouble* is called when the book begins to refuse, and
        when it has stopped. Where there is a *gate*, whoever waited is called by it, when it sees fit.
        """
        self._book = book
        self._clock = clock
        self._refused_by = refused_by
        self._sync_each = sync_each
        self._on_trouble = on_trouble
        self._gate = gate
        self._changes: dict[Key, Change] = {}
        self._waiting: list[Callable[[], None]] = []
        self._is_due = False
        self._patient: asyncio.Task[None] | None = None
        self.is_troubled = False

    def note(self, change: Change) -> None:
        """Have *change* written with the turn that is running; the same one again is written once."""
        self._changes[key_of(change)] = change
        if not self._is_due:
            self._fall_due()

    def note_all(self, changes: Mapping[Key, Change]) -> None:
        """Have *changes*, each by its `key_of`, written with whatever ends the turn: a `flush`, or another note."""
        self._changes.update(changes)

    def then(self, callback: Callable[[], None]) -> None:
        """Call *callback* once everything noted so far is on record; at the end of this turn, or with `flush`."""
        self._waiting.append(callback)
        if not self._is_due:
            self._fall_due()

    async def written(self) -> None:
        """Wait until everything noted so far is on record."""
        done = asyncio.Event()
        self.then(done.set)
        await done.wait()

    def flush(self, callback: Callable[[], None] | None = None) -> None:
        """End the turn now: write, and call *callback* and whoever waits, unless the disk is what they wait for."""
        is_written = self._patient is None and not self._sync_each and self.write()
        if callback is not None:
            if is_written and not self._waiting and not self.is_troubled and self._gate is None:  # nearly always
                self._call(callback)
                return
            self._waiting.append(callback)
        if is_written:
            self._release(len(self._waiting))
        elif self._patient is None:
            self._patient = asyncio.get_running_loop().create_task(self._be_patient())

    def write(self) -> bool:
        """Put everything noted so far on record; tell whether the book took it."""
        if not self._changes:
            return True
        try:
            self._book.append(self._changes.values(), at=self._clock())
        except self._refused_by as refusal:
            self._trouble(refusal)
            return False
        self._changes.clear()
        return True

    def stop(self) -> None:
        """Stop trying again."""
        if self._patient is not None:
            self._patient.cancel()

    def _fall_due(self) -> None:
        self._is_due = True
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.call_soon, self._turn_over)  # after whoever ends the turn with `flush`

    def _turn_over(self) -> None:
        self._is_due = False
        if self._changes or self._waiting:
            self.flush()

    async def _be_patient(self) -> None:
        """Go on until everything is on record and, where answers wait for that, durable."""
        try:
            while self._changes or self._waiting:
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
        finally:
            self._patient = None

    def _release(self, covered: int) -> None:
        if self.is_troubled:
            logger.warning("the journal is written again")
            self.is_troubled = False
            self._call(self._on_trouble)
        released = self._waiting
        self._waiting = released[covered:]
        del released[covered:]
        if self._gate is not None and released:
            self._gate(partial(self._call_all, released))
            return
        self._call_all(released)

    def _call_all(self, released: Sequence[Callable[[], None]]) -> None:
        for callback in released:
            self._call(callback)

    def _trouble(self, refusal: Exception) -> None:
        if not self.is_troubled:
            logger.warning("answers are held back: %s", refusal)
            self.is_troubled = True
            self._call(self._on_trouble)

    @staticmethod
    def _call(callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:  # one that fails hurts itself alone
            logger.exception("an answer could not be given")
