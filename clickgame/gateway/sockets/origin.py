"""Which pages may open a socket: those of the host that they came from, and those that the operator names.

A browser says in `Origin` whose page asks, and no script can change that (RFC 6455, 10.2). Without it, any site could
have its visitors play. What sends no `Origin` is no browser, has nobody's cookies, and could name any: it may pass."""

import logging
import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_ORIGIN = re.compile(r"(https?)://([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?/?")
_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?")
REMEMBERED = 64  # answers; a crowd that comes back asks for the same, and a stranger may name anything
_PORTS = {"http": "80", "https": "443"}

logger = logging.getLogger(__name__)


class Whose(Enum):
    """Whose page asks for a socket: one that this server sends, one that it is told to trust, or neither."""

    OWN, NAMED, FOREIGN = range(3)


class Origins:
    """The origins whose pages may open a socket."""

    def __init__(self, *named: str, public_url: str = "", any_port: bool = False, sends_pages: bool = True) -> None:
        """Allow the pages of the addresses *named* (empty ones are none) beside those of the same host.

        *public_url* is the address under which players know this server, empty if there is none.

        With *any_port* the same host's name is enough: `reflex run` serves the page on a port of its own. Without
        *sends_pages* somebody else sends all pages, whatever host they say."""
        self._sends_pages = sends_pages
        self._named = {found for address in named if (found := _site(address))}
        self._any_port = any_port
        self._public = _site(public_url)
        self._judge = lru_cache(REMEMBERED)(self._look)

    def allow(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request with these *headers*, named in lower case, may open a socket."""
        return self._whose(headers) is not Whose.FOREIGN

    def is_elsewhere(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request that may open a socket comes from a page that this server did not send."""
        return not self._sends_pages or self._whose(headers) is not Whose.OWN

    def is_secure(self, headers: Mapping[str, str]) -> bool:
        """Tell whether the page that a request comes from was sent by TLS."""
        return headers.get("origin", self._public).startswith("https:")

    def _whose(self, headers: Mapping[str, str]) -> Whose:
        origin = headers.get("origin")
        if origin is None:
            return Whose.NAMED
        return self._judge(origin, headers.get("host", ""), headers.get("x-forwarded-host", ""))

    def _look(self, origin: str, host: str, forwarded: str) -> Whose:
        match = _ORIGIN.fullmatch(origin)
        if not match:  # `null` too: a page from a file, or in a sandbox
            return Whose.FOREIGN
        # A proxy may rewrite Host and say the visitor's own beside it. No page can set either, so both are believed.
        # The scheme is not compared: behind a proxy that ends TLS nobody may have told it.
        hosts = [asked.strip() for asked in (host, *forwarded.split(","))]
        if _site(origin) == self._public or any(self._is_same(match, asked) for asked in hosts):
            return Whose.OWN
        is_named = _site(origin) in self._named
        return Whose.NAMED if is_named or any(self._is_neighbour(match, asked) for asked in hosts) else Whose.FOREIGN

    def _is_same(self, origin: re.Match[str], host: str) -> bool:
        match = _HOST.fullmatch(host)
        if not match or match[1].lower() != origin[2].lower():
            return False
        usual = _PORTS[origin[1]]
        return (match[2] or usual) == (origin[3] or usual)

    def _is_neighbour(self, origin: re.Match[str], host: str) -> bool:
        match = _HOST.fullmatch(host)
        return self._any_port and match is not None and match[1].lower() == origin[2].lower()


class OriginGate:
    """An ASGI application whose WebSockets are those that `Origins` allow; the others are answered with 403."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        """Stand before *app*."""
        self.app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what a foreign page opens."""
        if scope["type"] != "websocket" or self._origins.allow(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        logger.debug("a socket of a foreign page is refused")
        await receive()
        await send({"type": "websocket.close"})  # before it was accepted: the server answers with 403


def _site(address: str) -> str:
    """Write the origin of a site's *address* in one way; empty if it is none."""
    match = re.match(_ORIGIN.pattern, address)
    if not match:
        return ""
    scheme = match[1].lower()
    return f"{scheme}://{match[2].lower()}:{match[3] or _PORTS[scheme]}"
