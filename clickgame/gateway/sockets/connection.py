"""One page's socket of the fast kind: frames in by callback, presses answered out of it.

Everything that is not a press is Socket.IO's: the connection stands among Engine.IO's sockets under an id of its own,
so that whatever Reflex emits arrives, and what the page sends is handed to Socket.IO in a task.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

import asyncio
from collections import deque

from engineio.exceptions import SocketIsClosedError
from engineio.packet import Packet
from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from clickgame.contract.errors import TooManyEvents
from clickgame.gateway.clients import Client
from clickgame.gateway.limits.admission import address_in
from clickgame.gateway.limits.events import Allowance, Verdict
from clickgame.gateway.reflex.channels import NOTICE
from clickgame.gateway.reflex.protocol import CLOSE, PING, Frame, delta
from clickgame.gateway.replies import to_refused
from clickgame.gateway.sockets import message_filter
from clickgame.gateway.sockets.exchange import Exchange

UNSENT_MOST_BYTES = 65_536  # beyond it a reader is too slow for boards
UNSENT_DEADLY_BYTES = 1 << 20  # beyond it nobody reads
FRAMES_MOST_PER_S = 500  # a page sends some twenty
INBOX_LONGEST = 256  # messages that may wait for Socket.IO
OK, UNSUPPORTED, NOT_TEXT, POLICY, RESTART = 1000, 1003, 1007, 1008, 1012  # RFC 6455, 7.4.1
MESSAGE, BYE = b"4", "1"  # Engine.IO's types of packets; pongs, the third that pages send, count by coming
# By name in here they would be looked up for each frame.
TEXT, CONTINUATION, CLOSING = WSMsgType.TEXT, WSMsgType.CONTINUATION, WSMsgType.CLOSE


def is_flood(frames: int, *, passed_s: float) -> bool:
    """Tell whether so many *frames* in so short a time come from no page.

    The first look may come within a millisecond of the handshake and its few frames, so no time counts as less than a
    second.
    """
    return frames > FRAMES_MOST_PER_S * max(passed_s, 1.0)


class Connection(WSListener):
    """One page's socket, to Engine.IO one of its sockets, to the lobby a wire."""

    __slots__ = ("_address", "_allowance", "_checked_at", "_client", "_exchange", "_frames", "_inbox", "_is_answered")
    __slots__ += ("_opened_at", "_parts")
    __slots__ += ("_pinged_at", "_transport", "has_arrived", "closed", "closing", "environ", "is_full", "sid")

    def __init__(self, exchange: Exchange, sid: str, environ: dict[str, object]) -> None:
        """Await the handshake's end as the Engine.IO socket *sid*."""
        self.sid = sid
        self.environ = environ
        self.closed = self.closing = self.is_full = self.has_arrived = False
        self._exchange = exchange
        self._address = address_in(environ)
        self._client: Client | None = None
        self._inbox: deque[bytes] | None = None
        self._allowance: Allowance | None = None
        self._parts = b""
        self._frames = 0
        self._is_answered = True

    # From the network

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Open the Engine.IO connection."""
        self._transport = transport
        transport.underlying_transport.set_write_buffer_limits(high=UNSENT_MOST_BYTES)
        self._opened_at = self._pinged_at = self._checked_at = asyncio.get_running_loop().time()
        sio = self._exchange.sio
        self._exchange.connections[self.sid] = self
        sio.eio.sockets[self.sid] = self
        self.write_bytes(self._exchange.opening(self.sid))
        self._exchange.start(sio._handle_eio_connect(self.sid, self.environ))  # noqa: SLF001  # as Engine.IO calls it

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:  # noqa: ARG002  # picows' signature
        """Take in one frame: the short way if it is a press, else by the protocol."""
        self._frames += 1
        kind = frame.msg_type
        if kind is CLOSING:
            self._hang_up(OK)
        elif (kind is TEXT or kind is CONTINUATION) and not self.closing:
            message = frame.get_payload_as_bytes()
            if self._parts or not frame.fin:
                self._parts += message
                if len(self._parts) > message_filter.MESSAGE_LONGEST:
                    self._throw_out(message_filter.TOO_BIG)
                    return
                if not frame.fin:
                    return
                message, self._parts = self._parts, b""
            if self._client is None or not self._exchange.fast_press.take(self._client, message):
                self._take(message)
        elif kind is WSMsgType.BINARY:
            self._throw_out(UNSUPPORTED)

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002  # the same
        """Let everybody know that the page has gone."""
        self._exchange.connections.pop(self.sid, None)
        self._exchange.sio.eio.sockets.pop(self.sid, None)
        self._part("transport close")

    def pause_writing(self) -> None:
        """Note that the reader is too slow."""
        self.is_full = True

    def resume_writing(self) -> None:
        """Note that the reader has caught up."""
        self.is_full = False

    # To the page

    is_direct = True

    def write(self, frame: Frame) -> None:
        """Send *frame*, unless nobody reads."""
        if not (self.is_full and self._is_unread()):
            self.write_bytes(frame.message)

    def offer(self, frame: Frame) -> bool:
        """Send *frame* unless the reader is too slow: a board's way, and so without a call that can be spared."""
        if self.is_full:
            return False
        self._transport.send(TEXT, frame.message)
        return True

    def write_bytes(self, message: bytes) -> None:
        """Send an Engine.IO message as it is; picows drops what comes after the connection's end."""
        self._transport.send(TEXT, message)

    def belong_to(self, client: Client | None) -> None:
        """Learn whose connection this is, or that it is nobody's any more."""
        self._client = client
        if client is not None:
            self.has_arrived = True

    def stay(self) -> None:
        """Learn that the page has said what it wants, and that it wants no player."""
        self.has_arrived = True

    # As one of Engine.IO's sockets

    async def send(self, packet: Packet) -> None:
        """Send what Socket.IO has for the page, unless nobody reads."""
        if not (self.is_full and self._is_unread()):
            self.write_bytes(str(packet.encode()).encode())

    async def close(self, wait: bool = True, abort: bool = False, reason: str = "server disconnect") -> None:  # noqa: FBT001, FBT002, ARG002  # Engine.IO's signature
        """Close the connection, saying so to the page unless *abort*."""
        if not self.closed and not self.closing:
            self.closing = True
            if not abort:
                self.write_bytes(CLOSE)
            self._hang_up(OK)
            self._part(reason)

    async def check_ping_timeout(self) -> bool:
        """Tell whether the page still answers; Engine.IO asks, `keep_alive` sees to it."""
        if self.closed:
            raise SocketIsClosedError
        return True

    def check(self, now: float, *, interval_s: float, timeout_s: float, arrive_s: float) -> None:
        """Look after the connection, at *now* (s, of the loop).

        Ping when it is time. Drop a connection that does not answer, one that sends as no page does, one whose page has
        not said within *arrive_s* what it wants, and one that lets pile up what it is sent.
        """
        is_flooding = is_flood(self._frames, passed_s=now - self._checked_at)
        self._is_answered = self._is_answered or self._frames > 0
        self._frames, self._checked_at = 0, now
        silent_s = now - self._pinged_at
        if is_flooding:
            self._throw_out(POLICY)
        elif not self.has_arrived and now - self._opened_at > arrive_s:
            self._hang_up(POLICY)
        elif self._is_unread():
            pass
        elif self._is_answered and silent_s >= interval_s:
            self._is_answered, self._pinged_at = False, now
            self.write_bytes(PING)
        elif not self._is_answered and silent_s > timeout_s:
            self._transport.underlying_transport.abort()

    def drain(self) -> None:
        """Ask the page to come back later: the server is stopping."""
        self._hang_up(RESTART)

    # Inside

    def _is_unread(self) -> bool:
        """Tell whether far too much waits to be read, and if so end the connection."""
        transport = self._transport.underlying_transport
        if transport.get_write_buffer_size() <= UNSENT_DEADLY_BYTES:
            return False
        transport.abort()
        return True

    def _take(self, message: bytes) -> None:
        if message.startswith(MESSAGE):
            self._queue(message)
        elif self._text_of(message) == BYE:
            self._hang_up(OK)

    def _text_of(self, message: bytes) -> str:
        """Give what *message* says; "" if it is none of the protocol's, which ends the connection."""
        try:
            text = message.decode()
        except UnicodeDecodeError:
            self._throw_out(NOT_TEXT)
            return ""
        fault = message_filter.fault(text)
        if fault:
            self._throw_out(fault)
            return ""
        return text

    def _may_ask(self, message: str) -> bool:
        """Tell whether *message* is to be heard: refuse one that is too much of its kind, hang up if that goes on."""
        if self._allowance is None:
            self._allowance = Allowance()
        now = asyncio.get_running_loop().time()
        verdict = self._allowance.judge(message, now=now)
        if verdict is Verdict.REFUSED:
            self.write(delta(NOTICE, to_refused(TooManyEvents(), now=now)))
        elif verdict is Verdict.HUNG_UP:
            self._throw_out(POLICY)
        return verdict is Verdict.TAKEN

    def _queue(self, message: bytes) -> None:
        """Have *message* taken in after those before it, when it is its turn."""
        if self._inbox is None:
            self._inbox = deque((message,))
            self._exchange.lane.call(self._address, self._take_next)
        elif len(self._inbox) >= INBOX_LONGEST:
            self._throw_out(message_filter.TOO_BIG)
        else:
            self._inbox.append(message)

    def _take_next(self) -> bool:
        """Take in the message that has waited longest; tell whether a task does, as Socket.IO's ways are long."""
        if self.closed or not self._inbox or self._transport.is_disconnected:
            self._inbox = None
            return False
        message = self._inbox.popleft()
        text = self._text_of(message)
        if text and self._may_ask(text) and not self._take_short(message):
            self._exchange.start(self._hand_over(text[1:]))
            return True
        self._go_on()
        return False

    def _take_short(self, message: bytes) -> bool:
        """Take in *message* past Socket.IO, or tell that it must go the other way."""
        client, fast_press = self._client, self._exchange.fast_press
        return client is not None and (fast_press.take(client, message) or fast_press.take_other(client, message))

    async def _hand_over(self, packet: str) -> None:
        """Have Socket.IO take in *packet*; what is none is held against the address."""
        if not await message_filter.take_in(self._exchange.sio, self.sid, packet):
            self._exchange.admission.offend(self._address)
        self._go_on()

    def _go_on(self) -> None:
        if self._inbox:
            self._exchange.lane.call(self._address, self._take_next)
        else:
            self._inbox = None

    def _hang_up(self, code: int) -> None:
        if not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode(code))
            self._transport.disconnect()

    def _throw_out(self, code: int) -> None:
        """Hang up for what no page does, and hold it against the address."""
        if not self._transport.is_disconnected:
            self._exchange.admission.offend(self._address)
            self._hang_up(code)

    def _part(self, reason: str) -> None:
        if not self.closed:
            while self._inbox and self._take_short(self._inbox.popleft()):
                pass  # whoever has gone has pressed as well
            self.closed = True
            self._client = None
            self._exchange.let_go(self.sid, self._address, reason)
