"""What a program sends to press: a small JSON object, with a key; and what is answered."""

import json
import re
from functools import partial
from typing import cast

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from clickgame.contract.answers import answered
from clickgame.contract.calls import Count, Link
from clickgame.contract.facts import Outcome
from clickgame.web.http.api import problems
from clickgame.web.http.api.boards import Encoded, encode
from clickgame.web.http.api.problems import Refused

BODY_LONGEST = 1_000
FIELDS = ("page", "presses", "acked", "age_s")

_KEY = re.compile(r"bearer +([\x21-\x7e]{1,100})", re.IGNORECASE)  # RFC 6750, 2.1
_CHALLENGE = {"www-authenticate": "Bearer"}


async def hear(link: Link, scope: Scope, receive: Receive, *, arena: str) -> Encoded:
    """Hear what *scope* brings for *arena*, and give the answer. Raises Refused and GameError."""
    headers = Headers(scope=scope)
    match = _KEY.fullmatch(headers.get("authorization", ""))
    if match is None:
        raise Refused(problems.KEY, headers=_CHALLENGE)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(problems.BODY_TYPE)
    count = count_of(await _body(receive), arena=arena)
    return encode(told(await answered(partial(link.hear_program, match[1], count))))


def count_of(body: bytes, *, arena: str) -> Count:
    """Read what a program says of its presses. Raises Refused for what makes no sense."""
    try:
        said: object = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(problems.BODY) from None
    if not isinstance(said, dict):
        raise Refused(problems.BODY)
    fields = cast("dict[str, object]", said)
    if not {"page", "presses"} <= fields.keys() <= set(FIELDS):
        raise Refused(problems.BODY)
    return Count("", arena, fields["page"], fields["presses"], fields.get("acked", 0), fields.get("age_s", 0))


def told(outcome: Outcome) -> dict[str, object]:
    """Tell what presses came to."""
    return {
        "arena": outcome.arena,
        "player": outcome.player,
        "page": outcome.page,
        "acked": outcome.acked,
        "credited": outcome.credited,
        "score": outcome.score,
        "best": outcome.best,
        "total": outcome.before + outcome.score,
        "left_s": max(0.0, outcome.left_s),
        "held_s": max(0.0, outcome.held_until - outcome.at),
    }


async def _body(receive: Receive) -> bytes:
    body, has_more = b"", True
    while has_more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY_LONGEST:
            raise Refused(problems.TOO_LARGE)
        has_more = message.get("more_body", False)
    return body
