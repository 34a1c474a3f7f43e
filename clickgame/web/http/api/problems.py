"""What the API answers instead of what was asked for: one line a problem, sent as RFC 9457 has it.

Codes are stable and the game's own where the game has one. A problem's type is its place on the API's page."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from starlette.responses import Response

from clickgame.contract.answers import EngineAway
from clickgame.contract.errors import (
    AgeInvalid,
    CountDecreased,
    CountInvalid,
    CountTooLarge,
    GameError,
    UnknownArena,
    UnknownBoard,
    UnknownKind,
    UnknownPage,
    UnknownPeriod,
    UnknownPlayer,
)
from clickgame.contract.programs import KeyUnknown, PeopleOnly
from clickgame.web.http.away import HEADERS as AGAIN

MEDIA_TYPE = "application/problem+json"


class Problem(NamedTuple):
    """A problem by its stable *code*: the HTTP status, and what is wrong, in a sentence."""

    code: str
    status: int
    title: str


LIMIT = Problem("limit_invalid", 400, "The limit is not a whole number in the allowed range.")
CURSOR = Problem("cursor_invalid", 400, "That is no cursor of what was asked for.")
QUERY = Problem("query_invalid", 400, "The query has too many parts.")
UNKNOWN_PATH = Problem("unknown_path", 404, "There is nothing at this address.")
ARENA = Problem(UnknownArena.code, 404, UnknownArena.text)
BOARD = Problem(UnknownBoard.code, 404, UnknownBoard.text)
KIND = Problem(UnknownKind.code, 404, UnknownKind.text)
PERIOD = Problem(UnknownPeriod.code, 404, UnknownPeriod.text)
PLAYER = Problem(UnknownPlayer.code, 404, "There is no such player.")
METHOD = Problem("method_not_allowed", 405, "This address takes no such method: see Allow.")
BODY = Problem("body_invalid", 400, "That is no JSON object with page and presses, and acked and age_s at most.")
PAGE = Problem(UnknownPage.code, 400, "The page is no short text of ASCII.")
COUNT = Problem(CountInvalid.code, 400, CountInvalid.text)
LARGE = Problem(CountTooLarge.code, 400, CountTooLarge.text)
AGE = Problem(AgeInvalid.code, 400, AgeInvalid.text)
KEY = Problem(KeyUnknown.code, 401, KeyUnknown.text)
PEOPLE = Problem(PeopleOnly.code, 403, PeopleOnly.text)
BANNED = Problem("banned", 403, "The player is banned: these presses do not count.")
DECREASED = Problem(CountDecreased.code, 409, CountDecreased.text)
TOO_LARGE = Problem("body_too_large", 413, "More was sent than pressing needs.")
BODY_TYPE = Problem("body_type", 415, "What is sent has to be application/json.")
EXPIRED = Problem("cursor_expired", 410, "The board of this cursor is no longer kept. Begin again without a cursor.")
TOO_MANY = Problem("too_many_requests", 429, "Too many requests from this address.")
TOO_MANY_STREAMS = Problem("too_many_streams", 429, "Too many streams are open from this address.")
FAULT = Problem("fault", 500, "Something went wrong here. It is not your request.")
AWAY = Problem(EngineAway.code, 503, EngineAway.text)
STREAMS_FULL = Problem("streams_full", 503, "As many streams are open as there may be.")

PROBLEMS = (
    *(LIMIT, CURSOR, QUERY, UNKNOWN_PATH, ARENA, BOARD, KIND, PERIOD, PLAYER, METHOD),
    *(BODY, PAGE, COUNT, LARGE, AGE, KEY, PEOPLE, BANNED, DECREASED, TOO_LARGE, BODY_TYPE),
    *(EXPIRED, TOO_MANY, TOO_MANY_STREAMS, FAULT, AWAY, STREAMS_FULL),
)

_OF_THE_GAME = {problem.code: problem for problem in PROBLEMS}
_HEADERS = {KEY: {"www-authenticate": "Bearer"}, AWAY: AGAIN}


class Refused(Exception):
    """A request has *problem*; *detail* says more, and *headers* go with the answer."""

    def __init__(self, problem: Problem, *, detail: str = "", headers: Mapping[str, str] | None = None) -> None:
        """Refuse a request."""
        super().__init__(problem.code)
        self.problem = problem
        self.detail = detail
        self.headers = headers or {}


def refused(error: GameError) -> Refused:
    """Give the refusal that an *error* of the game is."""
    problem = _OF_THE_GAME.get(error.code, FAULT)
    return Refused(problem, headers=_HEADERS.get(problem))


def response(refusal: Refused) -> Response:
    """Give the answer that tells *refusal*."""
    problem = refusal.problem
    told: dict[str, object] = {
        "type": f"/api#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
    }
    if refusal.detail:
        told["detail"] = refusal.detail
    headers = {"cache-control": "no-store", **refusal.headers}
    return Response(json.dumps(told), problem.status, headers=headers, media_type=MEDIA_TYPE)
