"""One turn's counts are one call to the engine, and each gets its answer, whatever becomes of the others."""

import asyncio
from collections.abc import Sequence

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.errors import CountDecreased, GameError
from clickgame.contract.facts import Outcome
from clickgame.gateway.clients import Client
from clickgame.gateway.hearing import Hearing
from tests.fakes import FakeWire


class Ear:
    """An engine's end of a link that credits a press but to a count of 4, and refuses counts below 0."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.calls: list[list[Count]] = []

    def hear(self, counts: Sequence[Count], then: object) -> None:
        """Answer at once."""
        self.calls.append(list(counts))
        assert callable(then)
        then([CountDecreased() if int(str(count.presses)) < 0 else outcome(count) for count in counts])


def outcome(count: Count) -> Outcome:
    """Give what *count* comes to."""
    presses = int(str(count.presses))
    return Outcome(
        player=count.player,
        page=str(count.page),
        acked=presses,
        credited=int(presses != 4),
        score=presses,
        best=presses,
        before=0,
        ended=0,
        left_s=300.0,
        held_until=0.0,
        hold_began=presses > 50,
        at=1.0,
        arena=count.arena,
        is_news=True,
    )


class Stage:
    """A hearing, and what it has given to whom."""

    def __init__(self) -> None:
        """Start with nothing given."""
        self.ear = Ear()
        self.given: list[tuple[str, object]] = []
        self.hearing = Hearing(self.ear, reply=self.reply, refuse=self.refuse)  # pyright: ignore[reportArgumentType]  # it only hears

    def reply(self, client: Client, given: Outcome) -> None:
        """Note an answer."""
        if client.sid == "broken":
            raise ConnectionError
        self.given.append((client.sid, (given.acked, given.credited > 0, given.hold_began)))

    def refuse(self, client: Client, refusal: GameError, page: object) -> None:
        """Note a refusal."""
        self.given.append((client.sid, (refusal.code, page)))


def client(sid: str) -> Client:
    """Make a client."""
    return Client(sid, f"player of {sid}", FakeWire(), "a")


def count(presses: int) -> Count:
    """Make a count."""
    return Count("ann", "a", "page", presses)


def test_a_turn_is_one_call_and_one_answer_for_each_page() -> None:
    async def play() -> None:
        stage, ann, bob = Stage(), client("ann"), client("bob")
        for presses in (1, 60, 4, 4):
            stage.hearing.add(count(presses), ann)
        stage.hearing.add(count(5), bob)
        assert stage.ear.calls == []
        await asyncio.sleep(0)
        assert [len(call) for call in stage.ear.calls] == [5]
        assert stage.given == [("ann", (4, True, True)), ("bob", (5, True, False))]
        await asyncio.sleep(0)
        assert len(stage.ear.calls) == 1

    asyncio.run(play())


def test_whoever_asks_in_between_is_answered_in_between() -> None:
    async def play() -> None:
        stage, ann = Stage(), client("ann")
        stage.hearing.add(count(1), ann)
        stage.hearing.add(count(2), lambda given: stage.given.append(("asked", isinstance(given, Outcome))))
        stage.hearing.add(count(3), ann)
        await asyncio.sleep(0)
        assert [sid for sid, _ in stage.given] == ["ann", "asked", "ann"]

    asyncio.run(play())


def test_a_refusal_is_told_with_its_page() -> None:
    async def play() -> None:
        stage = Stage()
        stage.hearing.add(count(-1), client("ann"))
        await asyncio.sleep(0)
        assert stage.given == [("ann", (CountDecreased.code, "page"))]

    asyncio.run(play())


def test_an_answer_that_cannot_be_given_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    async def play() -> None:
        stage = Stage()
        stage.hearing.add(count(1), client("broken"))
        stage.hearing.add(count(2), lambda given: {}[given])
        stage.hearing.add(count(3), client("ann"))
        await asyncio.sleep(0)
        assert stage.given == [("ann", (3, 1, False))]

    asyncio.run(play())
    assert "an answer could not be given" in caplog.text
    assert "a press could not be answered" in caplog.text
