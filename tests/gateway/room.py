"""A lobby before an open engine, with fake wires, for tests that need no socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from clickgame.contract.answers import answered
from clickgame.contract.arenas import ARENA
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.gateway.clients import Client
from clickgame.gateway.credentials import Credential, make
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.channels import CHANNELS, FIELD_MARKER
from clickgame.gateway.reflex.protocol import Values
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.fakes import FakeClock, FakeWire

ROLES = {channel.name: channel.state for channel in CHANNELS}
OLD_ENOUGH_S = 60


class Room:
    """An engine, the lobby before it, and a wire for everybody who comes in."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        """Prepare; `tell` opens and closes it."""
        self.clock = FakeClock()
        self.settings = Settings(data_dir=folder, **settings)
        self.engine = Engine(self.settings, clock=self.clock)
        self.lobby = Lobby(LocalLink(self.engine), self.settings)
        self.wires: dict[str, FakeWire] = {}
        self.tokens: dict[str, str] = {}
        self.credentials: dict[str, Credential] = {}
        self.lobby.find_wire = self.wires.get
        self.lobby.credential_of = lambda sid: self.credentials.setdefault(sid, make())

    async def arrive(self, sid: str, *, player: str = "", arena: str = ARENA) -> Values:
        """Let somebody in, as another tab of *player* if given."""
        self.wires[sid] = FakeWire()
        self.credentials[sid] = credential = Credential(self.tokens[player]) if player in self.tokens else make()
        values: Values = await answered(partial(self.lobby.arrive, sid, arena=arena))
        if values:
            self.tokens[str(values["player"])] = credential.token
        return values

    async def enter(
        self, sid: str, *, presses: int = 0, board: str = "live", player: str = "", arena: str = ARENA
    ) -> Client:
        """Let somebody in, who has pressed *presses* times already; as another tab of *player* if given."""
        await self.arrive(sid, player=player, arena=arena)
        client = self.lobby.clients.get(sid)
        await self.introduce(client, presses=presses, board=board)
        return client

    async def introduce(self, client: Client, *, presses: int = 0, acked: int = 0, board: str = "live") -> Values:
        """Have the page of *client* introduce itself; give what it is told."""
        introduce = partial(self.lobby.introduce, client, presses=presses, page=page_of(client.sid), acked=acked)
        return await answered(lambda then: introduce(age_s=OLD_ENOUGH_S, board=board, then=then))

    async def press(self, sid: str, presses: int) -> Values:
        """Have the page of *sid* tell its count; give the answer."""
        return await self.lobby.press(self.lobby.clients.get(sid), presses=presses, page=page_of(sid))

    def heard(self, sid: str) -> dict[str, dict[str, Any]]:
        """Give what the page of *sid* was told since it was last asked, by state and var."""
        states: dict[str, dict[str, Any]] = {}
        for frame in self.wires[sid].frames:
            _, data = json.loads(frame.removeprefix("2/_event,"))
            for state, values in data["delta"].items():
                plain = {name.removesuffix(FIELD_MARKER): value for name, value in values.items()}
                states.setdefault(ROLES.get(str(state), str(state)), {}).update(plain)
        self.wires[sid].frames.clear()
        return states

    def forget(self) -> None:
        """Drop what all pages were told so far."""
        for wire in self.wires.values():
            wire.frames.clear()


def page_of(sid: str) -> str:
    """Give the id of the page load that the connection *sid* shows."""
    return f"page of {sid}"


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
