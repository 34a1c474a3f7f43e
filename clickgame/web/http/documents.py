"""The pages' HTML, sent by the server itself: completed for who asks, compressed, and kept as it was sent.

What is no page is left to whoever serves the files, and if there is nothing either, a page says so with status 404;
where a file was asked for, one line does."""

import hashlib
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clickgame.web.http.address import origin_of
from clickgame.web.http.cookies import Cookies, with_cookies
from clickgame.web.http.markup import document, scripts
from clickgame.web.http.policy import page_policy, sockets_of
from clickgame.web.previews import Preview

KEPT = 64  # documents, by page and origin; a stranger may name any host
GZIP = 16 + zlib.MAX_WBITS
FOUND, MISSING = 200, 404
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it is sent, plain and in gzip, a mark that changes with it, and what it may run and reach."""

    plain: bytes
    packed: bytes
    mark: str
    policy: str


class Documents:
    """An ASGI application with the pages' HTML sent as this module says."""

    def __init__(  # one argument for each thing that a page is made of
        self,
        app: ASGIApp,
        folder: Path,
        cookies: Cookies,
        *,
        find: Callable[[str], Awaitable[Preview | None]],
        missing: Preview,
        words: Mapping[str, str],
        public_url: str,
    ) -> None:
        """Wrap *app*, whose page was built into *folder*; pages that have a player bring one of *cookies*.

        *find* gives the preview of a path, *missing* is that of a path that is none. *words* are the rules by name.
        *public_url* is the address that players use; if it is empty, it is taken from each request."""
        self.app = app
        self._folder = folder
        self._cookies = cookies
        self._find = find
        self._missing = missing
        self._words = words
        self._public_url = public_url.rstrip("/")
        self._document = lru_cache(maxsize=KEPT)(self._make)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a page; pass on everything else, and answer again if that is not found."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        preview = await self._find(scope["path"])
        answer = await self._answer(scope, preview) if preview else None
        if answer is not None:
            await answer(scope, receive, send)
            return
        is_answered = False

        async def send_what_is_found(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start" and _is_missing_page(message):
                is_answered = True
                instead = None if _is_file(scope["path"]) else await self._answer(scope, self._missing)
                await (instead or PlainTextResponse("Not found", MISSING))(scope, receive, send)
            elif not is_answered:
                await send(message)

        await self.app(scope, receive, send_what_is_found)

    async def _answer(self, scope: Scope, preview: Preview) -> Response | None:
        headers = Headers(scope=scope)
        asked = self._public_url or origin_of(headers.get("host", ""), scheme=scope["scheme"])
        origin = asked if preview.status == FOUND else ""
        found = self._document(preview, origin)
        if found is None:
            return None
        is_packed = "gzip" in headers.get("accept-encoding", "")
        mark = f'"{found.mark}{"-gzip" if is_packed else ""}"'
        says_host = origin not in {"", self._public_url}
        about = {
            "etag": mark,
            # What says a stranger's Host is for nobody else.
            "cache-control": "private, no-cache" if says_host else "no-cache",
            "vary": "Accept-Encoding",
            "content-security-policy": found.policy,
        }
        cookies: list[str] = []
        if preview.has_player:
            # No cache may have it that others are answered from: whoever got it would be that player.
            about["cache-control"], cookies = "private, no-cache", await self._cookies.for_page(scope)
        if preview.status == FOUND and mark in headers.get("if-none-match", ""):
            return with_cookies(Response(status_code=304, headers=about), cookies)
        if is_packed:
            about["content-encoding"] = "gzip"
        body = found.packed if is_packed else found.plain
        return with_cookies(Response(body, preview.status, headers=about, media_type=HTML), cookies)

    def _make(self, preview: Preview, origin: str) -> Document | None:
        """Make the document of *preview* at *origin*; None if it was not built."""
        try:
            html = (self._folder / preview.file).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        plain = document(html, preview, origin=origin, words=self._words).encode()
        policy = page_policy(scripts(html, preview), sockets=sockets_of(self._folder, origin))
        mark = hashlib.sha256(plain + policy.encode()).hexdigest()[:16]
        return Document(plain, zlib.compress(plain, level=9, wbits=GZIP), mark, policy)


def _is_missing_page(start: Message) -> bool:
    return start["status"] == MISSING and Headers(raw=start["headers"]).get("content-type", "").startswith(HTML)


def _is_file(path: str) -> bool:
    return path.startswith("/assets/") or "." in path.rpartition("/")[2]
