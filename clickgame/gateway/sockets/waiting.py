"""A socket that is not let in: its page is told why, and told again each time it comes back, after a longer pause.

Were it refused at the handshake, the page would have nothing to show. A few may wait like this at once, and few of one
address; whoever comes then is refused at the handshake, and Reflex's page tries again by itself, too.
"""

import asyncio
import json
import random
import secrets

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from clickgame.contract.errors import GameError
from clickgame.gateway.reflex.channels import NAMESPACE, NOTICE
from clickgame.gateway.reflex.protocol import delta
from clickgame.gateway.replies import to_refused

SPREAD = 0.5  # of a pause, by chance: who was refused together need not be back together
FRAMES_MOST = 32  # a page sends two or three
CONNECT = b"40" + NAMESPACE.encode()
RESTART, POLICY = WSCloseCode(1012), WSCloseCode(1008)  # RFC 6455, 7.4.1


class Waiting(WSListener):
    """A page's socket that is told *refusal* and closed after a pause."""

    __slots__ = ("_frames", "_message", "_opening", "_pause_s", "_timer", "_transport")

    def __init__(self, opening: bytes, refusal: GameError, *, pause_s: float) -> None:
        """Await the handshake's end; *opening* is Engine.IO's first message."""
        self._opening = opening
        self._message = delta(NOTICE, to_refused(refusal, now=asyncio.get_running_loop().time())).message
        self._pause_s = pause_s * (1 + SPREAD * random.random())  # noqa: S311  # nobody has to guess it
        self._frames = 0

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Open the Engine.IO connection, and begin to wait."""
        self._transport = transport
        self._timer = asyncio.get_running_loop().call_later(self._pause_s, self._close, RESTART)
        transport.send(WSMsgType.TEXT, self._opening)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Tell a page that has joined the namespace; heed nothing else."""
        self._frames += 1
        if frame.msg_type is WSMsgType.CLOSE or self._frames > FRAMES_MOST:
            self._close(POLICY)
        elif frame.get_payload_as_bytes().startswith(CONNECT):
            transport.send(WSMsgType.TEXT, CONNECT + b"," + json.dumps({"sid": secrets.token_hex(8)}).encode())
            transport.send(WSMsgType.TEXT, self._message)

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002  # picows' signature
        """Wait no longer."""
        self._timer.cancel()

    def drain(self) -> None:
        """Ask the page to come back later: the server is stopping."""
        self._close(RESTART)

    def _close(self, code: WSCloseCode) -> None:
        if not self._transport.is_disconnected:
            self._transport.send_close(code)
            self._transport.disconnect()
