"""uvicorn's HTTP protocol with bounds: on the head and the body of a request, and on the time that either side takes.

uvicorn waits for a request, and for the end of its head, however long they take and get; it takes in a body that nobody
reads; and it closes a connection only once all that was written has been taken, which a reader who takes nothing can
put off for as long as it likes. And it serves all connections that come together in one turn of the loop, and looks
at all of a request before it refuses a socket."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clickgame.gateway.limits.admission import SOCKET_REQUEST
from clickgame.gateway.limits.lane import Lane
from clickgame.gateway.limits.rate import network_of
from clickgame.launch.descriptors import is_scarce
from clickgame.web.http.api.streams import HANG_UP

REQUEST_BYTES = 65_536
"""The longest head, and the longest body, of a request: several times what browsers and proxies send."""
TAKE_S = 30.0
"""A reader who has taken nothing for this long of what waits for it is gone."""
TURNED_AWAY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class HttpProtocol(HttpToolsProtocol):
    """A connection of uvicorn's; it begins when it is its turn in `lane`, and has `request_s` for a request.

    `turns_away` tells of an address whether its sockets are refused.
    """

    lane: ClassVar[Lane]
    request_s: ClassVar[float]
    turns_away: ClassVar[Callable[[str], bool]]

    _has_begun = False
    _is_in_head = False
    _bytes = 0
    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, or hang up at once where descriptors run out: silent strangers might take them all."""
        super().connection_made(transport)
        if is_scarce(transport.get_extra_info("socket").fileno()):
            transport.abort()
        else:
            self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        for timer in (self._asking, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in *data*, the first of it when it is its turn."""
        if self._has_begun:
            self._take(data)
            return
        self._has_begun = True
        address = network_of(self.client[0]) if self.client else ""
        if data.startswith(SOCKET_REQUEST) and type(self).turns_away(address):
            self.transport.write(TURNED_AWAY)
            self.transport.close()
        else:
            self.flow.pause_reading()
            self.lane.call(address, partial(self._begin, data))

    def pause_writing(self) -> None:
        """Wait for a slow reader."""
        super().pause_writing()
        self._await_reader()

    # From the parser

    def on_message_begin(self) -> None:
        """Begin a request, whose answer may hang up."""
        self._is_in_head, self._bytes = True, 0
        self._await_request()
        super().on_message_begin()
        self.scope["extensions"] = {HANG_UP: {"abort": self.transport.abort}}

    def on_headers_complete(self) -> None:
        """Go on with the body."""
        self._is_in_head, self._bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have a whole request."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait until the answer has been taken."""
        super().on_response_complete()
        self._await_reader()

    # Inside

    def _begin(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self.flow.resume_reading()
            self._take(data)

    def _take(self, data: bytes) -> None:
        """Take in *data*, and hang up if the head or the body of a request goes on and on."""
        was_in_head, is_under_way = self._is_in_head, self._asking is not None
        super().data_received(data)
        if is_under_way and self._asking is not None and was_in_head is self._is_in_head:
            self._bytes += len(data)
            if self._bytes <= REQUEST_BYTES or self.transport.is_closing():
                return
            if was_in_head:
                self.send_400_response("The head of the request is too long.")
            else:  # which may have been answered already
                self.transport.abort()

    def _await_request(self) -> None:
        if self._asking is None:
            self._asking = self.loop.call_later(self.request_s, self.transport.abort)

    def _await_reader(self, unsent_before: int = 0) -> None:
        """Hang up on a reader who takes nothing of what waits for it; *unsent_before* bytes waited the last time."""
        unsent = self.transport.get_write_buffer_size()
        if unsent_before:
            self._taking = None
        if not unsent or self._taking is not None:
            return
        if unsent == unsent_before:
            self.transport.abort()
        else:
            self._taking = self.loop.call_later(TAKE_S, self._await_reader, unsent)
