"""The plain server: the same small game as python-socketio's documentation would have one write it, to compare with.

A handler for each press, an answer emitted, the board emitted to everybody at 4 Hz. It has neither throttle nor
journal, so it does less than the game for every press.
"""

import asyncio
import contextlib
import secrets
import sys
from collections.abc import AsyncGenerator
from typing import Any

import socketio
import uvicorn
from starlette.applications import Starlette

BOARD_HZ = 4
BOARD_ROWS = 100
BACKLOG = 4096

sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
players: dict[str, dict[str, Any]] = {}


@sio.event
async def connect(sid: str, _environ: dict[str, Any], auth: dict[str, str] | None = None) -> None:
    """Greet a newcomer, or a player who comes back."""
    token = (auth or {}).get("token") or secrets.token_hex(16)
    player = players.setdefault(token, {"id": secrets.token_hex(4), "score": 0, "acked": 0})
    await sio.save_session(sid, {"token": token})
    await sio.emit("welcome", {"player": player["id"], "token": token}, to=sid)


@sio.event
async def press(sid: str, data: dict[str, int]) -> None:
    """Credit what is new in a cumulative count, and answer."""
    session = await sio.get_session(sid)
    player = players[session["token"]]
    player["score"] += max(0, data["presses"] - player["acked"])
    player["acked"] = max(player["acked"], data["presses"])
    await sio.emit("answer", {"score": player["score"], "acked": player["acked"]}, to=sid)


async def board() -> None:
    """Send the first hundred to everybody, again and again."""
    while True:
        await asyncio.sleep(1 / BOARD_HZ)
        best = sorted(players.values(), key=lambda player: player["score"], reverse=True)[:BOARD_ROWS]
        rows = [(player["id"], f"Player {player['id']}", player["score"]) for player in best]
        await sio.emit("board", {"rows": rows})


@contextlib.asynccontextmanager
async def life(_app: Starlette) -> AsyncGenerator[None]:
    """Send boards while the server runs."""
    task = asyncio.create_task(board())
    yield
    task.cancel()


if __name__ == "__main__":
    app = socketio.ASGIApp(sio, Starlette(lifespan=life))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), loop="uvloop", log_level="warning", backlog=BACKLOG)
