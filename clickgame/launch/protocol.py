"""uvicorn's HTTP protocol with a bound on what comes before a body, and a way for an answer to break itself off.

uvicorn waits for the end of a request's head however long it gets. And it closes a connection only once all that was
written has been taken, which a reader who takes nothing can put off for as long as it likes."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clickgame.web.http.api.streams import HANG_UP

HEAD_BYTES = 65_536
"""The longest head of a request: several times what browsers and proxies send."""


class HttpProtocol(HttpToolsProtocol):
    """A connection of uvicorn's."""

    _is_in_head = True
    _head_bytes = 0

    def data_received(self, data: bytes) -> None:
        """Take in *data*, unless it makes the head of a request too long."""
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("The head of the request is too long.")
        if not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin a request, whose answer may hang up."""
        super().on_message_begin()
        self.scope["extensions"] = {HANG_UP: {"abort": self.transport.abort}}

    def on_headers_complete(self) -> None:
        """Go on with the body."""
        self._is_in_head = False
        self._head_bytes = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next request."""
        self._is_in_head = True
        super().on_message_complete()
