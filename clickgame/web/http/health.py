"""How the game is, for whoever watches over the server."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clickgame.contract.calls import Link


def health(link: Link) -> Route:
    """Give the route that answers 200 when all is well, 503 while the disk does not take the journal."""

    async def answer(_request: Request) -> Response:
        report = link.health()
        status = 200 if report["status"] == "ok" else 503
        return JSONResponse(report, status_code=status, headers={"cache-control": "no-store"})

    return Route("/health", answer)
