"""The guard at the socket: what is not the protocol ends its own connection, quietly.

Behind it are parsers that trust their input and answer anything odd with an exception.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

import asyncio
import logging
import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from socketio import AsyncServer
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clickgame.contract.errors import GameError, TooManyEvents
from clickgame.gateway.limits.admission import Admission, address_in
from clickgame.gateway.limits.events import Allowance, Verdict
from clickgame.gateway.limits.rate import address_of
from clickgame.gateway.limits.waiting_room import WaitingRoom
from clickgame.gateway.reflex.channels import NOTICE
from clickgame.gateway.reflex.protocol import delta
from clickgame.gateway.replies import to_refused
from clickgame.gateway.sockets.stock_waiting import ARRIVAL, Arrival, wait

logger = logging.getLogger(__name__)

MESSAGE_LONGEST = 65_536
TOKEN_LONGEST = 64  # Reflex's are UUIDs
PROTOCOL_ERROR, POLICY, TOO_BIG, TRY_LATER = 1002, 1008, 1009, 1013  # RFC 6455, 7.4.1, and the registry that it began
# Engine.IO 4: close, ping, pong, or a message with a Socket.IO 5 packet; a page never sends anything binary.
_MESSAGE = re.compile(r"[123]|4[0-4]", re.ASCII)


def fault(message: str | None) -> int:
    """Give the code with which *message* (None: it was binary) ends its connection, 0 if it may pass."""
    if message is None or not _MESSAGE.match(message):
        return PROTOCOL_ERROR
    return TOO_BIG if len(message) > MESSAGE_LONGEST else 0


def token_of(query: Mapping[str, list[str]]) -> str:
    """Give Reflex's token for a page from a connection's *query*; "" if it is none: Reflex would log each event."""
    token = query.get("token", [""])[0]
    return token if len(token) <= TOKEN_LONGEST else ""


class MessageFilter:
    """An ASGI application whose WebSockets are those of pages, as many as may be, with messages of the protocol."""

    def __init__(self, app: ASGIApp, admission: Admission, *, arrive_s: float) -> None:
        """Stand before *app*, and let in whom *admission* lets in, if the page says within *arrive_s* what it wants."""
        self.app = app
        self._admission = admission
        self._arrive_s = arrive_s
        self._waiting = WaitingRoom()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what is no message."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        token = token_of(parse_qs(scope["query_string"].decode("ascii", "replace")))
        if not token:
            await send({"type": "websocket.close", "code": TRY_LATER})
            return
        address = address_of(scope)
        try:
            self._admission.enter(address)
        except GameError as refusal:
            if self._waiting.enter(address):
                pause_s = self._waiting.pause_s(token)
                try:
                    await wait(refusal, scope, receive, send, pause_s=pause_s)
                finally:
                    self._waiting.leave(address)
            else:
                await send({"type": "websocket.close", "code": TRY_LATER, "reason": refusal.code})
            return
        try:
            await self._serve(address, scope, receive, send)
        finally:
            self._admission.leave(address)

    async def _serve(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the messages that are of the protocol and not too many, until one is not."""
        allowance, clock = Allowance(), asyncio.get_running_loop().time
        arrival = Arrival(receive, within_s=self._arrive_s)

        async def looked_at() -> Message:
            while True:
                message = await arrival.receive()
                if message["type"] != "websocket.receive":
                    return message
                text: str | None = message.get("text")
                verdict = allowance.judge(text, now=clock())
                if verdict is Verdict.REFUSED:
                    frame = delta(NOTICE, to_refused(TooManyEvents(), now=clock()))
                    await send({"type": "websocket.send", "text": frame.message.decode()})
                code = POLICY if verdict is Verdict.HUNG_UP else fault(text)
                if code:
                    self._admission.offend(address)
                    return {"type": "websocket.disconnect", "code": code}
                if verdict is Verdict.TAKEN:
                    return message

        await self.app({**scope, ARRIVAL: arrival}, looked_at, send)


def watch_over(sio: AsyncServer, admission: Admission) -> None:
    """Have a packet that *sio* cannot take in end its connection with one line in the log; *admission* counts it."""

    async def message(eio_sid: str, data: str) -> None:
        socket = sio.eio.sockets.get(eio_sid)
        address = address_in(sio.environ.get(eio_sid))
        if not await take_in(sio, eio_sid, data) and socket is not None:
            admission.offend(address)
            await socket.queue.put(None)  # Its writer hangs up, which closing leaves to the other side.

    sio.eio.on("message", message)


async def take_in(sio: AsyncServer, eio_sid: str, data: str) -> bool:
    """Give *sio* a packet; tell whether it was one. If not, its connection has been closed."""
    try:
        await sio._handle_eio_message(eio_sid, data)  # noqa: SLF001  # what Socket.IO itself has Engine.IO call
    except Exception as error:  # noqa: BLE001  # whatever a stranger's packet makes a trusting parser raise
        logger.info("a connection sent what is no packet (%.100r) and is closed", error)
        await sio.eio.disconnect(eio_sid)
        return False
    return True
