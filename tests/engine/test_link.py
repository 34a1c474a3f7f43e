"""A link within the process: answers after the record, in order, and never past whoever holds the lock."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError, HandleTooShort
from clickgame.contract.facts import Outcome, Welcome
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import tell
from tests.fakes import FakeClock


def counts_of(player: str, *presses: int) -> list[Count]:
    """Make counts of one page, the first of them its introduction."""
    return [Count(player, "classic", "one", count, 0, 60, number == 0) for number, count in enumerate(presses)]


def test_answers_come_after_the_record_in_the_turn_that_asked(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link: Link = LocalLink(engine)
        welcome: Welcome = await answered(partial(link.arrive, "ann", is_new=True))
        heard: list[Any] = []
        written: list[int] = []
        append = engine.commit._book.append
        engine.commit._book.append = lambda changes, at: (written.append(len(heard)), append(changes, at=at))  # pyright: ignore[reportAttributeAccessIssue]
        link.hear(counts_of(welcome.player, 1, 2, 1), heard.extend)
        assert written == [0]
        assert [type(each) for each in heard[:2]] == [Outcome, Outcome]
        assert isinstance(heard[2], GameError)

    tell(tmp_path, story)


def test_calls_wait_in_their_order_for_whoever_holds_the_lock(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        order: list[str] = []
        async with engine.lock:
            link.arrive("ann", lambda _: order.append("ann"), is_new=True)
            link.arrive("bob", lambda _: order.append("bob"), is_new=True)
            link.hear([], lambda _: order.append("hear"))
            await asyncio.sleep(0.01)
            assert order == []
        await asyncio.sleep(0.01)
        assert sorted(order) == ["ann", "bob", "hear"]
        assert order[:2] == ["ann", "bob"]
        link.arrive("cid", lambda _: order.append("cid"), is_new=True)
        await engine.commit.written()
        assert order[-1] == "cid"

    tell(tmp_path, story)


def test_a_call_that_fails_holds_up_none_of_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not those that waited with it, and none that come later."""

    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        came: list[str] = []
        async with engine.lock:
            link.arrive({}, lambda _: came.append("nobody"), is_new=True)  # pyright: ignore[reportArgumentType]
            link.arrive("ann", lambda _: came.append("ann"), is_new=True)
        await asyncio.sleep(0.01)
        assert came == ["ann"]
        link.arrive("bob", lambda _: came.append("bob"), is_new=True)
        await engine.commit.written()
        assert came == ["ann", "bob"]

    tell(tmp_path, story)
    assert "what had waited could not be done" in caplog.text


def test_a_refusal_is_an_answer(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        welcome: Welcome = await answered(partial(link.arrive, "ann", is_new=True))
        with pytest.raises(HandleTooShort):
            await answered(partial(link.rename, welcome.player, "x"))
        assert await answered(partial(link.rename, welcome.player, "Fox")) == "Fox"

    tell(tmp_path, story)


def test_who_stopped_waiting_for_an_answer_harms_nobody(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        waiting = asyncio.create_task(answered(partial(LocalLink(engine).arrive, "ann", is_new=True)))
        await asyncio.sleep(0)
        waiting.cancel()
        await engine.commit.written()

    tell(tmp_path, story)


def test_presence_and_health_go_over_the_link(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        welcome: Welcome = await answered(partial(link.arrive, "ann", is_new=True))
        link.present(joined=[welcome.player])
        assert (await link.health()) == {"status": "ok", "online": 1, "players": 1, "presses": 0}
        link.present(left=[welcome.player])
        assert (await link.health())["online"] == 0

    tell(tmp_path, story)


def test_an_engine_that_is_closed_answers_nobody(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        answers: list[object] = []
        closing = asyncio.create_task(engine.close())
        await asyncio.sleep(0)
        link.arrive("ann", answers.append, is_new=True)
        await closing
        link.arrive("bob", answers.append, is_new=True)
        await asyncio.sleep(0.01)
        assert answers == []

    tell(tmp_path, story)
