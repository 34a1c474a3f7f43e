"""A TCP relay that stands between a browser and a server, and can be cut or kept open: a bad network, on demand."""

import contextlib
import select
import socket
import threading
import time
from typing import Self

from tests.e2e.server import free_port

CHUNK_BYTES = 1 << 16
LOOK_S = 0.02


class Relay:
    """Passes bytes both ways from a port of its own to *port*; cut, it drops what is open and refuses the rest."""

    def __init__(self, port: int) -> None:
        """Prepare a relay to *port*."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._target = port
        self.lingers = False
        """Whether a browser is left with an open connection when the server has closed its own."""
        self.stalls = False
        """Whether nothing is passed on for now, and nothing closed: what a laptop leaves behind that was shut."""
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def restore(self) -> None:
        """Accept connections (again)."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        if self._listener is not None:
            # A blocked accept goes on holding a socket that is only closed.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        """Start to relay."""
        self.restore()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop for good."""
        self.cut()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            near.close()
            return
        pair = (near, far)
        with self._lock:
            self._open.update(pair)
        try:
            while True:
                while self.stalls:
                    time.sleep(LOOK_S)
                for end in select.select(pair, (), ())[0]:
                    data = end.recv(CHUNK_BYTES)
                    if not data:
                        while end is far and self.lingers:
                            time.sleep(LOOK_S)
                        return
                    (far if end is near else near).sendall(data)
        except OSError:
            return
        finally:
            with self._lock:
                self._open.difference_update(pair)
            near.close()
            far.close()
