"""How the game is, for whoever watches over the server."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clickgame.engine.engine import engine
from clickgame.gateway.lobby import lobby


async def health(_request: Request) -> Response:
    """Answer 200 when all is well, 503 while the disk does not take the journal and answers are held back."""
    is_troubled = engine.commit.is_troubled
    report = {
        "status": "saving" if is_troubled else "ok",
        "online": lobby.presence.online,
        "players": len(engine.game.players),
        "presses": engine.game.total,
    }
    return JSONResponse(report, status_code=503 if is_troubled else 200, headers={"cache-control": "no-store"})


ROUTES = [Route("/health", health)]
