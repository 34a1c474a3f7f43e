"""uvicorn's HTTP protocol with a bound on what comes before a body, and a way for an answer to break itself off.

uvicorn waits for the end of a request's head however long it gets. And it closes a connection only once all that was
written has been taken, which a reader who takes nothing can put off for as long as it likes."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clickgame.web.http.api.streams import HANG_UP

HEAD_BYTES = 65_536
"""The longest head of a request, besides what came with its beginning: several times what browsers and proxies send."""


class HttpProtocol(HttpToolsProtocol):
    """A connection of uvicorn's."""

    _is_in_head = False
    _head_bytes = 0

    def data_received(self, data: bytes) -> None:
        """Take in *data*, and hang up if the head of a request goes on and on."""
        was_in_head = self._is_in_head
        super().data_received(data)
        if was_in_head and self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        """Begin a request, whose answer may hang up."""
        self._is_in_head, self._head_bytes = True, 0
        super().on_message_begin()
        self.scope["extensions"] = {HANG_UP: {"abort": self.transport.abort}}

    def on_headers_complete(self) -> None:
        """Go on with the body."""
        self._is_in_head = False
        super().on_headers_complete()
