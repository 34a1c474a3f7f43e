"""The API's place in the server: every request below /api is answered here, and changes nothing but by a player's key.

A request is counted, its resource found in the table, and its answer made; whatever is wrong with it is a problem.
Answers have an entity tag, so that who asks again is sent only what has changed, and any site may read them."""

import logging
import math
import re
import time
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.contract.calls import Link
from clickgame.contract.errors import GameError
from clickgame.gateway.limits.rate import RateLimit, address_of
from clickgame.settings import Settings
from clickgame.web.http.api import presses, problems, streams
from clickgame.web.http.api.answers import Asked, Reads
from clickgame.web.http.api.boards import Boards, Encoded, encode
from clickgame.web.http.api.openapi import document
from clickgame.web.http.api.problems import Refused
from clickgame.web.http.api.resources import ARENA, CURSOR, KIND, LIMIT, ROOT, Resource, find
from clickgame.web.http.api.streams import Stream, Streams

METHODS = "GET, HEAD, OPTIONS"
ALLOWED = {"GET": ("GET", "HEAD"), "POST": ("POST",)}
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Retry-After",
    "x-content-type-options": "nosniff",
}
PREFLIGHT = {
    "allow": METHODS,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "If-None-Match, Last-Event-ID",
    "access-control-max-age": "86400",
}
FIELDS_MOST = 16  # of a query

_WRONG = {LIMIT: problems.LIMIT, CURSOR: problems.CURSOR, KIND: problems.KIND, ARENA: problems.ARENA}
_TAG = re.compile(r'"[\x21\x23-\x7e]*"')  # RFC 9110, 8.8.3, as far as ours go
_LIMIT = re.compile(r"[0-9]{1,6}")

logger = logging.getLogger(__name__)


class Api:
    """An ASGI application that answers below /api, and passes on everything else."""

    def __init__(self, app: ASGIApp, readers: "Readers") -> None:
        """Stand before *app*."""
        self.app = app
        self._readers = readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is ours."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(f"{ROOT}/"):
            await self._readers(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Readers:
    """Answers whoever reads the game at the end of a link."""

    def __init__(self, link: Link, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Answer by the numbers of *settings* and the time (s) of *clock*."""
        boards = Boards(link, look_hz=settings.api_hz, kept=settings.api_boards_kept, clock=clock)
        self._clock = clock
        self._link = link
        self._limit_most = settings.board_rows
        self._reads = Reads(link, boards, encode(document(rows_most=settings.board_rows)))
        self._rate = RateLimit(
            per_s=settings.api_per_s, burst=settings.api_burst, addresses_most=settings.api_addresses
        )
        self.streams = Streams(
            boards, look_hz=settings.api_hz, most=settings.api_streams, each=settings.api_streams_each
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(scope, receive)
        except Refused as refusal:
            answer = problems.response(refusal)
        except GameError as error:
            answer = problems.response(problems.refused(error))
        except Exception:  # a fault of ours is answered like any other, never as a traceback
            logger.exception("the API failed at %.200r", scope["path"])
            answer = problems.response(Refused(problems.FAULT))
        answer.headers.update(OPEN)
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response | Stream:
        """Make the answer to *scope*. Raises Refused and GameError."""
        address = address_of(scope)
        self._count(address)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        resource, asked = self._asked(scope)
        if resource.sent is not None:
            made = await presses.hear(self._link, scope, receive, arena=asked.parts["arena"])
            return Response(made.body, headers={"cache-control": "no-store"}, media_type="application/json")
        if resource.answer is not None:
            return _answer(scope, resource, await resource.answer(self._reads, asked))
        await self._reads.boards.newest(asked.place)
        if scope["method"] == "HEAD":
            return Response(headers=streams.HEADERS)
        return self.streams.open(address, asked.place, asked.limit)

    def _count(self, address: str) -> None:
        wait_s = self._rate.wait_s(address, now=self._clock())
        if wait_s:
            raise Refused(problems.TOO_MANY, headers={"retry-after": str(math.ceil(wait_s))})

    def _asked(self, scope: Scope) -> tuple[Resource, Asked]:
        """Find what *scope* asks for. Raises Refused."""
        found = find(scope["path"])
        if found is None:
            raise Refused(problems.UNKNOWN_PATH)
        resource, parts = found
        if scope["method"] not in ALLOWED[resource.method]:
            raise Refused(problems.METHOD, headers={"allow": ", ".join((*ALLOWED[resource.method], "OPTIONS"))})
        query = _query(scope["query_string"], resource.query)
        limit = self._limit(query.get(LIMIT), resource.usual)
        return resource, Asked(parts, limit, *(query.get(name, "") for name in (CURSOR, KIND, ARENA)))

    def _limit(self, text: str | None, usual: int) -> int:
        if text is None:
            return min(usual, self._limit_most)
        if not _LIMIT.fullmatch(text) or not 1 <= int(text) <= self._limit_most:
            raise Refused(problems.LIMIT, detail=f"It is a whole number from 1 to {self._limit_most}.")
        return int(text)


def _query(raw: bytes, wanted: tuple[str, ...]) -> dict[str, str]:
    """Read what is *wanted* of a query; what else is in it does no harm. Raises Refused."""
    try:
        pairs = parse_qsl(raw.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=FIELDS_MOST)
    except ValueError:
        raise Refused(problems.QUERY) from None
    query: dict[str, str] = {}
    for name, value in pairs:
        if name in wanted:
            if name in query or (name != LIMIT and not value):
                raise Refused(_WRONG[name])
            query[name] = value
    return query


def _answer(scope: Scope, resource: Resource, made: Encoded) -> Response:
    about: Mapping[str, str] = {"etag": made.tag, "cache-control": f"public, max-age={resource.max_age_s}"}
    known = ", ".join(Headers(scope=scope).getlist("if-none-match"))
    if known.strip() == "*" or made.tag in _TAG.findall(known):
        return Response(status_code=304, headers=about)
    return Response(made.body, headers=about, media_type="application/json")
