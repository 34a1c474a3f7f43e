"""An engine that serves, and gateways' ends of its lines, which say what a test has them say."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from clickgame.contract import wire
from clickgame.contract.answers import answered
from clickgame.contract.calls import Count
from clickgame.contract.facts import Outcome, Welcome
from clickgame.contract.presence import Move
from clickgame.engine.serving import BEAT_S
from clickgame.settings import Settings
from tests import virtual_time
from tests.apart import EngineProcess
from tests.memory_bus import Network
from tests.page_load import now
from tests.persistence.fakes import MemoryDisk

CLOCKS_APART_S = 700.0


class FarGateway:
    """A gateway's end: what it *has_told* it, and *answers* by their calls' numbers."""

    def __init__(self, network: Network, name: str, *, epoch: int = 1) -> None:
        """Prepare; it is up once its bus runs."""
        self.bus = network.bus()
        self.name, self.epoch = name, epoch
        self.number = 0
        self.numbers = itertools.count(1)
        self.told: list[wire.Told] = []
        self.to_all: list[wire.Told] = []
        self.bus.listen(wire.gateway_channel(name), lambda message: self.told.append(wire.read(wire.TOLD, message)))
        self.bus.listen(wire.ALL, lambda message: self.to_all.append(wire.read(wire.TOLD, message)))

    @property
    def answers(self) -> dict[int, list[wire.Answer]]:
        """Give what was answered."""
        found: dict[int, list[wire.Answer]] = {}
        for told in self.told:
            for answer in told.answers:
                found.setdefault(answer.number, []).append(answer)
        return found

    @property
    def facts(self) -> list[str]:
        """Give the names of the facts that it was told."""
        return [name for told in (*self.told, *self.to_all) for name, _ in told.facts]

    def forget(self) -> None:
        """Drop what it was told so far."""
        self.told.clear()
        self.to_all.clear()

    def call(self, name: str, /, *, numbered: int | None = None, **values: object) -> wire.Call:
        """Make a call."""
        return wire.Call(next(self.numbers) if numbered is None else numbered, name, wire.CALLS[name].write(values))

    def say(self, *calls: wire.Call, oldest: int = 1, **said: Any) -> None:
        """Say *calls*; *said* is what is other than usual."""
        self.number += 1
        usual = {"gateway": self.name, "epoch": self.epoch, "number": self.number, "at": now() - CLOCKS_APART_S}
        usual |= {"version": wire.VERSION, "oldest": oldest, "calls": [*calls]}
        self.bus.publish(wire.ENGINE, wire.written(wire.Said(**{**usual, **said})))

    def come(self, players: Sequence[str] = (), arena: str = "classic") -> None:
        """Say who is there."""
        moves = [Move(player, arena, 1, 1) for player in players]
        self.say(wire.Call(0, wire.CENSUS_OF, wire.encoded(([*players], moves))))

    def press(self, player: str, presses: int, *, is_resume: bool = False, **said: Any) -> int:
        """Say a count; give the number of the call."""
        number = next(self.numbers)
        count = Count(player, "classic", "one", presses, 0, 60, is_resume)
        self.say(wire.Call(number, wire.HEAR, wire.encoded([count])), **said)
        return number

    def outcome(self, number: int) -> Outcome | tuple[str, str]:
        """Give what a count came to, or code and text of its refusal."""
        (answer,) = self.answers[number]
        (outcome,), refused = wire.OUTCOMES.read(answer.value)
        return outcome or refused[0]


class Scene:
    """An engine, two gateways, and a player."""

    def __init__(self, **settings: Any) -> None:
        """Prepare."""
        self.network = Network()
        self.process = EngineProcess(self.network, MemoryDisk(), Settings(**settings))
        self.one, self.other = FarGateway(self.network, "one"), FarGateway(self.network, "other")

    async def begin(self) -> None:
        """Have all of them up, and a player at the first gateway."""
        await self.process.start()
        self.tasks = [asyncio.create_task(each.bus.run()) for each in (self.one, self.other)]
        welcome: Welcome = await answered(partial(self.process.link.arrive, "ann", is_new=True))
        self.player = welcome.player
        await asyncio.sleep(0.01)
        self.one.come([self.player])
        self.other.come()
        await asyncio.sleep(0.01)
        self.one.forget()
        self.other.forget()

    async def beat(self, seconds: float, *gateways: FarGateway) -> None:
        """Let time pass in which these gateways live."""
        for _ in range(round(seconds / BEAT_S)):
            for gateway in gateways:
                gateway.say()
            await asyncio.sleep(BEAT_S)


def tell(story: Callable[[Scene], Awaitable[object]], **settings: Any) -> None:
    """Have *story* happen with an engine that serves."""

    async def run() -> None:
        scene = Scene(**settings)
        await scene.begin()
        await story(scene)
        await scene.process.stop()

    virtual_time.play(run())
