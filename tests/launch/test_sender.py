"""The owner's side: nothing is answered before the log has it, nothing after another one owns the game."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from clickgame.core.state import Change
from clickgame.launch import sender as sending
from clickgame.launch.sender import Sender, Source
from clickgame.launch.shared_log import Asked, Entry, LogLost, Ownership, Seen, Told
from persistence.batch import Moment
from persistence.frames import unframe
from persistence.snapshot import lines_of
from tests.persistence.world import game

OURS = Ownership("ann", 4, "game", 4)
PATIENCE_S = 30.0


class Log:
    """A log in memory; while *is_lost* nobody can ask it, and while *is_held* it takes its time."""

    def __init__(self) -> None:
        """Have nothing, and be ours."""
        self.told = Told(is_owner=True)
        self.entries: list[Entry] = []
        self.parts: list[bytes] = []
        self.is_lost = False
        self.beats = 0
        self.has_left = False
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def append(self, ours: Ownership, entries: Sequence[Entry], *, confirmed: str, most_bytes: int) -> Told:
        assert ours.owner == OURS.owner
        assert confirmed
        assert most_bytes
        await self.may_go_on.wait()
        if self.is_lost:
            raise LogLost
        self.beats += 1
        if self.told.is_owner:
            self.entries += entries
        return self.told

    async def put_part(self, ours: Ownership, whole: str, number: int, part: bytes) -> Told:
        assert (ours.owner, whole) == (OURS.owner, self.told.asks)
        assert number == len(self.parts) + 1
        self.parts.append(part)
        return self.told

    async def leave(self, ours: Ownership) -> None:
        assert ours.owner == OURS.owner
        self.has_left = True

    async def look(self, asked: Asked) -> Seen:
        raise AssertionError(f"an owner does not look as {asked}")

    async def claim(self, seen: Seen, ours: Ownership, *, last: str, is_forced: bool) -> bool:
        raise AssertionError(f"{ours} is the owner: {seen}, {last}, {is_forced}")

    async def close(self) -> None:
        """Hold nothing."""


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.001)


@asynccontextmanager
async def owner(*, most_bytes: int = 10_000) -> AsyncGenerator[tuple[Sender, Log, list[str]]]:
    """Give a sender that owns a game up to batch 4-9, its log, and what has come about."""
    log, said = Log(), list[str]()
    sender = Sender(log, most_bytes=most_bytes, end=lambda: said.append("ended"))
    async with sender.open():
        sender.begin(OURS._replace(game=""), "4-9")
        sender.go_on("game")
        yield sender, log, said


def play(scene: Callable[[Sender, Log, list[str]], Any], **settings: int) -> None:
    async def run() -> None:
        async with owner(**settings) as given:
            await scene(*given)

    asyncio.run(run())


def test_answers_wait_until_the_log_has_what_they_depend_on() -> None:
    async def scene(sender: Sender, log: Log, said: list[str]) -> None:
        sender.hold(lambda: said.append("at once"))
        assert said == ["at once"]
        log.may_go_on.clear()
        sender.put(10, b"ten")
        sender.hold(lambda: said.append("ten"))
        sender.put(11, b"eleven")
        sender.hold(lambda: said.append("eleven"))
        for _ in range(50):
            await asyncio.sleep(0)
        assert said == ["at once"]
        log.may_go_on.set()
        await until(lambda: len(said) == 3)
        assert said == ["at once", "ten", "eleven"]
        assert log.entries == [Entry("4-10", "4-9", b"ten"), Entry("4-11", "4-10", b"eleven")]

    play(scene)


def fail() -> None:
    """Be an answer that cannot be given."""
    raise ValueError


def test_an_answer_that_fails_keeps_no_other_from_being_given(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(sender: Sender, _log: Log, said: list[str]) -> None:
        sender.put(10, b"ten")
        sender.hold(fail)
        sender.hold(lambda: said.append("fine"))
        await until(lambda: said)
        assert "could not be given" in caplog.text

    play(scene)


def test_what_was_not_confirmed_is_sent_again_once_the_log_can_be_asked() -> None:
    async def scene(sender: Sender, log: Log, said: list[str]) -> None:
        log.is_lost = True
        sender.put(10, b"ten")
        sender.hold(lambda: said.append("ten"))
        await asyncio.sleep(0.1)
        assert not said
        log.is_lost = False
        await until(lambda: said)
        assert log.entries == [Entry("4-10", "4-9", b"ten")]

    play(scene)


def test_an_owner_of_which_nothing_is_new_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BEAT_S", 0.01)

    async def scene(_sender: Sender, log: Log, _said: list[str]) -> None:
        await until(lambda: log.beats > 3)

    play(scene)


def test_whoever_is_no_more_the_owner_ends_and_answers_nothing() -> None:
    async def scene(sender: Sender, log: Log, said: list[str]) -> None:
        log.told = Told(is_owner=False)
        sender.put(10, b"ten")
        sender.hold(lambda: said.append("ten"))
        await until(lambda: said)
        sender.hold(lambda: said.append("later"))
        assert said == ["ended"]
        assert log.entries == []

    play(scene)


def test_while_the_log_is_away_no_more_waits_than_is_allowed_and_whoever_stands_by_sees_the_gap() -> None:
    async def scene(sender: Sender, log: Log, said: list[str]) -> None:
        log.is_lost = True
        for number in range(10, 20):
            sender.put(number, b"x" * 40)
            sender.hold(lambda: said.append("told"))
        log.is_lost = False
        await until(lambda: len(said) == 10)
        assert [entry.name for entry in log.entries] == ["4-18", "4-19"]
        assert log.entries[0].before == "4-17"

    play(scene, most_bytes=100)


def test_an_owner_that_leaves_first_sends_what_is_left() -> None:
    async def run() -> None:
        async with owner() as (sender, log, said):
            sender.put(10, b"ten")
            sender.hold(lambda: said.append("ten"))
        assert (said, log.has_left, len(log.entries)) == (["ten"], True, 1)

    asyncio.run(run())


def test_one_that_never_owned_the_game_leaves_nothing() -> None:
    async def run() -> None:
        log = Log()
        async with Sender(log, most_bytes=1).open():
            pass
        assert not log.has_left
        assert not log.beats

    asyncio.run(run())


def test_whoever_asks_is_sent_the_whole_with_the_batch_that_it_starts_from_and_ends_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "PART_BYTES", 1_000)
    monkeypatch.setattr(sending, "BEAT_S", 0.01)

    async def scene(sender: Sender, log: Log, _said: list[str]) -> None:
        state = game(200)
        settled: list[int] = []
        sender.source = Source(state.changes, lambda: settled.append(1), lambda: Moment(4, 9, 2.5))
        assert not sender.is_stood_by
        log.told = Told(is_owner=True, is_there=True, asks="bob's")
        await until(lambda: len(log.parts) == sending.PARTS_MOST)
        assert not sender.is_stood_by
        await asyncio.sleep(0.05)
        assert len(log.parts) == sending.PARTS_MOST, "it waits until some are taken"
        log.told = log.told._replace(taken=1_000)
        await until(lambda: b'"upto"' in log.parts[-1])
        head, *lines, end = b"".join(log.parts).splitlines(keepends=True)
        assert lines == lines_of(state.changes())
        assert json.loads(unframe(head) or b"") == {"last": [4, 9, 2.5], "epoch": 4}
        assert json.loads(unframe(end) or b"") == {"upto": "4-9"}
        assert len(settled) > 3
        log.told = Told(is_owner=True, is_there=True)
        await until(lambda: sender.is_stood_by)

    play(scene)


def test_a_whole_that_nobody_waits_for_is_given_up_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PART_BYTES", 1)
    monkeypatch.setattr(sending, "BEAT_S", 0.01)

    async def scene(sender: Sender, log: Log, _said: list[str]) -> None:
        state = game(2_000)

        def records() -> Iterable[Change]:
            return state.changes()

        sender.source = Source(records, lambda: None, lambda: Moment(4, 9, 2.5))
        log.told = Told(is_owner=True, is_there=True, asks="first")
        await until(lambda: len(log.parts) == sending.PARTS_MOST)
        log.parts = []
        log.told = Told(is_owner=True, is_there=True, asks="second", taken=1_000)
        await until(lambda: log.parts and b'"upto"' in log.parts[-1])
        head, *lines, _ = b"".join(log.parts).splitlines(keepends=True)
        assert b'"last"' in head
        assert lines == lines_of(state.changes())

    play(scene)
