"""How many pages and files one address may ask for: a class that opens the game together may, a script without end not.

The API and the pictures of runs have limits of their own, which are tighter."""

import math
import time
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.gateway.limits.rate import RateLimit, address_of
from clickgame.settings import Settings
from clickgame.web.http.api.resources import ROOT


class FileLimit:
    """An ASGI application that counts the requests of each address, those to the API aside."""

    def __init__(self, app: ASGIApp, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Stand before *app*; *clock* tells seconds."""
        self.app = app
        self._clock = clock
        self._rate = RateLimit(
            per_s=settings.files_per_s, burst=settings.files_burst, addresses_most=settings.connection_addresses
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not one too many."""
        answer = self.app
        if scope["type"] == "http" and not scope["path"].startswith(f"{ROOT}/"):
            wait_s = self._rate.wait_s(address_of(scope), now=self._clock())
            if wait_s:
                headers = {"retry-after": str(math.ceil(wait_s)), "cache-control": "no-store"}
                answer = PlainTextResponse("Too many requests from this address.\n", 429, headers)
        await answer(scope, receive, send)
