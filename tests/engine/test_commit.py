"""Answers leave after the journal has what they depend on, whatever the disk does."""

import asyncio

import pytest

from clickgame.core.players import Player
from clickgame.engine import commit as commit_module
from clickgame.engine.commit import Commit
from tests.fakes import FakeBook, Refused

ANN = Player(id="ann", key="a", handle="Ann")
BOB = Player(id="bob", key="b", handle="Bob")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(commit_module, "RETRY_S", 0.001)


def commit_to(book: FakeBook, *, sync_each: bool = False) -> tuple[Commit, list[bool]]:
    """Make a commit, and the list of what was told of trouble."""
    told: list[bool] = []
    made = Commit(book, refused_by=Refused, sync_each=sync_each, on_trouble=lambda: told.append(made.is_troubled))
    return made, told


def test_one_turn_of_the_loop_is_one_write() -> None:
    async def play() -> None:
        book = FakeBook()
        commit, _ = commit_to(book)
        commit.note(ANN, "one")
        commit.note(BOB, "one")
        commit.note(ANN, "one")
        commit.forget(["cid"])
        assert book.batches == []
        await commit.written()
        assert book.batches == [[("ann", "one"), ("bob", "one")]]
        assert book.forgotten == ["cid"]

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
        commit.note(ANN, "one")
        answer = asyncio.ensure_future(commit.written())
        await asyncio.sleep(0.02)
        commit.note(BOB, "one")
        assert not answer.done()
        assert told == [True]
        book.refuses = False
        await answer
        assert sorted(change for batch in book.batches for change in batch) == [("ann", "one"), ("bob", "one")]
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
