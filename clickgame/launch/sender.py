"""The owner's side of a standby on another host: each batch of the journal goes into the shared log, too.

Answers wait until the log has all that they depend on (`hold`). Whoever is no more the owner is told so by the log, and
ends at once, as it stands: it has appended nothing, and so it has answered nothing. Whoever stands by and cannot go on
from what the log has is sent the whole game, a slice at a time, while the game goes on.
"""

import asyncio
import logging
import os
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from clickgame.core.state import Change
from clickgame.gateway.background import running
from clickgame.launch.pauses import Pauses
from clickgame.launch.shared_log import NOTHING, Entry, LogLost, Ownership, SharedLog, Told
from persistence.batch import Moment
from persistence.checkpoint import slices
from persistence.files import FORMAT
from persistence.frames import frame_facts
from persistence.snapshot import lines_of

BEAT_S = 0.2
SEND_BYTES = 1 << 19  # at a time; more are sent once these are there
PART_BYTES = 1 << 18
PARTS_MOST = 8  # of a whole, that were not yet taken
SLICE = 64
LEAVE_S = 2.0
PAUSE_LEAST_S, PAUSE_MOST_S = 0.03, 0.5
DEPOSED = 3  # the exit code of an owner that is no more

logger = logging.getLogger(__name__)


class Source(NamedTuple):
    """The game that wholes are made of: all its *records*, what puts all that is pending on record, the last batch."""

    records: Callable[[], Iterable[Change]]
    settle: Callable[[], object]
    last: Callable[[], Moment]


def leave_as_deposed() -> None:
    """End this process as it stands."""
    logger.error("deposed: the game has another owner; this one ends, and what it has not answered does not count")
    os._exit(DEPOSED)


class Sender:
    """Sends what an owner puts on record to *log*, of which *most_bytes* may wait here, and as many there."""

    source: Source | None = None

    def __init__(self, log: SharedLog, *, most_bytes: int, end: Callable[[], object] = leave_as_deposed) -> None:
        """Send nothing before `begin`; *end* is called when the game has another owner."""
        self.told = Told(is_owner=True)
        self._log, self._most_bytes, self._end = log, most_bytes, end
        self._ours = Ownership("", 0, "", FORMAT)
        self._queue: deque[Entry] = deque()
        self._waiting: deque[tuple[int, Callable[[], None]]] = deque()
        self._bytes = self._put = self._confirmed = 0
        self._last = self._confirmed_name = NOTHING
        self._has_more, self._has_begun, self._is_told = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._whole: asyncio.Task[None] | None = None
        self._sent = ""
        self._is_deposed = self._is_lost = False

    def begin(self, ours: Ownership, last: str) -> None:
        """Be the owner of a game whose last batch is *last*, and beat."""
        self._ours, self._last, self._confirmed_name = ours, last, last
        self._has_begun.set()

    def go_on(self, game: str) -> None:
        """Go on with *game*, as it is called."""
        self._ours = self._ours._replace(game=game)

    def put(self, number: int, line: bytes) -> None:
        """Send a batch."""
        name = f"{self._ours.epoch}-{number}"
        self._queue.append(Entry(name, self._last, line))
        self._last = name
        self._put += 1
        self._bytes += len(line)
        while self._bytes > self._most_bytes and len(self._queue) > 1:  # whoever stands by will need the whole
            self._bytes -= len(self._queue.popleft().line)
        self._has_more.set()

    def hold(self, callback: Callable[[], None]) -> None:
        """Call *callback* once the log has all that was put by now; never, where the game has another owner."""
        if self._is_deposed:
            return
        if self._put == self._confirmed:
            callback()
        else:
            self._waiting.append((self._put, callback))

    @property
    def is_stood_by(self) -> bool:
        """Tell whether somebody elsewhere has the game, and could go on with it now."""
        return self.told.is_there and not self.told.asks

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Send while the block runs, from `begin` on; at the end send what is left, and leave the game to others."""
        async with running(self._run()):
            try:
                yield
            finally:
                if self._has_begun.is_set() and not self._is_deposed:
                    await self._leave()
        await self._log.close()

    async def _leave(self) -> None:
        with suppress(TimeoutError, LogLost):
            async with asyncio.timeout(LEAVE_S):
                while self._put != self._confirmed:
                    self._is_told.clear()
                    await self._is_told.wait()
                await self._log.leave(self._ours)

    async def _run(self) -> None:
        await self._has_begun.wait()
        pauses = Pauses(least_s=PAUSE_LEAST_S, most_s=PAUSE_MOST_S, calm_s=PAUSE_MOST_S)
        while not self._is_deposed:
            self._has_more.clear()
            try:
                is_all = await self._send()
            except LogLost as problem:
                if not self._is_lost:
                    logger.warning("answers wait for the log that a standby elsewhere reads: %s", problem)
                self._is_lost = True
                await asyncio.sleep(pauses.after(lasted_s=0.0))
                continue
            if self._is_lost:
                logger.info("the log is written again")
                self._is_lost = False
                pauses = Pauses(least_s=PAUSE_LEAST_S, most_s=PAUSE_MOST_S, calm_s=PAUSE_MOST_S)
            self._look_after()
            if is_all:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._has_more.wait(), BEAT_S)

    async def _send(self) -> bool:
        """Send what there is, or a beat, and give what waited for it its way; tell whether that was all."""
        entries: list[Entry] = []
        size = 0
        for entry in self._queue:
            entries.append(entry)
            size += len(entry.line)
            if size >= SEND_BYTES:
                break
        upto = self._put - len(self._queue) + len(entries)
        self.told = await self._log.append(
            self._ours, entries, confirmed=self._confirmed_name, most_bytes=self._most_bytes
        )
        if not self.told.is_owner:
            self._depose()
            return True
        for entry in entries:
            if self._queue and self._queue[0] is entry:  # else it was dropped meanwhile
                self._bytes -= len(self._queue.popleft().line)
        if entries:
            self._confirmed, self._confirmed_name = max(upto, self._confirmed), entries[-1].name
        while self._waiting and self._waiting[0][0] <= self._confirmed:
            _, callback = self._waiting.popleft()
            self._call(callback)
        self._is_told.set()
        return not self._queue

    def _depose(self) -> None:
        self._is_deposed = True
        self._waiting.clear()
        if self._whole is not None:
            self._whole.cancel()
        self._end()

    @staticmethod
    def _call(callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:  # one that fails hurts itself alone
            logger.exception("an answer could not be given")

    # The whole

    def _look_after(self) -> None:
        """Begin to send the whole to whoever has asked for it."""
        asks = self.told.asks
        if self.source is None or not self.told.is_there or asks in {"", self._sent}:
            return
        if self._whole is not None:
            self._whole.cancel()
        self._sent = asks
        self._whole = asyncio.get_running_loop().create_task(self._send_whole(asks, self.source))

    async def _send_whole(self, asks: str, source: Source) -> None:
        source.settle()
        number, part = 1, bytearray(frame_facts({"last": source.last(), "epoch": self._ours.epoch}))
        logger.info("a standby elsewhere is sent the whole game")
        try:
            for some in slices(source.records(), most=SLICE):
                source.settle()  # so that it is never ahead of the log
                part += b"".join(lines_of(some))
                if len(part) >= PART_BYTES:
                    await self._put_part(asks, number, bytes(part))
                    number, part = number + 1, bytearray()
                await asyncio.sleep(0)
            source.settle()
            part += frame_facts({"upto": self._last})
            await self._put_part(asks, number, bytes(part))
        except LogLost:
            logger.warning("a standby elsewhere was not sent the whole game; it will ask again")

    async def _put_part(self, asks: str, number: int, part: bytes) -> None:
        """Put a part there once there is room for it. Raises LogLost where nobody waits for it any more."""
        while number - self.told.taken > PARTS_MOST:
            if self.told.asks != asks or not self.told.is_there:
                raise LogLost("nobody waits for it")
            self._is_told.clear()
            await self._is_told.wait()
        told = await self._log.put_part(self._ours, asks, number, part)
        if not told.is_owner:
            self._depose()
        elif told.asks != asks:
            raise LogLost("nobody waits for it")
        else:
            self.told = told
