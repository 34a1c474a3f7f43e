"""Streams of boards, as Server-Sent Events, for those who draw a board elsewhere.

Each stream looks at its board so often, and sends it whole if it has changed: the board is looked at and encoded once
for all of them. Nothing is kept for a slow reader: what changed while the socket was full is skipped, and if it stays
full, the connection is broken off. How many there are is bounded, in all and from each address."""

import asyncio
import logging
from collections import Counter
from contextlib import suppress

from starlette.datastructures import MutableHeaders
from starlette.types import Receive, Scope, Send

from clickgame.contract.answers import EngineAway
from clickgame.contract.errors import UnknownArena
from clickgame.web.http.api import problems
from clickgame.web.http.api.boards import Boards, Place
from clickgame.web.http.api.problems import Refused

HANG_UP = "clickgame.hang_up"
"""The ASGI extension by which a server offers to break a connection off: `abort` does it."""

KEEP_ALIVE_S = 15.0  # without a word; proxies give up after a minute at the least
SLOW_S = 10.0  # that a reader may leave the socket full
AGAIN_S = 3  # what a reader is asked to wait before it comes back
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",  # nginx would gather events until it has some KB
}

logger = logging.getLogger(__name__)


class Streams:
    """The streams that are open."""

    def __init__(self, boards: Boards, *, look_hz: float, most: int, each: int) -> None:
        """Look at *boards* *look_hz* times a second; have *most* streams at once, and *each* from one address."""
        self._boards = boards
        self._look_s = 1 / look_hz
        self._most = most
        self._each = each
        self.keep_alive_s = KEEP_ALIVE_S
        self.slow_s = SLOW_S
        self._open: Counter[str] = Counter()
        self._stopping = asyncio.Event()

    def __len__(self) -> int:
        """Count the streams that are open."""
        return self._open.total()

    def close(self) -> None:
        """End all streams, for good: the server is stopping."""
        self._stopping.set()

    def open(self, address: str, place: Place, limit: int) -> "Stream":
        """Open a stream of the first *limit* lines of the board at *place* for *address*. Raises Refused."""
        again = {"retry-after": str(AGAIN_S)}
        if len(self) >= self._most or self._stopping.is_set():
            raise Refused(problems.STREAMS_FULL, headers=again)
        if self._open[address] >= self._each:
            raise Refused(problems.TOO_MANY_STREAMS, headers=again)
        self._open[address] += 1
        return Stream(self, address, place, limit)

    async def write(self, stream: "Stream", send: Send, *, until_gone: "asyncio.Task[None]") -> bool:
        """Write *stream* until its reader is gone or the server stops; tell whether the reader kept up."""
        clock = asyncio.get_running_loop().time
        stopping = asyncio.create_task(self._stopping.wait())
        told, told_at = (-1, -1), clock()
        text = b"retry: %d\n\n" % (AGAIN_S * 1000)
        try:
            while not stopping.done() and not until_gone.done():
                newest = await self._boards.newest(stream.place)
                version = newest.epoch, newest.version
                if version != told:
                    body = (await self._boards.page(stream.place, limit=stream.limit)).body
                    text += b"event: board\nid: %d.%d\ndata: %b\n\n" % (*version, body)
                    told = version
                elif clock() - told_at >= self.keep_alive_s:
                    text = b": nothing has changed\n\n"
                if text:
                    async with asyncio.timeout(self.slow_s):
                        await send({"type": "http.response.body", "body": text, "more_body": True})
                    text, told_at = b"", clock()
                await asyncio.wait((stopping, until_gone), timeout=self._look_s, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            return False
        except (UnknownArena, EngineAway):
            return True  # it was closed, or cannot be seen: the board ends, and readers come again
        finally:
            stopping.cancel()
        return True

    def leave(self, address: str) -> None:
        """Note that a stream from *address* has ended."""
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]


class Stream:
    """One stream, as an answer: an ASGI application to be called once, which lets its place go when it ends."""

    def __init__(self, streams: Streams, address: str, place: Place, limit: int) -> None:
        """Stand ready to be sent."""
        self.headers = MutableHeaders(HEADERS)
        self.place = place
        self.limit = limit
        self._streams = streams
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the board until the reader goes, or falls behind, or the server stops."""
        gone = asyncio.create_task(_disconnected(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.headers.raw})
            if await self._streams.write(self, send, until_gone=gone):
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            else:
                logger.info("a stream is broken off: its reader is too slow")
                await _hang_up(scope, gone)
        finally:
            gone.cancel()
            self._streams.leave(self._address)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _hang_up(scope: Scope, gone: "asyncio.Task[None]") -> None:
    """Break the connection off, where the server lets us: what is waiting in it would be kept as long as it lasts."""
    abort = scope.get("extensions", {}).get(HANG_UP, {}).get("abort")
    if abort is not None:
        abort()
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await gone
