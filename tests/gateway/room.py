"""A lobby with an open engine and fake wires, for tests that need no socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from clickgame.engine.engine import Engine
from clickgame.gateway.clients import Client
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.frames import FIELD_MARKER, Vocabulary
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.fakes import FakeClock, FakeWire

WORDS = Vocabulary(namespace="/_event", play="play", board="board", notice="notice", identity="identity")


class Room:
    """An engine, its lobby, and a wire for everybody who comes in."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        """Prepare; `tell` opens and closes it."""
        self.clock = FakeClock()
        self.engine = Engine(Settings(data_dir=folder, **settings), clock=self.clock)
        self.lobby = Lobby(self.engine)
        self.wires: dict[str, FakeWire] = {}
        self.lobby.furnish(WORDS, self.wires.get)

    async def enter(self, sid: str, *, presses: int = 0, board: str = "live", player: str = "") -> Client:
        """Let somebody in, who has pressed *presses* times already; as another tab of *player* if given."""
        self.wires[sid] = FakeWire()
        player = player or (await self.engine.arrive("")).player
        client = self.lobby.sit(sid, player)
        assert client is not None
        await self.lobby.resume(sid, presses=presses, page=f"page of {sid}", acked=0, board=board)
        return client

    def heard(self, sid: str) -> dict[str, dict[str, Any]]:
        """Give what the page of *sid* was told since it was last asked, by state and var."""
        states: dict[str, dict[str, Any]] = {}
        for frame in self.wires[sid].frames:
            _, data = json.loads(frame.removeprefix("2/_event,"))
            for state, values in data["delta"].items():
                plain = {name.removesuffix(FIELD_MARKER): value for name, value in values.items()}
                states.setdefault(state, {}).update(plain)
        self.wires[sid].frames.clear()
        return states

    def forget(self) -> None:
        """Drop what all pages were told so far."""
        for wire in self.wires.values():
            wire.frames.clear()


def tell(folder: Path, story: Callable[[Room], Awaitable[object]], **settings: Any) -> None:
    """Open a room, let *story* happen, and close it."""

    async def run() -> None:
        room = Room(folder, **settings)
        await room.engine.open(Store.open(folder), refused_by=DiskTrouble)
        try:
            await story(room)
        finally:
            await room.engine.close()

    asyncio.run(run())
