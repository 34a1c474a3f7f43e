"""The cookie of a page that this server has not sent, with the answer to the request for a socket.

Whoever sends the game's page sets its cookie. That may be somebody else: `reflex run`, which serves pages at a port of
its own, or a server of files. And what is no browser loads no page. The fast socket does the same in `upgrade.py`."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clickgame.gateway.credentials import CREDENTIAL, Credential, is_movable, make, mark_for, read, set_cookies
from clickgame.gateway.sockets.origin import Origins


def brought_or_given(cookies: str, headers: Mapping[str, str], origins: Origins) -> tuple[Credential | None, list[str]]:
    """Give what a request for a socket shows in *cookies*, and the `Set-Cookie` headers for its answer."""
    credential, is_secure = read(cookies), origins.is_secure(headers)
    is_good = credential is not None and not (is_secure and is_movable(cookies))
    if is_good or not origins.is_elsewhere(headers):
        return credential, []
    if credential is None:
        credential = make(mark_for(cookies))
        credential.is_kept = True
    return credential, set_cookies(credential.value, is_secure=is_secure, brought=cookies)


class Handshake:
    """An ASGI application whose WebSockets bring who plays in `scope`, or are given it."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        """Stand before *app*, behind what has asked *origins* whether the page may open a socket."""
        self.app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and add the cookie to an answer that needs one."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        credential, given = brought_or_given("; ".join(headers.getlist("cookie")), headers, self._origins)

        async def send_with_cookie(message: Message) -> None:
            if given and message["type"] == "websocket.accept":
                added = [(b"set-cookie", cookie.encode()) for cookie in given]
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        await self.app({**scope, CREDENTIAL: credential}, receive, send_with_cookie)
