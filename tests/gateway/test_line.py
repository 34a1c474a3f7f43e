"""A gateway's line: asked again until answered, given up in time, and never a call done twice."""

import asyncio
from typing import Any

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Count
from clickgame.contract.errors import HandleTaken
from clickgame.contract.facts import SavingChanged
from clickgame.contract.measures import PREFIX, Value, reader
from clickgame.contract.presence import Move
from clickgame.gateway.line import AGAIN_S, APART_S, BEAT_S, PATIENCE_S, SILENT_S
from clickgame.gateway.measures import LINE
from tests.gateway.far_engine import BROADCAST, FACT, OWN, Scene, tell


def test_an_answer_is_given_once_and_a_refusal_as_its_class() -> None:
    async def story(scene: Scene) -> None:
        scene.ask()
        scene.ask()
        await asyncio.sleep(0.01)
        first, second = scene.calls("rename")
        scene.answer(first.number, "Fox")
        scene.answer(first.number, "Fox")
        scene.answer(second.number, None, code=HandleTaken.code, text="Taken, says the engine.")
        await asyncio.sleep(0.01)
        assert scene.answers[0] == "Fox"
        refusal = scene.answers[1]
        assert isinstance(refusal, HandleTaken)
        assert refusal.text == "Taken, says the engine."
        assert len(scene.answers) == 2

    tell(story)


def test_all_that_is_said_in_a_turn_goes_in_one_message() -> None:
    async def story(scene: Scene) -> None:
        for _ in range(3):
            scene.ask()
        scene.line.tell("present", {"joined": ["bob"], "left": []})
        await asyncio.sleep(0.01)
        (said,) = scene.said
        assert [call.name for call in said.calls] == ["rename"] * 3 + ["present"]

    tell(story)


def test_what_follows_a_message_closely_goes_in_the_next_one() -> None:
    """Whoever has been quiet says the first thing at once; with a crowd, so many messages a second are enough."""

    async def story(scene: Scene) -> None:
        for _ in range(9):
            scene.ask()
            await asyncio.sleep(APART_S / 4)
        await asyncio.sleep(APART_S)
        calls = [len(said.calls) for said in scene.said]
        assert (calls[0], sum(calls)) == (1, 9)
        assert len(calls) <= 4

    tell(story)


def test_what_has_no_answer_is_asked_again_and_given_up_in_time() -> None:
    async def story(scene: Scene) -> None:
        began = scene.now()
        scene.line.ask("rename", {"player": "ann", "raw": "Fox"}, lambda _: scene.answers.append(scene.now() - began))
        await scene.beat(PATIENCE_S + 1)
        assert len({call.number for call in scene.calls("rename")}) == 1
        assert 3 <= len(scene.calls("rename")) <= 5
        (after_s,) = scene.answers
        assert PATIENCE_S <= float(str(after_s)) <= PATIENCE_S + BEAT_S
        scene.answer(scene.calls("rename")[0].number, "Fox")
        await asyncio.sleep(0.01)
        assert len(scene.answers) == 1

    tell(story)


def test_what_is_settled_is_told_to_the_engine() -> None:
    async def story(scene: Scene) -> None:
        for _ in range(3):
            scene.ask()
        await asyncio.sleep(0.01)
        first, second, third = (call.number for call in scene.calls("rename"))
        scene.answer(second, "Fox")
        await scene.beat(BEAT_S)
        assert scene.said[-1].oldest == first
        scene.answer(first, "Fox")
        await scene.beat(BEAT_S)
        assert scene.said[-1].oldest == third
        scene.answer(third, "Fox")
        await scene.beat(BEAT_S)
        assert scene.said[-1].oldest > third

    tell(story)


def test_another_engine_is_asked_anew_but_for_what_must_not_be_done_twice() -> None:
    """Not even when it was about to be said again in that very turn."""

    async def story(scene: Scene) -> None:
        scene.ask("rename")
        scene.ask("react", player="ann", number=1, reaction="wow")
        await asyncio.sleep(AGAIN_S - 0.01)
        scene.forget()
        for asked in scene.line._asked.values():
            scene.line._ask_again(asked)
        scene.epoch = 2
        told = wire.Told(wire.VERSION, 2, 1, scene.now())
        scene.line._take(wire.written(told), wire.ALL)
        await asyncio.sleep(0.01)
        assert isinstance(scene.answers[0], EngineAway)
        assert scene.calls("rename") == []
        assert scene.calls("react") != []
        assert {said.epoch for said in scene.said} == {2}
        assert scene.missed

    tell(story)


def test_an_engine_that_is_none_any_more_is_not_listened_to() -> None:
    async def story(scene: Scene) -> None:
        scene.epoch = 2
        scene.tell(BROADCAST, number=1)
        await asyncio.sleep(0.01)
        scene.ask()
        await asyncio.sleep(0.01)
        (call,) = scene.calls("rename")
        scene.epoch = 1
        scene.answer(call.number, "Fox")
        scene.tell(OWN, facts=[FACT])
        await asyncio.sleep(SILENT_S + BEAT_S)
        scene.tell(BROADCAST)
        await asyncio.sleep(0.01)
        assert scene.answers == []
        assert scene.line.epoch == 2
        assert scene.line.is_away
        assert scene.facts == [SavingChanged(is_troubled=True)]

    tell(story)


def test_a_gap_is_made_good_and_none_is_not() -> None:
    async def story(scene: Scene) -> None:
        scene.tell(OWN)
        scene.tell(BROADCAST)
        scene.ask()
        await asyncio.sleep(0.01)
        assert (scene.calls(wire.CENSUS_OF), scene.missed, len(scene.calls("rename"))) == ([], [], 1)
        scene.numbers[OWN] += 1
        scene.tell(OWN)
        await asyncio.sleep(0.01)
        (census,) = scene.calls(wire.CENSUS_OF)
        assert wire.CENSUS.read(census.values) == (["ann"], [Move("ann", "classic", 1, 1)])
        assert len(scene.missed) == 1
        assert len(scene.calls("rename")) == 2
        scene.tell(OWN, has_missed=True)
        await asyncio.sleep(0.01)
        assert len(scene.missed) == 2

    tell(story)


def test_a_connection_that_is_new_is_a_gap() -> None:
    async def story(scene: Scene) -> None:
        scene.bus.cut()
        scene.bus.connect()
        await asyncio.sleep(0.01)
        assert len(scene.missed) == len(scene.calls(wire.CENSUS_OF)) == 1

    tell(story)


def test_counts_that_nobody_answers_are_given_back_and_not_said_again() -> None:
    async def story(scene: Scene) -> None:
        heard: list[Any] = []
        scene.line.hear([Count("ann", "classic", "one", 1), Count("bob", "sprint", "two", 1)], heard.extend)
        await scene.beat(AGAIN_S + BEAT_S)
        assert [type(each) for each in heard] == [EngineAway, EngineAway]
        assert scene.unheard == [{("ann", "classic"), ("bob", "sprint")}]
        assert len(scene.calls(wire.HEAR)) == 1

    tell(story)


def test_while_the_engine_is_away_counts_wait_in_bounded_memory() -> None:
    """However many are said, and with whichever ids: who has to say them anew is kept, and in which arena."""

    async def story(scene: Scene) -> None:
        await asyncio.sleep(SILENT_S + BEAT_S)
        for number in range(100):
            counts = [Count(player, "classic", f"{player} {number}", number) for player in ("ann", "bob")]
            scene.line.hear(counts, lambda _: None)
            await asyncio.sleep(BEAT_S)
        assert scene.unheard == []
        assert len(scene.line._lost) == 2
        assert len(scene.line._counted) <= (AGAIN_S + BEAT_S) / BEAT_S
        scene.ask()
        await asyncio.sleep(PATIENCE_S + BEAT_S)
        assert not scene.line._asked
        scene.tell(BROADCAST)
        await asyncio.sleep(0.01)
        assert scene.unheard == [{("ann", "classic"), ("bob", "classic")}]

    tell(story)


def test_pages_are_told_that_presses_wait_while_the_engine_is_away_or_its_disk_in_trouble() -> None:
    async def story(scene: Scene) -> None:
        await asyncio.sleep(SILENT_S + BEAT_S)
        scene.tell(BROADCAST, health={"status": "saving"}, facts=[("SavingChanged", wire.encoded((True,)))])
        await asyncio.sleep(0.01)
        assert scene.facts == [SavingChanged(is_troubled=True)]
        assert scene.line.health == {"status": "saving"}
        scene.tell(BROADCAST, health={"status": "ok"}, facts=[("SavingChanged", wire.encoded((False,)))])
        await scene.beat(1.0)
        assert scene.facts == [SavingChanged(is_troubled=True), SavingChanged(is_troubled=False)]

    tell(story)


def test_who_is_silent_says_so_and_who_stops_says_goodbye() -> None:
    async def story(scene: Scene) -> None:
        await scene.beat(2.0)
        assert 6 <= len(scene.said) <= 9
        assert all(said.calls == [] for said in scene.said)
        assert [said.number for said in scene.said] == [*range(scene.said[0].number, scene.said[-1].number + 1)]
        assert scene.keeping is not None
        scene.keeping.cancel()
        await asyncio.sleep(0.01)
        assert [call.name for call in scene.said[-1].calls] == [wire.GOODBYE]

    tell(story)


def test_what_happens_to_a_line_is_measured() -> None:
    async def story(scene: Scene) -> None:
        read = reader(LINE, scene.line)

        def values() -> dict[str, Value]:
            return {reading.name.removeprefix(f"{PREFIX}line_"): reading.value for reading in read()}

        assert values() == {"gaps_total": 1, "again_total": 0, "lost_total": 0, "away": False, "epoch": 1}
        scene.ask()
        scene.line.hear([Count("ann", "classic", "one", 1)], lambda _: None)
        await asyncio.sleep(SILENT_S + BEAT_S)
        assert values() == {"gaps_total": 1, "again_total": 2, "lost_total": 1, "away": True, "epoch": 1}

    tell(story)
