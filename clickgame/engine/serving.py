"""An engine's end of the lines of gateways in other processes: what they call is done, and who is there is leased.

A gateway of which nothing is heard for a while is gone, with all who were there. One of which something was missed is
told so, and says who is there anew. Counts are judged by when their gateway heard them: a message that was long on its
way, or an engine that stood still, costs no player a press.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from clickgame.contract import wire
from clickgame.contract.bus import Bus
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Fact, Outcome
from clickgame.contract.measures import COUNTER, GAUGE, Measure
from clickgame.contract.ops import GatewayRead
from clickgame.engine.engine import Engine
from clickgame.engine.gateways import Gateway
from clickgame.engine.link import LocalLink
from clickgame.engine.reads import health

LEASE_S = 3.0
REMEMBERED_S = 60.0  # how long a gateway that is gone may come back as itself: longer than anybody waits for an answer
BEAT_S = 0.25
TOLD_S = 60.0  # between two lines of the log about messages that cannot be read

_ANSWER = wire.encoded(None)

logger = logging.getLogger(__name__)


class Serving:
    """Serves the gateways that speak to *engine* over *bus*."""

    def __init__(self, engine: Engine, link: LocalLink, bus: Bus) -> None:
        """Do what is called by *link*; nothing is heard before the bus runs."""
        self._engine, self._link, self._bus = engine, link, bus
        self._gateways: dict[str, Gateway] = {}
        self._gone: dict[str, Gateway] = {}
        self._due: dict[str, Gateway] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._told = 0
        self._all: list[tuple[str, Any]] = []
        self._garbled_at = -TOLD_S
        self._looked_at = 0.0
        self.garbled = 0
        link.listen(self._tell_fact)
        link.operating.read_gateways = self.read
        bus.listen(wire.ENGINE, self._take)
        bus.on_gap(self._gap)

    def __len__(self) -> int:
        """Count the gateways."""
        return len(self._gateways)

    def read(self) -> Sequence[GatewayRead]:
        """Tell of each gateway."""
        return [
            GatewayRead(name, len(gateway.players), sum(pages for pages, _ in gateway.moves.values()))
            for name, gateway in self._gateways.items()
        ]

    async def run(self) -> None:
        """Tell all that boards have changed, or that the engine lives, and end leases, until cancelled."""
        least_s = 1 / self._engine.settings.tick_hz
        while True:
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._engine.changed.wait()
            except TimeoutError:
                self._beat()
            else:
                self._engine.changed.clear()
                self._beat(has_changed=True)
                await asyncio.sleep(least_s)
            self._end_leases()

    # What is heard

    def _take(self, message: bytes) -> None:
        try:
            said: wire.Said = wire.read(wire.SAID, message)
        except wire.Garbled as problem:
            self._tell_garbled(problem)
            return
        if not self._engine.is_open:
            return
        gateway = self._gateway(said.gateway)
        if said.number <= gateway.heard:
            return
        if said.number != gateway.heard + 1:
            gateway.has_missed = True
        gateway.heard = said.number
        heard_at = gateway.heard_as_of(said.at, now=self._engine.now())
        gateway.settle(said.oldest)
        for call in said.calls:
            if call.name in wire.ONCE and (said.epoch != self._engine.epoch or call.number < said.oldest):
                continue  # nobody waits for it any more, and another engine may have done it
            try:
                self._do(said.gateway, gateway, call, heard_at)
            except wire.Garbled as problem:
                self._tell_garbled(problem)
            except Exception:  # one that fails hurts itself alone
                logger.exception("%.40r could not be done", call.name)
        if gateway.has_missed:
            self._fall_due(said.gateway, gateway)

    def _gateway(self, name: str) -> Gateway:
        """Find the gateway of that *name*, or make it: one of which nothing was heard for a while is the same still."""
        gateway = self._gateways.get(name)
        if gateway is None:
            gateway = self._gone.pop(name, None) or Gateway(wire.gateway_channel(name))
            self._gateways[name] = gateway
        return gateway

    def _do(self, name: str, gateway: Gateway, call: wire.Call, heard_at: float) -> None:
        match call.name:
            case wire.HEAR:
                counts = wire.COUNTS.read(call.values)
                self._link.hear(counts, partial(self._answer_counts, name, gateway, call.number), at=heard_at)
            case wire.CENSUS_OF:
                gateway.take_census(self._link, *wire.CENSUS.read(call.values))
            case wire.GOODBYE:
                del self._gateways[name]
                gateway.empty(self._link)
            case "present":
                joined, left = wire.CALLS[call.name].values.read(call.values)
                gateway.present(self._link, joined=joined, left=left)
            case "attend":
                (moves,) = wire.CALLS[call.name].values.read(call.values)
                gateway.attend(self._link, moves)
            case _:
                self._call(name, gateway, call)

    def _call(self, name: str, gateway: Gateway, call: wire.Call) -> None:
        kind = wire.CALLS.get(call.name)
        if kind is None:
            raise wire.Garbled(f"there is no call {call.name!r:.40}")
        values = dict(zip(kind.names, kind.values.read(call.values), strict=True))
        if call.name in wire.ONCE:
            if call.number in gateway.once:
                if (known := gateway.once[call.number]) is not None:
                    self._answer(name, gateway, known)
                return
            gateway.once[call.number] = None
        target: Any = self._link
        for part in call.name.split("."):
            target = getattr(target, part)
        give = partial(self._give, name, gateway, call)
        if kind.is_awaited:
            task = asyncio.get_running_loop().create_task(_read(target, values, give))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            target(**values, then=give)

    # Leases

    def _end_leases(self) -> None:
        """End the leases of gateways that were silent while this process was not: one that stood still heard nobody."""
        now = self._engine.now()
        passed_s, self._looked_at = min(now - self._looked_at, BEAT_S), now
        for name, gateway in tuple(self._gateways.items()):
            gateway.silent_s += passed_s
            if gateway.silent_s > LEASE_S:
                logger.warning("a gateway is gone, with %s players", f"{len(gateway.players):,}")
                self._gone[name] = self._gateways.pop(name)
                if self._engine.is_open:
                    gateway.empty(self._link)
        for name, gateway in tuple(self._gone.items()):
            if now - gateway.heard_at > REMEMBERED_S:
                del self._gone[name]

    # What is told

    def _answer_counts(self, name: str, gateway: Gateway, number: int, outcomes: Sequence[Outcome | GameError]) -> None:
        refused = {at: (each.code, each.text) for at, each in enumerate(outcomes) if isinstance(each, GameError)}
        value = wire.encoded(([None if isinstance(each, GameError) else each for each in outcomes], refused))
        self._answer(name, gateway, wire.Answer(number, value))

    def _give(self, name: str, gateway: Gateway, call: wire.Call, given: object) -> None:
        if isinstance(given, GameError):
            answer = wire.Answer(call.number, _ANSWER, given.code, given.text)
        else:
            answer = wire.Answer(call.number, wire.encoded(given))
        if call.number in gateway.once:
            gateway.once[call.number] = answer
        self._answer(name, gateway, answer)

    def _answer(self, name: str, gateway: Gateway, answer: wire.Answer) -> None:
        gateway.answers.append(answer)
        self._fall_due(name, gateway)

    def _tell_fact(self, fact: Fact) -> None:
        """Tell those of whose players it is, and all what is nobody's."""
        told = type(fact).__name__, wire.encoded(fact)
        player = getattr(fact, "player", None)
        if player is None:
            self._all.append(told)
            self._engine.changed.set()
            return
        for name, gateway in self._gateways.items():
            if player in gateway.players:
                gateway.facts.append(told)
                self._fall_due(name, gateway)

    def _fall_due(self, name: str, gateway: Gateway) -> None:
        if not self._due:
            asyncio.get_running_loop().call_soon(self._flush)
        self._due[name] = gateway

    def _flush(self) -> None:
        due, self._due = self._due, {}
        now = self._engine.now()
        for gateway in due.values():
            gateway.told += 1
            answers, gateway.answers = gateway.answers, []
            facts, gateway.facts = gateway.facts, []
            told = wire.Told(
                wire.VERSION, self._engine.epoch, gateway.told, now, answers, facts, has_missed=gateway.has_missed
            )
            self._bus.publish(gateway.channel, wire.written(told))

    def _gap(self) -> None:
        """Have all gateways see that they may have missed something, and that the engine lives."""
        self._told += 1
        self._beat()

    def _beat(self, *, has_changed: bool = False) -> None:
        """Tell all gateways that the engine lives, what is nobody's in particular, and whether boards have changed."""
        if not self._engine.is_open:
            return
        self._told += 1
        facts, self._all = self._all, []
        told = wire.Told(
            wire.VERSION,
            self._engine.epoch,
            self._told,
            self._engine.now(),
            facts=facts,
            has_changed=has_changed,
            health=dict(health(self._engine)),
        )
        self._bus.publish(wire.ALL, wire.written(told))

    def _tell_garbled(self, problem: wire.Garbled) -> None:
        self.garbled += 1
        now = self._engine.now()
        if now - self._garbled_at >= TOLD_S:
            self._garbled_at = now
            logger.error("what a gateway says cannot be read: %s", problem)


SERVING = (
    Measure[Serving]("gateways", GAUGE, "Gateways that are heard of.", len),
    Measure[Serving]("garbled_total", COUNTER, "Messages that could not be read.", lambda serving: serving.garbled),
)


async def _read(reading: Callable[..., Any], values: Mapping[str, object], give: Callable[[object], None]) -> None:
    try:
        answer = await reading(**values)
    except GameError as refusal:
        answer = refusal
    give(answer)
