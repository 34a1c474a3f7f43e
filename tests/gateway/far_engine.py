"""A line of a gateway, and the engine's end of it, which says what a test has it say."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from clickgame.contract import wire
from clickgame.contract.facts import HandleChanged
from clickgame.contract.presence import Move
from clickgame.gateway.line import BEAT_S, Line
from tests import virtual_time
from tests.memory_bus import Network

BROADCAST, OWN = "all", "own"
FACT = "HandleChanged", wire.encoded(HandleChanged("ann", "Fox"))


class Scene:
    """A line, and an engine's end that says what a test has it say."""

    def __init__(self) -> None:
        """Prepare; `begin` connects."""
        self.network = Network()
        self.bus, self.far = self.network.bus(), self.network.bus()
        self.line = Line(self.bus, clock=self.now)
        self.line.census = lambda: (["ann"], [Move("ann", "classic", 1, 1)])
        self.line.unheard = lambda places: self.unheard.append(set(places))
        self.line.missed = lambda: self.missed.append(self.now())
        self.line.listen(self.take)
        self.said: list[wire.Said] = []
        self.far.listen(wire.ENGINE, lambda message: self.said.append(wire.read(wire.SAID, message)))
        self.epoch = 1
        self.numbers: defaultdict[str, int] = defaultdict(int)
        self.unheard: list[set[tuple[str, str]]] = []
        self.missed: list[float] = []
        self.facts: list[object] = []
        self.answers: list[object] = []
        self.keeping: asyncio.Task[None] | None = None

    @staticmethod
    def now() -> float:
        """Tell the time (s)."""
        return asyncio.get_running_loop().time()

    def take(self, fact: object) -> None:
        """Keep what is told."""
        self.facts.append(fact)

    async def begin(self) -> None:
        """Connect, hear the engine's first word, and let it be quiet."""
        self.tasks = [asyncio.create_task(self.far.run()), asyncio.create_task(self.bus.run())]
        self.keeping = asyncio.create_task(self.line.run())
        await asyncio.sleep(0.01)
        self.tell(BROADCAST, health={"status": "ok"})
        await asyncio.sleep(0.01)
        self.forget()

    def forget(self) -> None:
        """Drop what was heard so far."""
        for kept in (self.said, self.unheard, self.missed, self.facts, self.answers):
            kept.clear()

    def tell(self, to: str, **told: Any) -> None:
        """Say something to all gateways, or to this one."""
        self.numbers[to] += 1
        told = {"number": self.numbers[to], "at": self.now(), "epoch": self.epoch, "version": wire.VERSION, **told}
        channel = wire.ALL if to == BROADCAST else wire.gateway_channel(self.line._name)
        self.far.publish(channel, wire.written(wire.Told(**told)))

    def answer(self, number: int, value: object, **refused: str) -> None:
        """Answer a call."""
        self.tell(OWN, answers=[wire.Answer(number, wire.encoded(value), **refused)])

    def ask(self, name: str = "rename", **values: object) -> None:
        """Call something."""
        self.line.ask(name, values or {"player": "ann", "raw": "Fox"}, self.answers.append)

    def calls(self, name: str) -> list[wire.Call]:
        """Give the calls of that *name* that were heard."""
        return [call for said in self.said for call in said.calls if call.name == name]

    async def beat(self, seconds: float) -> None:
        """Let time pass in which the engine lives."""
        for _ in range(round(seconds / BEAT_S)):
            await asyncio.sleep(BEAT_S)
            self.tell(BROADCAST, health={"status": "ok"})
        await asyncio.sleep(0.01)


def tell(story: Callable[[Scene], Awaitable[object]]) -> None:
    """Have *story* happen on a line that knows its engine."""

    async def run() -> None:
        scene = Scene()
        await scene.begin()
        await story(scene)

    virtual_time.play(run())
