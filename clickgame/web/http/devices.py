"""Who plays on which device: the page `/devices`, a link and its QR code for another one, and signing out.

All of it is documents and forms, so that a browser needs nothing but its cookie for it, and link previews use nothing
up: what changes anything is a POST from a page of this server. The page is built once; what is put into it is one
visitor's own, and kept by no cache."""

import math
import re
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import segno
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.contract.answers import EngineAway, answered
from clickgame.contract.calls import Link
from clickgame.contract.errors import FormForeign, GameError, LinkExpired, LinkUnknown, LinkUsed, TooManyEvents
from clickgame.contract.moves import OneTimeLink
from clickgame.contract.reads import Holder
from clickgame.gateway.credentials import SIGNED_OUT, make, read
from clickgame.gateway.limits.rate import RateLimit, address_of
from clickgame.gateway.sockets.origin import Origins
from clickgame.settings import Settings
from clickgame.web import previews
from clickgame.web.http.address import origin_of
from clickgame.web.http.cookies import Cookies, cookie_header, with_cookies
from clickgame.web.http.devices_page import Shown, page
from clickgame.web.rules import duration

PATH = previews.DEVICES.path
LINK, LEAVE, EVERYWHERE = f"{PATH}/link", f"{PATH}/leave", f"{PATH}/everywhere"
KEY, NO_KEY = f"{PATH}/key", f"{PATH}/no-key"
LET_GO = f"{PATH}/let-go.svg"
"""A picture of nothing, with which a browser lets go of a cookie that is nobody's any more."""
NOTHING = '<svg xmlns="http://www.w3.org/2000/svg"/>'
OWN = {  # its own visitor's, and only now
    "cache-control": "no-store",
    "referrer-policy": "same-origin",  # stricter, and browsers would say `Origin: null` of the page's own forms
    "x-robots-tag": "noindex",
}
SEE_OTHER = 303
STATUS = {LinkUsed: 410, LinkExpired: 410, FormForeign: 403, TooManyEvents: 429}
NOT_FOUND = 404


_SECRET = re.compile(r"[0-9a-f]{32}")


class Devices:
    """An ASGI application that answers for the page, and passes on everything else."""

    def __init__(
        self,
        app: ASGIApp,
        link: Link,
        folder: Path,
        *,
        cookies: Cookies,
        origins: Origins,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand before *app*, whose page was built into *folder*, and ask at the end of *link*.

        *clock* tells seconds."""
        self.app = app
        self._link = link
        self._folder = folder
        self._cookies = cookies
        self._origins = origins
        self._public_url = settings.public_url.rstrip("/")
        self._clock = clock
        self._lasts_s = settings.link_s
        self._rate = RateLimit(
            per_s=settings.api_per_s, burst=settings.api_burst, addresses_most=settings.api_addresses
        )
        self._posts: dict[str, Callable[[Scope, str, Holder], Awaitable[Response]]] = {
            LINK: self._make_link,
            LEAVE: self._leave,
            EVERYWHERE: self._leave_everywhere,
            KEY: self._make_key,
            NO_KEY: self._take_key,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the page."""
        is_ours = scope["type"] == "http" and (scope["path"].rstrip("/") + "/").startswith(PATH + "/")
        answer = await self._answer(scope) if is_ours else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        path, secret = scope["path"].rstrip("/"), ""
        try:
            if self._rate.wait_s(address_of(scope), now=self._clock()):
                raise TooManyEvents
            if path == LET_GO:
                return await self._let_go(scope)
            if path not in {PATH, *self._posts}:
                secret = path.removeprefix(PATH + "/")
                await self._look(secret)
            if scope["method"] == "POST":
                self._check_origin(scope)
                return await self._change(scope, path, secret)
            if path in self._posts:
                return RedirectResponse(PATH, SEE_OTHER, OWN)
            shown = await (self._offer(scope, secret) if secret else self._own(scope))
        except EngineAway:
            raise  # nor would it say who asks
        except GameError as refusal:
            shown = Shown.refusal(refusal, (await self._holder(scope))[1])
            return self._page(shown, STATUS.get(type(refusal), NOT_FOUND))
        return self._page(shown) if scope["method"] in ("GET", "HEAD") else PlainTextResponse("No such method", 405)

    def _page(self, shown: Shown, status: int = 200) -> Response:
        found = page(self._folder, shown)
        if found is None:
            return PlainTextResponse("The page was not built.", NOT_FOUND)
        html, policy = found
        return Response(html, status, headers={**OWN, "content-security-policy": policy}, media_type="text/html")

    # What is shown

    async def _own(self, scope: Scope) -> Shown:
        _, holder = await self._holder(scope)
        if holder is None:
            return Shown.nobody()
        link = await self._link.moves.of(holder.player)
        drawn = self._drawn(link, scope) if link else ()
        has_key = (await self._link.chosen(holder.player)).has_key
        return Shown.player(holder.handle, duration(self._lasts_s), *drawn, has_key=has_key)

    async def _offer(self, scope: Scope, secret: str) -> Shown:
        offered, (_, holder) = await self._look(secret), await self._holder(scope)
        return Shown.offer(offered, "" if holder is None else holder.handle)

    async def _look(self, secret: str) -> str:
        """Give the handle that a link is for. Raises LinkUnknown, LinkUsed, LinkExpired or UnknownPlayer."""
        if not _SECRET.fullmatch(secret):
            raise LinkUnknown
        return await self._link.moves.look(secret)

    def _drawn(self, link: OneTimeLink, scope: Scope) -> tuple[str, str, str]:
        """Give the address of *link*, a QR code of it, and how long it still works."""
        origin = self._public_url or origin_of(Headers(scope=scope).get("host", ""), scheme=scope["scheme"])
        address = f"{origin}{PATH}/{link.secret}"
        picture = segno.make(address, error="m", micro=False).svg_data_uri(border=4, light="#fff", omitsize=True)
        return address, picture, duration(60 * math.ceil(link.left_s / 60))

    # What is changed

    async def _change(self, scope: Scope, path: str, secret: str) -> Response:
        if secret:
            return await self._take(scope, secret)
        token, holder = await self._holder(scope)
        if holder is None or path not in self._posts:
            return RedirectResponse(PATH, SEE_OTHER, OWN)
        return await self._posts[path](scope, token, holder)

    async def _take(self, scope: Scope, secret: str) -> Response:
        token = await answered(partial(self._link.moves.take, secret))
        return self._gone(previews.HOME.path, scope, token)

    async def _make_link(self, _scope: Scope, token: str, holder: Holder) -> Response:
        await answered(partial(self._link.moves.make, holder.player, token))
        return RedirectResponse(PATH, SEE_OTHER, OWN)

    async def _make_key(self, _scope: Scope, _token: str, holder: Holder) -> Response:
        """Give a key for programs, in place of the one there was: it is shown this once, and kept nowhere."""
        key = make().token
        await answered(partial(self._link.change_program, holder.player, key))
        return self._page(Shown.program(holder.handle, key))

    async def _take_key(self, _scope: Scope, _token: str, holder: Holder) -> Response:
        await answered(partial(self._link.change_program, holder.player, ""))
        return RedirectResponse(PATH, SEE_OTHER, OWN)

    async def _leave(self, scope: Scope, _token: str, holder: Holder) -> Response:
        await answered(partial(self._link.sign_out, holder.player))
        return self._gone(PATH, scope, SIGNED_OUT)

    async def _leave_everywhere(self, scope: Scope, _token: str, holder: Holder) -> Response:
        new = make().token
        await answered(partial(self._link.change_token, holder.player, new))
        return self._gone(PATH, scope, new)

    def _gone(self, path: str, scope: Scope, token: str) -> Response:
        """Send the visitor on to *path*, as the player with *token*, if it is one."""
        return with_cookies(RedirectResponse(path, SEE_OTHER, OWN), self._cookies.write(token, scope))

    async def _let_go(self, scope: Scope) -> Response:
        token, holder = await self._holder(scope)
        is_nobodys = token != "" and holder is None
        taken = self._cookies.write("", scope) if is_nobodys else []
        return with_cookies(Response(NOTHING, headers=OWN, media_type="image/svg+xml"), taken)

    # Who asks

    async def _holder(self, scope: Scope) -> tuple[str, Holder | None]:
        """Give the token of whoever asks, and whose it is."""
        brought = read(cookie_header(scope))
        return (brought.token, await self._link.holder(brought.token)) if brought else ("", None)

    def _check_origin(self, scope: Scope) -> None:
        """Raise FormForeign for what a page of another site sends; browsers say whose it is with each POST."""
        headers = Headers(scope=scope)
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise FormForeign
        if "origin" in headers and self._origins.is_elsewhere(headers):
            raise FormForeign
