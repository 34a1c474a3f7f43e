"""Who is at a gateway is leased, and what it says is judged by its own time, whoever stood still in between."""

import asyncio

import pytest

from clickgame.contract import wire
from clickgame.contract.facts import Outcome
from clickgame.contract.presence import Move
from clickgame.engine.serving import BEAT_S, LEASE_S, REMEMBERED_S
from tests.engine.far_gateway import FarGateway, Scene, tell
from tests.virtual_time import loop_of_story

TURN_S = 0.01


def test_a_gateway_that_is_silent_is_gone_with_its_players_and_comes_back_as_itself() -> None:
    """A call that was done once before is not done again."""

    async def story(scene: Scene) -> None:
        engine, serving = scene.process.engine, scene.process.serving
        call = scene.one.call("open_arena", player=scene.player, kind="sprint", title="Mine")
        scene.one.say(call)
        await scene.beat(LEASE_S - 2 * BEAT_S, scene.other)
        assert (engine.presence.online, len(serving)) == (1, 2)
        await scene.beat(1.0, scene.other)
        assert (engine.presence.online, len(serving)) == (0, 1)
        assert (await scene.process.link.people("classic")).news == "0,0,"
        scene.one.forget()
        scene.one.say(call)
        await asyncio.sleep(TURN_S)
        assert scene.one.told[-1].has_missed
        assert len(await scene.process.link.arenas_of(scene.player)) == 1
        assert call.number in scene.one.answers
        scene.one.come([scene.player])
        await asyncio.sleep(TURN_S)
        assert (engine.presence.online, len(serving)) == (1, 2)
        assert (await scene.process.link.people("classic")).news.startswith("1,")

    tell(story)


def test_gateways_that_never_come_back_are_forgotten() -> None:
    async def story(scene: Scene) -> None:
        serving = scene.process.serving
        for number in range(20):
            gateway = FarGateway(scene.network, f"number {number}")
            running = asyncio.create_task(gateway.bus.run())
            await asyncio.sleep(TURN_S)
            gateway.come()
            await asyncio.sleep(LEASE_S + 1)
            running.cancel()
        assert len(serving._gone) > 5
        await asyncio.sleep(REMEMBERED_S + 1)
        assert (len(serving._gone), len(serving)) == (0, 0)

    tell(story)


def test_an_engine_that_stood_still_ends_no_lease() -> None:
    """It has heard nobody for longer than a lease, but nobody was silent: what was said waits to be read."""

    async def story(scene: Scene) -> None:
        scene.process.bus.hold()
        scene.one.say()
        loop_of_story().stand_still(LEASE_S * 2)
        await asyncio.sleep(BEAT_S / 2)
        assert scene.process.engine.presence.online == 1
        scene.process.bus.release()
        await scene.beat(1.0, scene.one)
        assert scene.process.engine.presence.online == 1
        assert not any(told.has_missed for told in scene.one.told)

    tell(story)


@pytest.mark.parametrize("held_s", [2.0, 6.0])
def test_what_a_bus_held_back_is_judged_by_when_it_was_said(held_s: float) -> None:
    """Even where it was for longer than a lease."""

    async def story(scene: Scene) -> None:
        scene.one.press(scene.player, 0, is_resume=True)
        await asyncio.sleep(TURN_S)
        began = scene.process.engine.now()
        scene.process.bus.hold()
        numbers: list[int] = []
        for press in range(round(held_s / BEAT_S)):
            await asyncio.sleep(BEAT_S)
            numbers.append(scene.one.press(scene.player, press + 1))
        scene.process.bus.release()
        await asyncio.sleep(TURN_S)
        for press, number in enumerate(numbers, 1):
            outcome = scene.one.outcome(number)
            assert isinstance(outcome, Outcome)
            assert outcome.at - began == pytest.approx(press * BEAT_S, abs=0.05)

    tell(story)


def test_a_gap_in_what_a_gateway_says_is_told_until_it_says_who_is_there() -> None:
    async def story(scene: Scene) -> None:
        scene.one.number += 1
        for _ in range(2):
            scene.one.say()
            await asyncio.sleep(TURN_S)
        assert [told.has_missed for told in scene.one.told] == [True, True]
        scene.one.come([scene.player])
        scene.one.say()
        await asyncio.sleep(TURN_S)
        assert len(scene.one.told) == 2
        assert scene.process.engine.presence.online == 1

    tell(story)


def test_a_connection_of_the_engine_that_is_new_is_a_gap_for_all() -> None:
    async def story(scene: Scene) -> None:
        await scene.beat(1.0, scene.one, scene.other)
        before = scene.one.to_all[-1].number
        scene.process.bus.cut()
        scene.process.bus.connect()
        await asyncio.sleep(TURN_S)
        assert scene.one.to_all[-1].number > before + 1
        assert scene.other.to_all[-1].number == scene.one.to_all[-1].number

    tell(story)


def test_who_says_goodbye_is_gone_at_once() -> None:
    async def story(scene: Scene) -> None:
        scene.one.say(wire.Call(0, wire.GOODBYE, wire.encoded(None)))
        await asyncio.sleep(TURN_S)
        assert (scene.process.engine.presence.online, len(scene.process.serving)) == (0, 1)

    tell(story)


def test_who_comes_and_goes_is_told_as_it_happens() -> None:
    async def story(scene: Scene) -> None:
        there = await scene.process.link.people("classic")
        scene.other.say(
            scene.other.call("present", numbered=0, joined=[scene.player], left=[]),
            scene.other.call("attend", numbered=0, moves=[Move(scene.player, "sprint", 1, 1)]),
        )
        await asyncio.sleep(TURN_S)
        assert (await scene.process.link.people("sprint")).news.startswith("1,")
        scene.one.say(
            scene.one.call("present", numbered=0, joined=[], left=[scene.player]),
            scene.one.call("attend", numbered=0, moves=[Move(scene.player, "classic", -1, -1)]),
        )
        await asyncio.sleep(TURN_S)
        assert scene.process.engine.presence.online == 1
        assert there.news.startswith("1,")
        assert (await scene.process.link.people("classic")).news.startswith("0,")

    tell(story)
