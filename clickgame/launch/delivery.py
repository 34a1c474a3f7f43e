"""How the built page's files leave: for the port they were asked at, and with how long they may be kept.

Reflex bakes the backend's address into the page when it is built (`REFLEX_API_URL`, by default a port of `localhost`)
and swaps only the host's name in the browser (`getBackendURL` of its `state.js`, 0.10.1), never the port. Its build
keeps these addresses in one small file, so that file is sent with the port of the request's own `Host`: one build
then serves any port, mapped container ports too. A build for an address of its own is left as it is."""

import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clickgame.web.http.address import port_of
from clickgame.web.http.policy import FILE

FOREVER = "public, max-age=31536000, immutable"  # The name changes with the content.
ALWAYS_ASK = "no-cache"  # A page that names the last build's files would not load.
AN_HOUR = "public, max-age=3600"
FOREVER_HERE = "private, max-age=31536000, immutable"  # It names the port that was asked for: no cache of many may.
TLS_ONLY = "max-age=31536000"  # RFC 6797; the operator's other hosts are not ours to bind.
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")
COMMON = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("content-security-policy", FILE),  # a page brings its own
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", ", ".join(f"{name}=()" for name in UNUSED)),
)

_ADDRESSES = re.compile(r"/assets/reflex-env-[\w-]+\.js")
_HASHED = re.compile(r"/assets/.+-[\w-]{8}\.\w+")
_FILE = re.compile(r"/[^?]*\.\w+")
_BUILT_FOR = re.compile(rb"localhost:[0-9]+")


class Delivery:
    """An ASGI application with the page's files sent as this module says."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Wrap *app*, whose page was built into *folder*."""
        self.app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the file of addresses, pass on everything else."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in COMMON:
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("strict-transport-security", TLS_ONLY)
                if message["status"] in (200, 304):
                    keep = keeping(path, headers.get("content-type", ""))
                    if keep:
                        headers.setdefault("cache-control", keep)
            await send(message)

        body = self._addresses(scope) if _ADDRESSES.fullmatch(path) else None
        answer = self.app if body is None else Response(body, media_type="text/javascript")
        await answer(scope, receive, send_with_headers)

    def _addresses(self, scope: Scope) -> bytes | None:
        port = port_of(Headers(scope=scope).get("host", ""), scheme=scope["scheme"])
        if port is None or scope["method"] not in ("GET", "HEAD"):
            return None
        return _addressed(self._folder / scope["path"].lstrip("/"), port)


def keeping(path: str, content_type: str) -> str | None:
    """Say how long a browser may keep what is at *path*; None where this is not for us to say."""
    if content_type.startswith("text/html"):
        return ALWAYS_ASK
    if _ADDRESSES.fullmatch(path):
        return FOREVER_HERE
    if _HASHED.fullmatch(path):
        return FOREVER
    return AN_HOUR if _FILE.fullmatch(path) else None


@lru_cache(maxsize=64)
def _addressed(file: Path, port: int) -> bytes | None:
    """Read *file* with its addresses at *port*; None if it is not there."""
    try:
        return _BUILT_FOR.sub(b"localhost:%d" % port, file.read_bytes())
    except OSError:
        return None
