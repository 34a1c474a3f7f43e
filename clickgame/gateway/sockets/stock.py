"""The stock way to a browser: through python-engineio's own socket and its writer task, under any ASGI server."""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from engineio.async_socket import AsyncSocket
from engineio.packet import Packet
from socketio import AsyncServer

from clickgame.gateway.clients import Client, Wire
from clickgame.gateway.reflex.protocol import Frame

BACKLOG_LONGEST = 16  # frames waiting for a slow reader


class StockWire:
    """A wire over an Engine.IO socket: frames join the queue that its writer empties."""

    is_direct = False

    def __init__(self, socket: AsyncSocket) -> None:
        """Write to *socket*."""
        self._socket = socket

    @property
    def is_full(self) -> bool:
        """Whether too many frames wait for the writer."""
        return self._socket.queue.qsize() >= BACKLOG_LONGEST

    def offer(self, frame: Frame) -> bool:
        """Queue *frame* unless too many wait."""
        if self.is_full:
            return False
        self.write(frame)
        return True

    def belong_to(self, client: Client | None) -> None:
        """Nothing comes in this way that would need to know *client*."""

    def stay(self) -> None:
        """Nobody looks here whether the page has said what it wants."""

    def write_bytes(self, message: bytes) -> None:
        """Queue an Engine.IO *message* for the writer."""
        if not self._socket.closed:
            self._socket.queue.put_nowait(Packet(encoded_packet=message.decode()))

    def write(self, frame: Frame) -> None:
        """Queue *frame* for the writer."""
        if not self._socket.closed:
            self._socket.queue.put_nowait(frame.packet)


def find_wire(sio: AsyncServer, sid: str, namespace: str) -> Wire | None:
    """Find the wire of the Socket.IO connection *sid*, if it is still there; a fast socket is a wire itself."""
    eio_sid = sio.manager.eio_sid_from_sid(sid, namespace)
    socket = sio.eio.sockets.get(eio_sid)
    return StockWire(socket) if isinstance(socket, AsyncSocket) else socket
