"""An engine's end of the lines: what is called is done, some of it once, and what has happened is told."""

import asyncio
from typing import Any

import pytest

from clickgame.contract import wire
from clickgame.contract.facts import Outcome
from clickgame.contract.measures import PREFIX, reader
from clickgame.engine.serving import LEASE_S, SERVING, TOLD_S
from tests.engine.far_gateway import Scene, tell

TURN_S = 0.01


def handle_of(scene: Scene) -> str:
    """Give the player's handle."""
    return scene.process.engine.game.player(scene.player).handle


def test_what_is_called_is_answered_to_who_called() -> None:
    async def story(scene: Scene) -> None:
        scene.one.say(
            scene.one.call("rename", player=scene.player, raw="Fox"),
            scene.one.call("profile", player=scene.player),
            scene.one.call("profile", player="nobody"),
            scene.one.call("moderation.find", text="fox"),
        )
        await asyncio.sleep(TURN_S)
        handle, profile, refused, found = (scene.one.answers[number][0] for number in (1, 2, 3, 4))
        assert wire.CALLS["rename"].answer.read(handle.value) == "Fox"
        assert wire.CALLS["profile"].answer.read(profile.value).handle == "Fox"
        assert (refused.code, refused.text) == ("unknown_player", "We don't know this player, so you start afresh.")
        assert [each.handle for each in wire.CALLS["moderation.find"].answer.read(found.value)] == ["Fox"]
        assert not scene.other.answers

    tell(story)


def test_counts_are_heard_and_each_has_its_outcome_or_its_refusal() -> None:
    async def story(scene: Scene) -> None:
        first = scene.one.press(scene.player, 3, is_resume=True)
        second = scene.one.press("nobody", 3)
        await asyncio.sleep(TURN_S)
        outcome = scene.one.outcome(first)
        assert isinstance(outcome, Outcome)
        assert (outcome.acked, outcome.credited) == (3, 3)
        refused = scene.one.outcome(second)
        assert not isinstance(refused, Outcome)
        assert refused[0] == "unknown_player"

    tell(story)


def test_a_call_that_is_done_once_is_answered_as_often_as_it_is_asked() -> None:
    async def story(scene: Scene) -> None:
        call = scene.one.call("open_arena", player=scene.player, kind="sprint", title="Mine")
        for _ in range(3):
            scene.one.say(call, call)
        await asyncio.sleep(TURN_S)
        scene.one.say(call)
        await asyncio.sleep(TURN_S)
        assert len(await scene.process.link.arenas_of(scene.player)) == 1
        answers = scene.one.answers[call.number]
        assert len(answers) >= 2
        assert len({bytes(answer.value) for answer in answers}) == 1

    tell(story)


def test_what_is_settled_is_forgotten_and_not_done_again() -> None:
    async def story(scene: Scene) -> None:
        kept, done = scene.process.serving._gateways["one"].once, list[object]()
        link: Any = scene.process.link

        def rename(*, player: str, raw: object, then: Any) -> None:
            done.append(raw)
            then(player)

        link.rename = rename
        for number in range(1, 51):
            scene.one.say(scene.one.call("rename", player=scene.player, raw=number), oldest=number)
            await asyncio.sleep(TURN_S)
            assert len(kept) <= 2
        scene.one.say(scene.one.call("rename", numbered=10, player=scene.player, raw=10), oldest=50)
        await asyncio.sleep(TURN_S)
        assert done == [*range(1, 51)]

    tell(story)


def test_what_another_engine_was_asked_for_is_not_done_if_it_may_be_done_once_only() -> None:
    async def story(scene: Scene) -> None:
        rename = scene.one.call("rename", player=scene.player, raw="Fox")
        board = scene.one.call("board", arena="classic", board="live")
        handle = handle_of(scene)
        scene.one.say(rename, board, epoch=scene.one.epoch - 1)
        await asyncio.sleep(TURN_S)
        assert handle_of(scene) == handle
        assert scene.one.answers.keys() == {board.number}

    tell(story)


def test_facts_go_where_their_player_is_and_what_is_nobody_s_to_all() -> None:
    async def story(scene: Scene) -> None:
        scene.one.say(scene.one.call("rename", player=scene.player, raw="Fox"))
        await asyncio.sleep(TURN_S)
        assert "HandleChanged" in scene.one.facts
        assert "HandleChanged" not in scene.other.facts
        scene.process.engine.commit._trouble(OSError("full"))
        await scene.beat(1.0, scene.one, scene.other)
        assert "SavingChanged" in scene.one.facts
        assert "SavingChanged" in scene.other.facts
        assert scene.other.to_all[-1].health is not None
        assert scene.other.to_all[-1].health["status"] == "saving"

    tell(story)


def test_all_are_told_that_the_engine_lives_and_when_boards_change() -> None:
    async def story(scene: Scene) -> None:
        await scene.beat(2.0, scene.one)
        quiet = scene.one.to_all[2:]
        assert len(quiet) >= 4
        assert not any(told.has_changed for told in quiet)
        scene.one.press(scene.player, 3, is_resume=True)
        await asyncio.sleep(TURN_S)
        assert scene.one.to_all[-1].has_changed
        numbers = [told.number for told in scene.one.to_all]
        assert numbers == [*range(numbers[0], numbers[-1] + 1)]

    tell(story)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (b"\xc1", ""),
        (wire.written(wire.Said(99, "one", 1, 9, 0.0, 1, [])), "version 99"),
        (bytes([0x92, wire.VERSION]) + b"\xa3one", "array"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_logged_once(
    message: bytes, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(scene: Scene) -> None:
        caplog.clear()
        for _ in range(10):
            scene.one.bus.publish(wire.ENGINE, message)
        await asyncio.sleep(TURN_S)
        (record,) = caplog.records
        assert record.getMessage().startswith("what a gateway says cannot be read")
        assert says in record.getMessage()
        readings = {each.name: each.value for each in reader(SERVING, scene.process.serving)()}
        assert readings == {f"{PREFIX}gateways": 2, f"{PREFIX}garbled_total": 10}
        assert scene.process.serving._gateways["one"].heard == 1
        await scene.beat(TOLD_S, scene.one, scene.other)
        scene.one.bus.publish(wire.ENGINE, message)
        await asyncio.sleep(TURN_S)
        assert len(caplog.records) == 2

    tell(story)


def test_a_call_that_cannot_be_read_or_done_costs_the_others_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def story(scene: Scene) -> None:
        link: Any = scene.process.link

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError

        link.react = fail
        scene.one.say(
            wire.Call(50, "of_tomorrow", wire.encoded([])),
            wire.Call(51, "rename", wire.encoded([1, 2, 3])),
            wire.Call(52, wire.HEAR, wire.encoded("no counts")),
            wire.Call(53, wire.CENSUS_OF, wire.encoded("nobody")),
            wire.Call(54, "__class__", wire.encoded([])),
            scene.one.call("react", player=scene.player, number=1, reaction="wow"),
            scene.one.call("rename", player=scene.player, raw="Fox"),
        )
        await asyncio.sleep(TURN_S)
        assert handle_of(scene) == "Fox"
        assert len(scene.one.answers) == 1
        assert scene.process.serving.garbled == 5
        assert scene.process.engine.presence.online == 1
        assert "'react' could not be done" in caplog.text

    tell(story)


def test_an_engine_that_is_closed_says_and_does_nothing() -> None:
    async def story(scene: Scene) -> None:
        await scene.process.engine.close()
        scene.one.forget()
        scene.one.say(scene.one.call("rename", player=scene.player, raw="Fox"))
        await asyncio.sleep(LEASE_S + 1)
        assert (scene.one.told, scene.one.to_all) == ([], [])

    tell(story)
