"""An engine and gateways that are apart, with pages that press, over a bus in memory and in a time of its own."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Collection
from typing import Any

from clickgame.contract.arenas import ARENA
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.serving import Serving
from clickgame.gateway.blocks import Blocks
from clickgame.gateway.credentials import Credential
from clickgame.gateway.limits.bans import Bans
from clickgame.gateway.line import Line
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.remote_link import remote_link
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.memory_bus import MemoryBus, Network
from tests.page_load import PageLoad, now
from tests.persistence.fakes import FOLDER, MemoryDisk

CLOCKS_APART_S = 700.0


class EngineProcess:
    """One life of an engine, on *disk*."""

    def __init__(self, network: Network, disk: MemoryDisk, settings: Settings) -> None:
        """Prepare; nothing runs before `start`."""
        self.disk = disk
        self.bus = network.bus()
        self.engine = Engine(settings, clock=now)
        self.link = LocalLink(self.engine, lessons={"first": "The first lesson"})
        self.serving = Serving(self.engine, self.link, self.bus)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Load the game, and serve."""
        await self.engine.open(Store.open(FOLDER, disk=self.disk), refused_by=DiskTrouble)
        self._tasks = [asyncio.create_task(self.bus.run()), asyncio.create_task(self.serving.run())]

    async def kill(self) -> MemoryDisk:
        """End it as `kill -9` does, and give the disk that it leaves."""
        self.bus.cut()
        disk = self.disk.after_kill()
        self.engine.is_open = False
        self.engine.commit.stop()
        self.engine._settler.stop()
        await _end(self._tasks)
        return disk

    async def stop(self) -> MemoryDisk:
        """Stop it as it should be, and give the disk that it leaves."""
        await _end(self._tasks)
        await self.engine.close()
        return self.disk.after_kill()


class GatewayProcess:
    """One life of a gateway, with its pages."""

    def __init__(self, network: Network, settings: Settings, *, clock: Callable[[], float] = now) -> None:
        """Prepare; nothing runs before `open`."""
        self.bus: MemoryBus = network.bus()
        self.line = Line(self.bus, clock=clock)
        self.link = remote_link(self.line)
        self.lobby = Lobby(self.link, settings)
        self.line.unheard = self.lobby.introductions.unheard
        self.line.missed = lambda: (self.lobby.missed(), self.blocks.missed())
        self.pages: dict[str, PageLoad] = {}
        self.bans = Bans(most=100, clock=now)
        self.blocks = Blocks(self.link, self.lobby.clients, self.bans)
        self.hung_up: list[str] = []
        self.blocks.address_of, self.blocks.hang_up = self._address_of, self._hang_up
        self.lobby.find_wire = lambda sid: self.pages[sid].wire if sid in self.pages else None
        self.lobby.credential_of = lambda sid: self.pages[sid].credential
        self._life = contextlib.AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Keep the line, and the lobby."""
        self._tasks = [asyncio.create_task(self.line.run()), asyncio.create_task(self.bus.run())]
        await self._life.enter_async_context(self.lobby.open())

    def _address_of(self, sid: str) -> str:
        return self.pages[sid].address

    async def _hang_up(self, addresses: Collection[str]) -> None:
        self.hung_up += sorted(addresses)

    async def stop(self) -> None:
        """Stop, and say goodbye."""
        await self._life.aclose()
        await _end(self._tasks)

    async def kill(self) -> None:
        """End without a word."""
        self.bus.cut()
        await self.stop()


class Apart:
    """All of them."""

    def __init__(self, *, gateways: int = 1, **settings: Any) -> None:
        """Prepare."""
        self.network = Network()
        self.settings = Settings(**settings)
        self.process = EngineProcess(self.network, MemoryDisk(), self.settings)
        self.gateways = [self.gateway(number) for number in range(gateways)]
        self.pages: list[PageLoad] = []

    @property
    def engine(self) -> Engine:
        """The engine of now."""
        return self.process.engine

    def gateway(self, number: int = 0) -> GatewayProcess:
        """Make one more gateway, whose clock has nothing in common with the others'."""
        loop = asyncio.get_running_loop()
        return GatewayProcess(self.network, self.settings, clock=lambda: loop.time() + (number + 1) * CLOCKS_APART_S)

    def page(self, number: int = 0, credential: Credential | None = None) -> PageLoad:
        """Open a page at one of the gateways."""
        page = PageLoad(self.gateways[number], credential)
        self.pages.append(page)
        return page

    async def restart(self, *, away_s: float = 0.0, is_killed: bool = True) -> None:
        """End the engine, and some time later start another one on what it leaves."""
        disk = await (self.process.kill() if is_killed else self.process.stop())
        await asyncio.sleep(away_s)
        self.process = EngineProcess(self.network, disk, self.settings)
        await self.process.start()

    def credited(self, page: PageLoad) -> int:
        """Tell what the game has of the presses of *page*'s player in all."""
        score = self.engine.game.arenas[ARENA].scores.get(page.player)
        return score.total if score else 0


@contextlib.asynccontextmanager
async def apart(*, gateways: int = 1, **settings: Any) -> AsyncGenerator[Apart]:
    """Run an engine and so many gateways."""
    story = Apart(gateways=gateways, **settings)
    await story.process.start()
    for gateway in story.gateways:
        await gateway.start()
    await asyncio.sleep(1.0)
    try:
        yield story
    finally:
        for gateway in story.gateways:
            await gateway.stop()
        await story.process.stop()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
