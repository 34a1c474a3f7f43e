"""A gateway's line where something is wrong: what cannot be read, and who fails at what was."""

import asyncio
import logging
from typing import Any

import pytest

from clickgame.contract import wire
from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.facts import HandleChanged
from clickgame.gateway.line import PATIENCE_S
from tests.gateway.far_engine import BROADCAST, FACT, OWN, Scene, tell


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xc1",
        wire.written(wire.Told(99, 7, 8, 9.0, has_missed=True)),
        b"\x97\x01\x07\x08\xcb",
        b"\x94\x01\x07\xa1x\x02",
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_logged_once(
    message: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(scene: Scene) -> None:
        scene.ask()
        caplog.clear()
        for _ in range(5):
            scene.far.publish(wire.ALL, message)
        await asyncio.sleep(0.01)
        assert (scene.line.epoch, scene.missed, scene.answers) == (1, [], [])
        (record,) = caplog.records
        assert record.levelno == logging.ERROR
        assert record.getMessage().startswith("what the engine says cannot be read")
        scene.tell(BROADCAST)
        await asyncio.sleep(0.01)
        assert scene.missed == []

    tell(story)


def test_one_part_that_cannot_be_read_costs_the_others_nothing() -> None:
    async def story(scene: Scene) -> None:
        heard: list[Any] = []
        scene.line.hear([Count("ann", "classic", "one", 1)], heard.extend)
        for _ in range(2):
            scene.ask()
        await asyncio.sleep(0.01)
        (hear,), (first, second) = scene.calls(wire.HEAR), scene.calls("rename")
        scene.tell(
            OWN,
            answers=[
                wire.Answer(hear.number, wire.encoded(([], {}))),
                wire.Answer(first.number, wire.encoded(["no handle"])),
                wire.Answer(second.number, wire.encoded("Fox")),
            ],
            facts=[
                ("HandleChanged", wire.encoded(1)),
                ("OfTomorrow", wire.encoded(1)),
                ("HandleChanged", wire.encoded(HandleChanged("ann", "Fox"))),
            ],
        )
        await asyncio.sleep(0.01)
        assert (scene.answers, heard) == (["Fox"], [])
        assert scene.facts == [HandleChanged("ann", "Fox")]
        await scene.beat(PATIENCE_S + 1)
        assert isinstance(scene.answers[1], EngineAway)
        assert isinstance(heard[0], EngineAway)

    tell(story)


def test_who_fails_at_an_answer_or_a_fact_hurts_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    async def story(scene: Scene) -> None:
        def fail(_: object) -> None:
            raise RuntimeError

        scene.line._listeners.insert(0, fail)
        scene.line.ask("rename", {"player": "ann", "raw": "Fox"}, fail)
        scene.ask()
        await asyncio.sleep(0.01)
        first, second = scene.calls("rename")
        answers = [wire.Answer(call.number, wire.encoded("Fox")) for call in (first, second)]
        scene.tell(OWN, answers=answers, facts=[FACT], has_changed=True)
        await asyncio.sleep(0.01)
        assert scene.answers == ["Fox"]
        assert scene.facts == [HandleChanged("ann", "Fox")]
        assert scene.line.changed.is_set()
        assert not any(isinstance(answer, GameError) for answer in scene.answers)

    tell(story)
    assert caplog.text.count("an answer could not be taken") == 2
