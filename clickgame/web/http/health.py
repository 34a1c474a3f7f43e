"""How this process is, for whoever watches over it: three questions, each with one use.

- `/live`: is it worth keeping? Yes whenever it answers at all; who gets no answer within seconds may start it anew.
- `/ready`: may players be sent here? Not while it starts or stops. While the disk refuses they may: presses wait in
  their pages, and nothing is lost. To a gateway that hears nothing of the engine they may not: another one may.
- `/health`: is all well? Only "ok" is; "saving" says that the disk does not take the journal, and wants a look.
"""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clickgame.contract.calls import Link
from clickgame.settings import SINGLE

STARTING, OK, SAVING, AWAY, STOPPING = "starting", "ok", "saving", "away", "stopping"

QUESTIONS: Mapping[str, frozenset[str]] = {
    "/live": frozenset((STARTING, OK, SAVING, AWAY, STOPPING)),
    "/ready": frozenset((OK, SAVING)),
    "/health": frozenset((OK,)),
}
"""The states in which each question is answered with 200; in every other one it is 503."""


class Health:
    """Tells how the engine at the end of *link* is, and whether this process, in its *role*, is about to stop."""

    def __init__(self, link: Link, *, role: str = SINGLE) -> None:
        """Ask *link* anew each time."""
        self._link = link
        self._role = role
        self.is_stopping = False

    def stop(self) -> None:
        """Say from now on that the process is stopping."""
        self.is_stopping = True

    async def report(self) -> dict[str, object]:
        """Tell the state, the role, and what else the engine says of itself."""
        report = {**await self._link.health(), "role": self._role}
        return {**report, "status": STOPPING} if self.is_stopping else report

    def routes(self) -> list[Route]:
        """Give a route for each question."""
        return [Route(path, _answer(self.report, good)) for path, good in QUESTIONS.items()]


def _answer(
    report: Callable[[], Awaitable[dict[str, object]]], good: frozenset[str]
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def answer(_request: Request) -> Response:
        told = await report()
        status = 200 if told["status"] in good else 503
        return JSONResponse(told, status_code=status, headers={"cache-control": "no-store"})

    return answer
