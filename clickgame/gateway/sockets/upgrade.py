"""The fast socket's place in uvicorn: its WebSocket class, on the same port as pages and routes.

uvicorn makes one for each upgrade request, feeds it the request's bytes and makes it the transport's protocol. From
then on bytes go through picows' C code straight into the connection's callback.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from picows import WSAutoPingStrategy, WSListener, WSUpgradeRequest, WSUpgradeResponse, WSUpgradeResponseWithListener
from picows.picows import WSProtocol  # pyright: ignore[reportAttributeAccessIssue]  # missing from its stub

from clickgame.contract.errors import GameError
from clickgame.gateway.credentials import CREDENTIAL
from clickgame.gateway.limits.admission import ADDRESS
from clickgame.gateway.limits.proxies import Proxies, proxies
from clickgame.gateway.reflex.channels import NAMESPACE
from clickgame.gateway.sockets import message_filter
from clickgame.gateway.sockets.connection import Connection
from clickgame.gateway.sockets.exchange import Exchange
from clickgame.gateway.sockets.handshake import brought_or_given
from clickgame.gateway.sockets.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

HANDSHAKE_S = 10.0
READ_BUFFER_BYTES = 2048

logger = logging.getLogger(__name__)


class Log:
    """What picows says of a connection: its comings and goings are not worth a line each."""

    def isEnabledFor(self, _level: int) -> bool:  # noqa: N802  # logging's name
        """Want nothing in detail."""
        return False

    def info(self, *_: object) -> None:
        """Pass over what is ordinary."""

    debug = warning = error = info  # a peer's broken frames are the peer's business

    def exception(self, message: str, *values: object) -> None:
        """Log a fault of ours."""
        logger.exception(message, *values)  # noqa: LOG004  # picows calls it in one


class Visit:
    """Who a connection comes from, and by what it is counted out when it has gone."""

    __slots__ = ("address", "count_out", "peer")

    def __init__(self) -> None:
        """Know nothing yet."""
        self.peer = self.address = ""
        self.count_out: Callable[[str], None] | None = None

    def end(self) -> None:
        """Be gone."""
        if self.count_out is not None:
            self.count_out(self.address)
            self.count_out = None


def greet(
    exchange: Exchange, trusted: Proxies, visit: Visit, request: WSUpgradeRequest
) -> WSUpgradeResponseWithListener | None:
    """Answer an upgrade request: with a connection, a refusal, or nothing for a path that has no socket."""
    url = urlsplit(request.path.decode("ascii", "replace"))
    query = parse_qs(url.query)
    if url.path.rstrip("/") != NAMESPACE or (query.get("EIO"), query.get("transport")) != (["4"], ["websocket"]):
        return None
    token = message_filter.token_of(query)
    if not token:
        return _refused(400, b"Not a page of this game")
    if not exchange.origins.allow(request.headers):
        return _refused(403, b"Not an accepted origin")
    chosen: list[tuple[str, str]] = []
    protocol = request.headers.get("sec-websocket-protocol", "").split(",")[0].strip()
    if protocol:
        chosen.append(("Sec-WebSocket-Protocol", protocol))
    visit.address = trusted.address_of(visit.peer, request.headers.getall("x-forwarded-for", ()))
    try:
        exchange.admission.enter(visit.address)
    except GameError as refusal:
        if not exchange.waiting.enter(visit.address):
            return _refused(503, refusal.text.encode())
        visit.count_out = exchange.waiting.leave
        listener: WSListener = Waiting(exchange.opening(token), refusal, pause_s=exchange.waiting.pause_s(token))
    else:
        visit.count_out = exchange.admission.leave
        environ: dict[str, object] = {"QUERY_STRING": url.query, ADDRESS: visit.address}
        if protocol:
            environ["HTTP_SEC_WEBSOCKET_PROTOCOL"] = protocol
        cookies = "; ".join(request.headers.getall("cookie", ()))
        environ[CREDENTIAL], given = brought_or_given(cookies, request.headers, exchange.origins)
        chosen += [("Set-Cookie", cookie) for cookie in given]
        listener = Connection(exchange, exchange.sio.eio.generate_id(), environ)
    return WSUpgradeResponseWithListener(WSUpgradeResponse.create_101_response(chosen), listener)


def _refused(status: int, text: bytes) -> WSUpgradeResponseWithListener:
    return WSUpgradeResponseWithListener(WSUpgradeResponse.create_error_response(status, text), None)


class NativeSocket(WSProtocol):  # pyright: ignore[reportUntypedBaseClass]  # a C type without a stub
    """A WebSocket protocol class as uvicorn wants it; `exchange` has to be set before the first connection."""

    exchange: ClassVar[Exchange]

    def __init__(self, config: Any, server_state: Any, app_state: Any, _loop: Any = None) -> None:  # noqa: ANN401, ARG002  # uvicorn's signature
        """Stand ready for one connection of uvicorn's."""
        self._open: set[object] = server_state.connections
        self._visit = Visit()
        super().__init__(
            host_port="",
            ws_path="",
            is_client_side=False,
            ws_listener_factory=partial(greet, self.exchange, proxies(config.forwarded_allow_ips), self._visit),
            logger=Log(),
            disconnect_on_exception=True,
            websocket_handshake_timeout=HANDSHAKE_S,
            enable_auto_ping=False,  # Engine.IO has pings of its own.
            auto_ping_idle_timeout=None,
            auto_ping_reply_timeout=None,
            auto_ping_strategy=WSAutoPingStrategy.PING_WHEN_IDLE,
            enable_auto_pong=True,
            max_frame_size=message_filter.MESSAGE_LONGEST,
            extra_headers=None,
            read_buffer_init_size=READ_BUFFER_BYTES,
        )

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Take over *transport*."""
        self._open.add(self)
        peer = transport.get_extra_info("peername")
        self._visit.peer = str(peer[0]) if peer else ""
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Be done."""
        self._open.discard(self)
        super().connection_lost(exc)
        self._visit.end()

    def data_received(self, data: bytes) -> None:
        """Take in the upgrade request, which uvicorn has read already."""
        while data:
            room = self.get_buffer(len(data))
            part, data = data[: len(room)], data[len(room) :]
            room[: len(part)] = part
            self.buffer_updated(len(part))

    def shutdown(self) -> None:
        """Ask the page to come back later: the server is stopping."""
        if self.listener is not None:
            self.listener.drain()
        else:
            self.transport.disconnect()
