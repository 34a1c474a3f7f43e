"""The guard at the socket: what is not the protocol ends its own connection, quietly.

Behind it are parsers that trust their input and answer anything odd with an exception.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

import logging
import re

from socketio import AsyncServer
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

MESSAGE_LONGEST = 65_536
PROTOCOL_ERROR, TOO_BIG = 1002, 1009  # RFC 6455, 7.4.1
# Engine.IO 4: close, ping, pong, or a message with a Socket.IO 5 packet; a page never sends anything binary.
_MESSAGE = re.compile(r"[123]|4[0-4]", re.ASCII)


def fault(message: str | None) -> int:
    """Give the code with which *message* (None: it was binary) ends its connection, 0 if it may pass."""
    if message is None or not _MESSAGE.match(message):
        return PROTOCOL_ERROR
    return TOO_BIG if len(message) > MESSAGE_LONGEST else 0


class MessageFilter:
    """An ASGI application whose WebSockets bring only messages of the protocol."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before *app*."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what is no message."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def looked_at() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                code = fault(message.get("text"))
                if code:
                    return {"type": "websocket.disconnect", "code": code}
            return message

        await self.app(scope, looked_at, send)


def watch_over(sio: AsyncServer) -> None:
    """Have a packet that *sio* cannot take in end its connection with one line in the log."""

    async def message(eio_sid: str, data: str) -> None:
        socket = sio.eio.sockets.get(eio_sid)
        if not await take_in(sio, eio_sid, data) and socket is not None:
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
