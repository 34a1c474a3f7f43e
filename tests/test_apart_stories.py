"""An engine and gateways that are apart, in troubles that have a story and can each go wrong in a way of its own."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway
from clickgame.contract.arenas import ARENA
from clickgame.engine.serving import LEASE_S
from clickgame.gateway.line import AGAIN_S, PATIENCE_S
from tests import virtual_time
from tests.apart import Apart, apart
from tests.page_load import COME_AGAIN_S, PageLoad

QUIET_S = 5.0


def tell(story: Callable[[Apart], Awaitable[object]], **settings: Any) -> None:
    """Have *story* happen to two gateways before an engine."""

    async def run() -> None:
        async with apart(gateways=2, **settings) as all_of_it:
            await story(all_of_it)

    virtual_time.play(run())


async def press(pages: list[PageLoad], seconds: float, *, per_s: float = 12.0) -> None:
    """Have each of *pages* press so often."""
    for _ in range(round(seconds * per_s)):
        for page in pages:
            page.press()
        await asyncio.sleep(1 / per_s)


def count_renames(all_of_it: Apart) -> Counter[str]:
    """Count how often the engine of now does each rename."""
    link, done = all_of_it.process.link, Counter[str]()
    rename = link.rename

    def counted(player: str, raw: object, then: Any) -> None:
        done[str(raw)] += 1
        rename(player, raw, then)

    link.rename = counted
    return done


def check(all_of_it: Apart, pages: list[PageLoad]) -> None:
    """See that all is as it should be."""
    for page in pages:
        assert page.is_settled, page.shown["play"]
        assert all_of_it.credited(page) == page.presses
        assert all_of_it.engine.game.arenas[ARENA].scores[page.player].held_until == 0
        assert page.refusals == []
        assert not page.shown["play"]["saving"]
    assert all_of_it.engine.presence.online == len(pages)


@pytest.mark.parametrize("stood_s", [0.3, 2.0, 6.0])
def test_an_engine_that_stood_still_holds_nobody(stood_s: float) -> None:
    """What was pressed in the meantime is heard all at once, and judged by when gateways heard it."""

    async def story(all_of_it: Apart) -> None:
        pages = [all_of_it.page(number % 2) for number in range(4)]
        await press(pages, 2.0)
        all_of_it.process.bus.hold()
        await press(pages, stood_s)
        all_of_it.process.bus.release()
        await press(pages, 2.0)
        await asyncio.sleep(QUIET_S)
        check(all_of_it, pages)

    tell(story)


@pytest.mark.parametrize("per_s", [12.0, 24.0])
def test_a_bus_that_lets_one_message_through_and_then_some_holds_nobody(per_s: float) -> None:
    """By when they came, nobody could have pressed that: the one was heard, and much more soon after."""

    async def story(all_of_it: Apart) -> None:
        pages = [all_of_it.page(number % 2) for number in range(2)]
        await press(pages, 2.0, per_s=per_s)
        bus = all_of_it.process.bus
        bus.hold()
        await press(pages, 2.0, per_s=per_s)
        for _ in range(3):
            for _page in pages:
                bus.slip(wire.HEAR.encode())
            await press(pages, 0.7, per_s=per_s)
        bus.release()
        await press(pages, 2.0, per_s=per_s)
        await asyncio.sleep(QUIET_S)
        check(all_of_it, pages)

    tell(story)


@pytest.mark.parametrize("away_s", [0.1, 1.0, 7.0, 30.0])
@pytest.mark.parametrize("what", ["engine", "stop", "redis"])
def test_presses_go_on_while_nobody_hears_them_and_all_count(what: str, away_s: float) -> None:
    async def story(all_of_it: Apart) -> None:
        pages = [all_of_it.page(number % 2) for number in range(4)]
        await press(pages, 1.0)
        pressing = asyncio.create_task(press(pages, away_s + 1))
        if what == "redis":
            all_of_it.network.break_down()
            await asyncio.sleep(away_s)
            all_of_it.network.come_up()
        else:
            await all_of_it.restart(away_s=away_s, is_killed=what == "engine")
        await pressing
        await asyncio.sleep(QUIET_S)
        check(all_of_it, pages)

    tell(story)


def test_pages_are_told_that_presses_wait_and_that_they_do_no_longer() -> None:
    async def story(all_of_it: Apart) -> None:
        page = all_of_it.page()
        await asyncio.sleep(1.0)
        all_of_it.network.break_down()
        await asyncio.sleep(2.0)
        assert page.shown["play"]["saving"]
        all_of_it.network.come_up()
        await asyncio.sleep(0.5)
        assert not page.shown["play"]["saving"]

    tell(story)


def test_what_an_engine_did_before_it_died_is_not_done_by_the_next() -> None:
    """Its answer was lost, and the gateway has not heard of the other one yet when it asks again."""

    async def story(all_of_it: Apart) -> None:
        gateway, page = all_of_it.gateways[0], all_of_it.page()
        await asyncio.sleep(1.0)
        first, answers = count_renames(all_of_it), list[object]()
        all_of_it.network.lose(10**6, "clickgame:gateway:*")
        gateway.link.rename(page.player, "Fox", answers.append)
        await asyncio.sleep(0.01)
        all_of_it.network.lose(10**6, wire.ALL)
        await all_of_it.restart()
        second = count_renames(all_of_it)
        await asyncio.sleep(AGAIN_S * 3)
        all_of_it.network.lose(0)
        await asyncio.sleep(PATIENCE_S)
        assert (first["Fox"], second["Fox"]) == (1, 0)
        assert [type(answer) for answer in answers] == [EngineAway]

    tell(story)


def test_what_was_done_before_a_gateway_was_taken_for_gone_is_not_done_again() -> None:
    async def story(all_of_it: Apart) -> None:
        gateway, page = all_of_it.gateways[0], all_of_it.page()
        await asyncio.sleep(1.0)
        done, answers = count_renames(all_of_it), list[object]()
        all_of_it.network.lose(10**6, "clickgame:gateway:*")
        gateway.link.rename(page.player, "Fox", answers.append)
        await asyncio.sleep(0.01)
        gateway.bus.cut()
        await asyncio.sleep(LEASE_S + 0.5)
        assert all_of_it.engine.presence.online == 0
        all_of_it.network.lose(0)
        gateway.bus.connect()
        await asyncio.sleep(1.0)
        assert (done["Fox"], answers) == (1, ["Fox"])
        assert all_of_it.engine.presence.online == 1

    tell(story)


def test_a_page_that_came_while_the_engine_was_away_plays_when_it_is_back() -> None:
    """It could neither come in nor introduce itself in time."""

    async def story(all_of_it: Apart) -> None:
        early = all_of_it.page()
        await asyncio.sleep(1.0)
        all_of_it.network.break_down()
        late = all_of_it.page()
        early._introduce()
        await press([early, late], PATIENCE_S + 1)
        all_of_it.network.come_up()
        await asyncio.sleep(COME_AGAIN_S + 1)
        assert late.refusals[0] == EngineAway.code
        late.refusals.clear()
        early.refusals.clear()
        check(all_of_it, [early, late])

    tell(story)


def test_an_engine_that_was_replaced_and_goes_on_is_not_listened_to() -> None:
    """It had stood still, and does not know yet that another one has its place."""

    async def story(all_of_it: Apart) -> None:
        page, old = all_of_it.page(), all_of_it.process
        await asyncio.sleep(1.0)
        all_of_it.process = type(old)(all_of_it.network, old.disk.after_kill(), all_of_it.settings)
        await all_of_it.process.start()
        await asyncio.sleep(1.0)
        await press([page], 2.0)
        await asyncio.sleep(QUIET_S)
        assert {gateway.line.epoch for gateway in all_of_it.gateways} == {all_of_it.engine.epoch}
        assert all_of_it.engine.epoch > old.engine.epoch
        assert {gateway.line.gaps for gateway in all_of_it.gateways} <= {2, 3, 4}, "one is followed, not each in turn"
        check(all_of_it, [page])
        await old.stop()

    tell(story)


def test_a_page_that_missed_what_was_said_of_its_player_is_told() -> None:
    async def story(all_of_it: Apart) -> None:
        one = all_of_it.page(0)
        await asyncio.sleep(1.0)
        other = all_of_it.page(1, one.credential)
        await asyncio.sleep(1.0)
        all_of_it.gateways[1].bus.cut()
        all_of_it.gateways[0].link.rename(one.player, "Fox", lambda _: None)
        await asyncio.sleep(1.0)
        assert (one.shown["identity"]["handle"], other.shown["identity"]["handle"] == "Fox") == ("Fox", False)
        all_of_it.gateways[1].bus.connect()
        await asyncio.sleep(1.0)
        assert other.shown["identity"]["handle"] == "Fox"

    tell(story)


def test_a_player_with_a_page_at_each_of_two_gateways_is_here_until_the_last_one_goes() -> None:
    async def story(all_of_it: Apart) -> None:
        one = all_of_it.page(0)
        other = all_of_it.page(1, one.credential)
        await press([one, other], 1.0)
        await asyncio.sleep(QUIET_S)
        assert (one.player, all_of_it.engine.presence.online) == (other.player, 1)
        assert all_of_it.credited(one) == one.presses + other.presses
        await all_of_it.gateways[1].stop()
        await asyncio.sleep(0.1)
        assert all_of_it.engine.presence.online == 1
        one.leave()
        await asyncio.sleep(0.1)
        assert all_of_it.engine.presence.online == 0
        all_of_it.gateways.pop()

    tell(story)


def test_gateways_of_another_version_are_not_heard_and_say_so_once(caplog: pytest.LogCaptureFixture) -> None:
    async def story(all_of_it: Apart) -> None:
        page = all_of_it.page()
        await asyncio.sleep(1.0)
        caplog.clear()
        for _ in range(5):
            for channel in (wire.ENGINE, wire.ALL):
                all_of_it.gateways[1].bus.publish(channel, b"\x93\x63\x01\x02")
            await press([page], 0.5)
        await asyncio.sleep(QUIET_S)
        check(all_of_it, [page])
        said = [record.getMessage() for record in caplog.records if "version 99" in record.getMessage()]
        assert len(said) == 1 + len(all_of_it.gateways)

    tell(story)


def test_where_all_answers_take_longer_than_a_moment_pages_are_introduced_and_answered_all_the_same() -> None:
    """As where machines are busy: whoever asked again ever sooner than it can be answered would never be."""

    async def story(all_of_it: Apart) -> None:
        all_of_it.network.delay_s = lambda: AGAIN_S
        pages = [all_of_it.page(number) for number in (0, 1, 1)]
        await press(pages, 30.0)
        shown = [page.shown["play"] for page in pages]
        assert all("before" in play for play in shown)
        assert all(page.presses - page.shown["play"]["acked"] < 12.0 * 2 * PATIENCE_S for page in pages)
        await asyncio.sleep(2 * PATIENCE_S)
        for page in pages:
            assert page.is_settled
            assert all_of_it.credited(page) == page.presses
            assert all_of_it.engine.game.arenas[ARENA].scores[page.player].held_until == 0

    tell(story)
