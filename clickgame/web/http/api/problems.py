"""What the API answers instead of what was asked for: one line a problem, sent as RFC 9457 has it.

Codes are stable and the game's own where the game has one. A problem's type is its place on the API's page."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from starlette.responses import Response

from clickgame.contract.errors import GameError, UnknownArena, UnknownBoard, UnknownKind, UnknownPeriod, UnknownPlayer

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
METHOD = Problem("method_not_allowed", 405, "The API is read with GET or HEAD.")
EXPIRED = Problem("cursor_expired", 410, "The board of this cursor is no longer kept. Begin again without a cursor.")
TOO_MANY = Problem("too_many_requests", 429, "Too many requests from this address.")
TOO_MANY_STREAMS = Problem("too_many_streams", 429, "Too many streams are open from this address.")
FAULT = Problem("fault", 500, "Something went wrong here. It is not your request.")
STREAMS_FULL = Problem("streams_full", 503, "As many streams are open as there may be.")

PROBLEMS = (
    *(LIMIT, CURSOR, QUERY, UNKNOWN_PATH, ARENA, BOARD, KIND, PERIOD, PLAYER, METHOD),
    *(EXPIRED, TOO_MANY, TOO_MANY_STREAMS, FAULT, STREAMS_FULL),
)

_OF_THE_GAME = {problem.code: problem for problem in (ARENA, BOARD, KIND, PERIOD, PLAYER)}


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
    return Refused(_OF_THE_GAME.get(error.code, FAULT))


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
