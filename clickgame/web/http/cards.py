"""Runs as they are shared: below /r/ a page about each, and its result card as a picture.

A card is drawn in a thread, one at a time, and kept for whoever asks next; how much one address may ask for is limited
as it is for the API. A run that is no more has neither."""

import asyncio
import hashlib
import logging
import math
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.contract.arenas import address_of
from clickgame.contract.calls import Link
from clickgame.contract.runs import RunCard
from clickgame.gateway.limits import rate
from clickgame.settings import Settings
from clickgame.web import previews
from clickgame.web.http.card_image import Result, draw
from clickgame.web.previews import Preview

WAITING_MOST = 32  # who wait for a card; drawing one takes a sixth of a second
KEEP = "public, max-age=600"
TOO_MANY, BUSY = 429, 503

_RUN = re.compile(rf"{previews.RUN_AT}([0-9a-f]{{4,32}})")
_PICTURE = re.compile(rf"{_RUN.pattern}\.png")

logger = logging.getLogger(__name__)


class Picture(NamedTuple):
    """A card as it is sent, and the entity tag that changes with it."""

    body: bytes
    tag: str


class Cards:
    """An ASGI application that answers for runs' pictures, and limits who asks for runs; the rest is passed on."""

    def __init__(
        self,
        app: ASGIApp,
        link: Link,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        drawn_by: Callable[[Result], bytes] = draw,
    ) -> None:
        """Stand before *app*, and ask at the end of *link*; *clock* tells seconds, and *drawn_by* draws a card."""
        self.app = app
        self._link = link
        self._clock = clock
        self._draw = drawn_by
        self._most = settings.cards_kept
        self._rate = rate.RateLimit(
            per_s=settings.api_per_s, burst=settings.api_burst, addresses_most=settings.api_addresses
        )
        self._pictures: dict[RunCard, Picture] = {}
        self._pen = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a picture."""
        is_ours = scope["type"] == "http" and scope["path"].startswith(previews.RUN_AT)
        answer = await self._answer(scope) if is_ours else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        wait_s = self._rate.wait_s(rate.address_of(scope), now=self._clock())
        if wait_s:
            return _refusal(TOO_MANY, "Too many requests from this address.", after_s=wait_s)
        match = _PICTURE.fullmatch(scope["path"])
        card = await self._link.run(match[1]) if match and scope["method"] in ("GET", "HEAD") else None
        if card is None:
            return None
        if card not in self._pictures and self._waiting >= WAITING_MOST:
            return _refusal(BUSY, "Too many cards are being drawn.", after_s=1)
        try:
            picture = await self._picture(card)
        except Exception:  # a fault of ours is answered, never as a traceback
            logger.exception("a card could not be drawn")
            return PlainTextResponse("The card could not be drawn.", 500)
        about = {"etag": picture.tag, "cache-control": KEEP}
        if picture.tag in Headers(scope=scope).get("if-none-match", ""):
            return Response(status_code=304, headers=about)
        return Response(picture.body, headers=about, media_type="image/png")

    async def _picture(self, card: RunCard) -> Picture:
        self._waiting += 1
        try:
            async with self._pen:
                found = self._pictures.pop(card, None)
                if found is None:
                    body = await asyncio.to_thread(self._draw, result_of(card))
                    found = Picture(body, f'"{hashlib.sha256(body).hexdigest()[:16]}"')
                self._pictures[card] = found  # the newest, so that the one asked for longest ago leaves first
                while len(self._pictures) > self._most:
                    del self._pictures[next(iter(self._pictures))]
                return found
        finally:
            self._waiting -= 1


async def run_at(path: str, link: Link) -> Preview | None:
    """Give what is told of the run whose page is at *path*, if there is one."""
    match = _RUN.fullmatch(path)
    card = await link.run(match[1]) if match else None
    return preview_of(card) if card else None


def preview_of(card: RunCard) -> Preview:
    """Give what is told of a run's page."""
    result = result_of(card)
    headline = f"{result.score} {result.unit} by {result.handle}"
    story = f"{result.facts}. {result.where}."
    path = f"{previews.RUN_AT}{card.run.id}"
    return Preview(
        path=path,
        title=f"{headline} · {previews.NAME}",
        description=story,
        file=previews.RUN.file,
        is_still=True,
        image=f"{path}.png",
        image_alt=f"{headline}. {story}",
        words=(("headline", headline), ("story", story), ("place", address_of(card.run.arena))),
    )


def result_of(card: RunCard) -> Result:
    """Say what a card says."""
    run = card.run
    minutes, seconds = divmod(run.seconds, 60)
    facts = [f"{_ordinal(card.rank)} of the day"] if card.rank else []
    facts += [f"best second {run.best_second}"] if run.best_second else []
    facts += [f"in {minutes}:{seconds:02}"]
    date = datetime.fromtimestamp(0, UTC) + timedelta(days=card.day)
    return Result(
        f"{run.score:,}",
        "press" if run.score == 1 else "presses",
        card.handle,
        _sentence(", ".join(facts)),
        f"{card.title}, {date.day} {date:%B %Y}",
        run.curve,
    )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _ordinal(number: int) -> str:
    is_teen = number // 10 % 10 == 1  # eleventh to nineteenth
    return f"{number:,}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _refusal(status: int, text: str, *, after_s: float) -> Response:
    headers = {"retry-after": str(math.ceil(after_s)), "cache-control": "no-store"}
    return PlainTextResponse(text, status, headers=headers)
