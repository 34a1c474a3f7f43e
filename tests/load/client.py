"""One page under load: it connects as a browser does, presses, and notes when each press was answered.

Its frame callback is the load generator's hot path: bytes are compared and searched, never parsed, except on the few
observers who read boards.
"""

import asyncio
import secrets
import socket
import time
import uuid
from collections import deque
from typing import TYPE_CHECKING, Any

from picows import WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from clickgame.gateway.credentials import make
from tests.load.dialect import Dialect
from tests.load.samples import Sample, Sighting, Tally

if TYPE_CHECKING:
    from collections.abc import Callable

HANDSHAKE_S = 20.0  # what socket.io-client waits
RETRY_S, RETRIES_MOST = 0.2, 10  # the page waits 200 ms longer after each failure, 2 s at most
SLOW_BUFFER_BYTES = 4096
HEADER_BYTES = 4  # of a frame from 126 bytes up; the few shorter ones have 2


class Page(WSListener):
    """A page load of one player; *step* presses go out in each message."""

    __slots__ = ("_address", "_board", "_dialect", "_head", "_observed", "_page", "_ready", "_session", "_tail")
    __slots__ += ("acked", "has_board", "has_resumed", "is_leaving", "is_slow", "number", "on_lost", "player")
    __slots__ += ("presses", "sample", "sent_at", "step", "tally", "token", "transport")

    def __init__(self, dialect: Dialect, number: int, address: tuple[str, str, int], sample: Sample) -> None:
        """Prepare page *number*; *address* is our own host, the server's, and its port."""
        self._dialect = dialect
        self._address = address
        self._session = str(uuid.uuid4())
        self._page = secrets.token_hex(16)
        self._head, self._tail = dialect.press(self._page)
        self._observed: list[bytes] = []
        self._board: dict[str, Any] = {}
        self._ready: asyncio.Future[None] | None = None
        self.number = number
        self.sample = sample
        self.tally = Tally()
        self.transport: WSTransport | None = None
        self.on_lost: Callable[[Page], None] | None = None
        self.token = make().value  # as the document of a first visit brings it
        self.player = ""
        self.step = 1
        self.presses = self.acked = 0
        self.sent_at: deque[float] = deque()
        self.has_board = self.has_resumed = self.is_leaving = self.is_slow = False

    # Coming

    async def open(self) -> None:
        """Connect, hydrate, introduce the page, and have a board. Raises OSError or WSError."""
        host, server, port = self._address
        self._ready = asyncio.get_running_loop().create_future()
        await ws_connect(
            lambda: self,
            f"ws://{server}:{port}{self._dialect.target(self._session)}",
            websocket_handshake_timeout=HANDSHAKE_S,
            extra_headers={"Origin": f"http://{server}:{port}", **self._dialect.headers(self.token)},
            socket_factory=lambda _url: self._socket(host),
            read_buffer_init_size=2048,
        )
        if self.transport is None:  # picows takes an end before the handshake's answer for a success
            raise ConnectionResetError("gone before the handshake")
        await self._ready

    async def come_back(self, until: float) -> bool:
        """Connect again and again, as the page does, until it works or the monotonic clock shows *until*."""
        failures = 0
        while time.monotonic() < until:
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    await self.open()
            except (OSError, WSError):
                failures = min(failures + 1, RETRIES_MOST)
                await asyncio.sleep(RETRY_S * failures)
            else:
                return True
        return False

    def leave(self) -> None:
        """Hang up."""
        self.is_leaving = True
        if self.transport is not None:
            self.transport.disconnect()

    @property
    def is_ready(self) -> bool:
        """Whether it is connected, introduced, and has a board."""
        return self.has_resumed and self.has_board

    # Playing

    def press(self, now: float) -> None:
        """Send the cumulative count with *step* more."""
        self.presses += self.step
        self.sent_at.append(now)
        self.say_again()

    def say_again(self) -> None:
        """Send the cumulative count as it is."""
        if self.transport is not None:
            self.transport.send(WSMsgType.TEXT, b"%b%d%b" % (self._head, self.presses, self._tail))

    def observe(self, probes: list[str]) -> None:
        """Look for the scores of *probes*, if there are any, in every board from now on."""
        self._observed = [probe.encode() for probe in probes]
        if probes and self.transport is not None:
            self.transport.send(WSMsgType.TEXT, self._dialect.look(self.presses, self._page, self.acked))

    # From the network

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Await the open packet."""
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Take in one frame."""
        message = frame.get_payload_as_bytes()
        tally = self.tally
        tally.frames += 1
        tally.size += len(message) + HEADER_BYTES
        dialect = self._dialect
        if message.startswith(dialect.answer):
            found = dialect.acked.search(message)
            if found:
                self._hear(int(found[1]))
        elif message.startswith(dialect.board):
            tally.boards += 1
            if self._observed:
                self._read_board(message)
            if not self.has_board:
                self.has_board = True
                self._settle()
        elif message == b"2":
            transport.send(WSMsgType.TEXT, b"3")
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
        else:
            self._take(message)

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002  # picows' signature
        """Be gone, or on the way back."""
        self.transport = None
        self.has_board = self.has_resumed = False
        self.sent_at.clear()
        self._board.clear()
        if self._ready is not None and not self._ready.done():
            self._ready.set_exception(ConnectionResetError("gone before it was ready"))
        elif not self.is_leaving and self.on_lost is not None:
            self.on_lost(self)

    # Inside

    def _hear(self, acked: int) -> None:
        if not self.has_resumed:
            self.has_resumed, self.acked = True, acked
            self._settle()
            return
        fresh = (acked - self.acked) // self.step
        if fresh > 0:
            self.acked = acked
            now = time.monotonic()
            sent_at, delays = self.sent_at, self.sample.delays
            for _ in range(min(fresh, len(sent_at))):
                delays.append(now - sent_at.popleft())

    def _take(self, message: bytes) -> None:
        """Do what the page does before it is ready; later on, introduce it again if asked to."""
        transport = self.transport
        if transport is None:
            return
        if message.startswith(self._dialect.anew):
            transport.send(WSMsgType.TEXT, self._dialect.resume(self.presses, self._page, self.acked))
        if self.has_resumed:
            return
        if message.startswith(b"0{"):
            transport.send(WSMsgType.TEXT, self._dialect.connect(self.token))
            return
        welcome = self._dialect.welcome(message)
        if welcome is not None:
            self.player, self.token = welcome.player, welcome.token or self.token
            transport.send(WSMsgType.TEXT, self._dialect.resume(self.presses, self._page, self.acked))

    def _settle(self) -> None:
        if self.is_ready and self._ready is not None and not self._ready.done():
            self._ready.set_result(None)

    def _read_board(self, message: bytes) -> None:
        scores = self._dialect.scores(message, self._board)
        now = time.monotonic()
        for probe in self._observed:
            score = scores.get(probe.decode())
            if score is not None:
                self.sample.seen.append(Sighting(probe.decode(), score, now, self.number))

    def _socket(self, host: str) -> socket.socket:
        """Make a socket of an address of our own, so that thousands don't run out of ports."""
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.settimeout(0)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_BIND_ADDRESS_NO_PORT, 1)
        if self.is_slow:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SLOW_BUFFER_BYTES)
        made.bind((host, 0))
        return made
