"""Whatever happens to an engine, gateways and what carries their words: once it is quiet, all is as it should be."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from clickgame.contract import wire
from clickgame.contract.arenas import ARENA
from clickgame.contract.errors import GameError
from clickgame.gateway.line import BEAT_S, PATIENCE_S
from tests.apart import Apart
from tests.memory_bus import MemoryBus
from tests.page_load import COME_AGAIN_S, PageLoad, now
from tests.virtual_time import VirtualLoop

GATEWAYS = 2
PAGES_MOST = 6
QUIET_S = COME_AGAIN_S + 2 * PATIENCE_S
NOBODY_HELD = 0.0

which = st.integers(0, GATEWAYS)
seconds = st.sampled_from((0.1, 0.4, 1.0, 2.0, 3.5, 6.0))


class Trouble(RuleBasedStateMachine):
    """Two gateways before an engine, in all the trouble that there can be."""

    @initialize()
    def start(self) -> None:
        self.runner = asyncio.Runner(loop_factory=VirtualLoop)
        self.faults: list[object] = []
        self.runner.get_loop().set_exception_handler(lambda _loop, context: self.faults.append(context))
        self.asked = 0
        self.done: Counter[str] = Counter()
        self.answers: dict[str, object] = {}
        self.asked_at: dict[str, object] = {}
        self.run(self._start())

    async def _start(self) -> None:
        self.all = Apart(gateways=GATEWAYS)
        self._count_renames()
        await self.all.process.start()
        for gateway in self.all.gateways:
            await gateway.start()
        for number in range(GATEWAYS):
            self.all.page(number)
        await asyncio.sleep(1.0)

    def run(self, work: Coroutine[Any, Any, object]) -> None:
        """Have *work* done, in time of the story."""
        self.runner.run(work)

    def bus(self, number: int) -> MemoryBus:
        """Give the bus of a gateway, or of the engine."""
        return self.all.gateways[number].bus if number < GATEWAYS else self.all.process.bus

    def _count_renames(self) -> None:
        link = self.all.process.link
        rename = link.rename

        def count(player: str, raw: object, then: Any) -> None:
            self.done[str(raw)] += 1
            rename(player, raw, then)

        link.rename = count

    # What people do

    @rule(tenths=st.integers(1, 20))
    def press(self, tenths: int) -> None:
        async def go_on() -> None:
            for _ in range(tenths):
                for page in self.all.pages:
                    page.press()
                await asyncio.sleep(0.1)

        self.run(go_on())

    @rule(for_s=seconds)
    def rest(self, for_s: float) -> None:
        self.run(asyncio.sleep(for_s))

    @precondition(lambda self: len(self.all.pages) < PAGES_MOST)
    @rule(number=st.integers(0, GATEWAYS - 1), is_tab=st.booleans())
    def open(self, number: int, is_tab: bool) -> None:  # noqa: FBT001  # Hypothesis gives it by name
        credential = self.all.pages[0].credential if is_tab else None
        self.run(_of(self.all.page, number, credential))

    @rule(number=st.integers(0, PAGES_MOST), to=st.integers(0, GATEWAYS - 1))
    def come_anew(self, number: int, to: int) -> None:
        page = self.all.pages[number % len(self.all.pages)]
        self.run(_of(page.move, self.all.gateways[to]))

    @rule(number=st.integers(0, PAGES_MOST))
    def rename(self, number: int) -> None:
        page, gateway = self.all.pages[number % len(self.all.pages)], self.all.gateways[number % GATEWAYS]
        self.asked += 1
        name = f"Name {self.asked}"
        self.asked_at[name] = gateway

        async def ask() -> None:
            began = now()

            def answered(answer: object) -> None:
                assert name not in self.answers
                assert now() - began <= PATIENCE_S + 2 * BEAT_S
                self.answers[name] = answer

            gateway.link.rename(page.player, name, answered)

        self.run(ask())

    # What happens to them

    @rule(number=which)
    def cut(self, number: int) -> None:
        self.run(_of(self.bus(number).cut))

    @rule(number=which)
    def connect(self, number: int) -> None:
        self.run(_of(self.bus(number).connect))

    @rule()
    def break_down(self) -> None:
        self.run(_of(self.all.network.break_down))

    @rule()
    def come_up(self) -> None:
        self.run(_of(self.all.network.come_up))

    @rule(times=st.integers(1, 5), channel=st.sampled_from((wire.ENGINE, wire.ALL, "clickgame:gateway:*", "*")))
    def lose(self, times: int, channel: str) -> None:
        self.all.network.lose(times, channel)

    @rule(most_s=st.sampled_from((0.0, 0.01, 0.2)), seed=st.integers(0, 9))
    def jitter(self, most_s: float, seed: int) -> None:
        self.all.network.jitter(random.Random(seed), most_s)

    @rule(number=which)
    def hold(self, number: int) -> None:
        self.bus(number).hold()

    @rule(number=which)
    def release(self, number: int) -> None:
        self.run(_of(self.bus(number).release))

    @rule(away_s=seconds, is_killed=st.booleans())
    def restart(self, away_s: float, is_killed: bool) -> None:  # noqa: FBT001  # the same
        async def go() -> None:
            await self.all.restart(away_s=away_s, is_killed=is_killed)
            self._count_renames()

        self.run(go())

    @rule(number=st.integers(0, GATEWAYS - 1), is_killed=st.booleans())
    def replace(self, number: int, is_killed: bool) -> None:  # noqa: FBT001  # the same
        async def go() -> None:
            old = self.all.gateways[number]
            await (old.kill() if is_killed else old.stop())
            new = self.all.gateways[number] = self.all.gateway(number)
            await new.start()
            for page in self.all.pages:
                if page.gateway is old:
                    page.move(new)

        self.run(go())

    def teardown(self) -> None:
        """Let it be quiet, and look."""
        if not hasattr(self, "all"):
            return
        try:
            self.all.network.lose(0)
            self.all.network.delay_s = lambda: 0.0
            for number in range(GATEWAYS + 1):
                self.run(_of(self.bus(number).connect))
                self.run(_of(self.bus(number).release))
            self.come_up()
            self.run(asyncio.sleep(QUIET_S))
            self.run(_of(self._check))
        finally:
            self.run(self._stop())
            self.runner.close()
        assert self.faults == []

    def _check(self) -> None:
        engine, pages = self.all.engine, self.all.pages
        by_player: dict[str, list[PageLoad]] = {}
        for page in pages:
            assert page.is_settled, f"{page.page} has {page.shown['play']['acked']} of {page.presses} answered"
            by_player.setdefault(page.player, []).append(page)
        for player, theirs in by_player.items():
            score = engine.game.arenas[ARENA].scores[player]
            assert score.total == sum(page.presses for page in theirs)
            assert score.held_until == NOBODY_HELD
            assert all(page.shown["play"]["score"] == score.score for page in theirs if len(theirs) == 1)
            assert not any(page.shown["play"]["saving"] for page in theirs)
        assert engine.presence.online == len(by_player)
        assert engine.presence.people(engine.game, ARENA, now=engine.now()).news.split(",")[0] == str(len(by_player))
        here = [gateway for gateway in self.all.process.serving._gateways.values() if gateway.moves]
        assert sum(pages for gateway in here for pages, _ in gateway.moves.values()) == len(pages)
        assert {name for name, at in self.asked_at.items() if at in self.all.gateways} <= self.answers.keys()
        assert not {name for name, times in self.done.items() if times > 1}
        for name, answer in self.answers.items():
            assert isinstance(answer, GameError) or self.done[name] == 1

    async def _stop(self) -> None:
        for gateway in self.all.gateways:
            await gateway.stop()
        await self.all.process.stop()


async def _of(do: Any, *values: Any) -> None:
    """Do it while the loop runs."""
    do(*values)


TestTrouble = Trouble.TestCase
TestTrouble.settings = settings(max_examples=40, stateful_step_count=25, phases=[Phase.generate])
