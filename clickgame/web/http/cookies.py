"""Which cookie a page's document brings to a browser, so that the page's connection finds out who plays."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from clickgame.contract.answers import EngineAway
from clickgame.gateway.credentials import LOST, Credential, make, mark_for, read, set_cookies

PATIENCE_S = 1.0  # that a document waits for the engine to say whose a cookie is

IsKnown = Callable[[str], Awaitable[bool]]
"""Tells whether a token is some player's."""


class Cookies:
    """Gives browsers their cookie, and gives it again, so that it stays for a year from the last visit."""

    def __init__(self, is_known: IsKnown, *, public_url: str) -> None:
        """Tell by *is_known* whose tokens there are; *public_url* is the address that players use, if it is known."""
        self._is_known = is_known
        self._is_public_by_tls = public_url.startswith("https:")

    async def for_page(self, scope: Scope) -> list[str]:
        """Write the `Set-Cookie` headers for a request of a page that has a player."""
        return self.write((await credential_for(cookie_header(scope), self._is_known)).value, scope)

    def write(self, value: str, scope: Scope) -> list[str]:
        """Write the `Set-Cookie` headers that have a browser keep *value*, "" being nothing."""
        is_secure = scope["scheme"] == "https" or self._is_public_by_tls
        return set_cookies(value, is_secure=is_secure, brought=cookie_header(scope))


def with_cookies(answer: Response, cookies: Iterable[str]) -> Response:
    """Give *answer* with its `Set-Cookie` headers."""
    for cookie in cookies:
        answer.headers.append("set-cookie", cookie)
    return answer


def cookie_header(scope: Scope) -> str:
    """Give the cookies that the request of *scope* brings, in one text; HTTP/2 sends them one by one."""
    return "; ".join(Headers(scope=scope).getlist("cookie"))


async def credential_for(header: str, is_known: IsKnown) -> Credential:
    """Give what a browser is to have from now on that has sent the `Cookie` *header*.

    Who has a token that is some player's keeps it, and so does who got one that nobody has used yet. A token that is
    nobody's any more, or that never was one, gives way to a new one whose player is told so. Where the engine does not
    say whose it is, everybody keeps what they have."""
    brought = read(header)
    if brought is None:
        return make(mark_for(header))
    try:
        async with asyncio.timeout(PATIENCE_S):
            is_players = await is_known(brought.token)
    except (EngineAway, TimeoutError):
        return brought
    if is_players:
        return Credential(brought.token)
    return brought if brought.mark else make(LOST)
