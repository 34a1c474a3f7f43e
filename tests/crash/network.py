"""What lies between a page load and the server: a network that stalls in either direction, or is down for a while."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from clickgame.gateway.credentials import COOKIE

GLANCE_S = 0.1  # how often whoever waits looks whether the wait was cut short


class Wrong(AssertionError):
    """The server broke its promise."""


class Held(Wrong):
    """It held an honest player."""


class TakenBack(Wrong):
    """It knows less than it had acknowledged."""


@dataclass(slots=True)
class Figures:
    """What a run came to, over all players: the longest and the largest of everything, times in seconds."""

    kills: int = 0
    players: int = 0
    page_loads: int = 0
    presses: int = 0
    answers: int = 0
    totals: int = 0
    longest_stall_s: float = 0.0
    longest_outage_s: float = 0.0
    latest_contact_s: float = 0.0
    largest_burst: int = 0
    lasted_s: float = 0.0

    def __str__(self) -> str:
        """Give the figures in one line; whatever was lost, doubled or held would have ended the run."""
        return (
            f"{self.kills} kills survived by {self.players} players with {self.page_loads} page loads and "
            f"{self.presses} presses: lost 0, doubled 0, holds 0; longest stall {self.longest_stall_s:.1f} s, longest "
            f"outage {self.longest_outage_s:.1f} s (sleep included), latest first contact {self.latest_contact_s:.1f} "
            f"s, largest burst credited at once {self.largest_burst}; {self.answers} answers and {self.totals} totals "
            f"after a (re)connect checked, in {self.lasted_s:.0f} s"
        )


class Gate:
    """Lets everything through, or nothing until a time."""

    def __init__(self) -> None:
        """Be open."""
        self._opens_at = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether everything gets through now."""
        return time.monotonic() >= self._opens_at

    def shut(self, for_s: float) -> None:
        """Let nothing through for so long."""
        self._opens_at = time.monotonic() + for_s

    def open(self) -> None:
        """Let everything through again."""
        self._opens_at = 0.0

    async def passed(self) -> None:
        """Wait until the gate is open."""
        while (left_s := self._opens_at - time.monotonic()) > 0:  # noqa: ASYNC110  # for a time that may be cut short
            await asyncio.sleep(min(left_s, GLANCE_S))


class Network:
    """One page load's way to the server: *sending*, *reading* and *connecting* may each be shut for a while.

    What is sent meanwhile is kept, the answers to the server's pings included, and comes out in order and all at once.
    *told* is the newest count that has gone out.
    """

    def __init__(self, figures: Figures) -> None:
        """Be open, and without a connection."""
        self.sending, self.reading, self.connecting = Gate(), Gate(), Gate()
        self.told = 0
        self._figures = figures
        self._socket: ClientConnection | None = None
        self._kept: asyncio.Queue[tuple[str, int]] = asyncio.Queue()

    @property
    def is_calm(self) -> bool:
        """Tell whether nothing is the matter."""
        return self.sending.is_open and self.reading.is_open and self.connecting.is_open

    def heal(self) -> None:
        """Have nothing be the matter."""
        for gate in (self.sending, self.reading, self.connecting):
            gate.open()

    @asynccontextmanager
    async def connected(self, url: str, *, cookie: str) -> AsyncIterator[None]:
        """Connect with *cookie* once that is possible. Raises what `connect` raises."""
        await self.connecting.passed()
        self._kept = asyncio.Queue()
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        async with connect(
            url, additional_headers=headers, compression=None, max_size=None, open_timeout=5, ping_interval=None
        ) as socket:
            self._socket = socket
            writing = asyncio.create_task(self._write(socket))
            try:
                yield
            finally:
                self._socket = None
                socket.transport.abort()
                writing.cancel()

    def send(self, frame: str, *, presses: int = 0) -> None:
        """Send *frame*, in which *presses* is the count; it is lost when the connection is."""
        self._kept.put_nowait((frame, presses))

    async def frames(self) -> AsyncIterator[str]:
        """Give what is received, as long as the connection lasts. Raises OSError once it is over."""
        if self._socket is not None:
            async for message in self._socket:
                await self.reading.passed()
                yield str(message)
        raise OSError("the connection was closed")

    def lose(self) -> None:
        """Lose the connection, without a word to the other side, and whatever was kept."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _write(self, socket: ClientConnection) -> None:
        with suppress(OSError, WebSocketException):
            while True:
                kept = [await self._kept.get()]
                began = time.monotonic()
                await self.sending.passed()
                stalled_s = time.monotonic() - began
                while not self._kept.empty():
                    kept.append(self._kept.get_nowait())
                told = self.told
                for frame, presses in kept:
                    await socket.send(frame)
                    self.told = max(self.told, presses)
                self._figures.longest_stall_s = max(self._figures.longest_stall_s, stalled_s)
                self._figures.largest_burst = max(self._figures.largest_burst, self.told - told)
