"""Answers leave after the journal has what they depend on, whatever the disk does."""

import asyncio

import pytest

from clickgame.core.players import Player
from clickgame.core.state import FORGOTTEN, PLAYER, Change
from clickgame.engine import commit as commit_module
from clickgame.engine.commit import Commit
from tests.fakes import FakeBook, Refused

ANN = Change(PLAYER, Player(id="ann", key="a", handle="Ann"))
BOB = Change(PLAYER, Player(id="bob", key="b", handle="Bob"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(commit_module, "RETRY_S", 0.001)


def commit_to(book: FakeBook, *, sync_each: bool = False) -> tuple[Commit, list[bool]]:
    """Make a commit, and the list of what was told of trouble."""
    told: list[bool] = []
    made = Commit(
        book,
        clock=lambda: 12.0,
        refused_by=Refused,
        sync_each=sync_each,
        on_trouble=lambda: told.append(made.is_troubled),
    )
    return made, told


def test_one_turn_of_the_loop_is_one_write() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        for change in (ANN, BOB, ANN, Change(FORGOTTEN, "cid")):
            commit.note(change)
        assert book.batches == []
        await commit.written()
        assert book.batches == [[ANN, BOB, Change(FORGOTTEN, "cid")]]
        assert book.times == [12.0]

    asyncio.run(play())


def test_answers_wait_for_the_write() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        seen: list[int] = []
        commit.note(ANN)
        commit.then(lambda: seen.append(len(book.batches)))
        await commit.written()
        assert seen == [1]

    asyncio.run(play())


def test_nothing_to_write_is_not_written() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        await commit.written()
        assert book.batches == []

    asyncio.run(play())


def test_a_refusing_disk_holds_answers_back_until_it_takes_everything() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, told = commit_to(book)
        book.refuses = True
        commit.note(ANN)
        answer = asyncio.ensure_future(commit.written())
        await asyncio.sleep(0.02)
        commit.note(BOB)
        assert not answer.done()
        assert told == [True]
        book.refuses = False
        await answer
        assert [change for batch in book.batches for change in batch] == [ANN, BOB]
        assert told == [True, False]
        await commit.written()

    asyncio.run(play())


def test_answers_can_wait_for_the_disk_itself() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, told = commit_to(book, sync_each=True)
        seen: list[int] = []
        commit.note(ANN)
        commit.then(lambda: seen.append(book.syncs))
        await commit.written()
        assert seen[0] >= 1
        book.sync_refuses = True
        commit.note(BOB)
        answer = asyncio.ensure_future(commit.written())
        await asyncio.sleep(0.02)
        assert not answer.done()
        assert told == [True]
        book.sync_refuses = False
        await answer
        assert told == [True, False]

    asyncio.run(play())


def test_a_caller_who_stopped_waiting_harms_nobody() -> None:
    async def play() -> None:
        commit, _ = commit_to(FakeBook())
        commit.note(ANN)
        gone = asyncio.ensure_future(commit.written())
        await asyncio.sleep(0)
        gone.cancel()
        await commit.written()

    asyncio.run(play())


def test_trying_again_can_be_stopped() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        commit.stop()
        book.refuses = True
        commit.note(ANN)
        await asyncio.sleep(0.01)
        commit.stop()
        await asyncio.sleep(0.01)
        assert commit.write() is False

    asyncio.run(play())


@pytest.mark.parametrize("sync_each", [False, True])
def test_a_callback_that_fails_hurts_itself_alone(
    sync_each: bool,  # noqa: FBT001  # a parameter of the test
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book, sync_each=sync_each)
        seen: list[str] = []
        commit.note(ANN)
        commit.then(lambda: {}["nothing"])
        commit.then(lambda: seen.append("behind"))
        await commit.written()
        commit.note(BOB)
        await commit.written()
        assert seen == ["behind"]
        assert [change for batch in book.batches for change in batch] == [ANN, BOB]

    asyncio.run(play())
    assert "an answer could not be given" in caplog.text


def test_a_turn_can_be_ended_early_and_is_written_once() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        seen: list[int] = []
        commit.note(ANN)
        commit.then(lambda: seen.append(len(book.batches)))
        commit.flush()
        assert seen == [1]
        await asyncio.sleep(0)
        assert len(book.batches) == 1

    asyncio.run(play())
