"""The engine: the rules under a lock, with a real data folder."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest

from clickgame.contract.errors import HandleTaken, UnknownBoard, UnknownPlayer
from clickgame.contract.facts import Fact, HandleChanged, RunEnded
from clickgame.engine.engine import SWEPT_AT_ONCE, Engine, time_line
from clickgame.engine.jobs import JOBS, schedule
from clickgame.settings import Settings
from persistence.errors import DiskTrouble, FolderLocked
from persistence.store import Store
from tests.fakes import FakeClock

Story = Callable[[Engine, FakeClock], Awaitable[object]]


def tell(folder: Path, story: Story, *, now: float = 1_000.0, **settings: float) -> None:
    """Open an engine on *folder*, let *story* happen, and close it as a stop does."""

    async def run() -> None:
        clock = FakeClock(now)
        engine = Engine(Settings(data_dir=folder, **settings), clock=clock, rng=random.Random(1))  # pyright: ignore[reportArgumentType]  # all are numbers
        await engine.open(Store.open(folder), refused_by=DiskTrouble)
        try:
            await story(engine, clock)
        finally:
            await engine.close()

    asyncio.run(run())


def files_of(folder: Path) -> dict[str, int]:
    """Give when each file in *folder* was last written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_newcomer_is_found_again_by_token(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        new = await engine.arrive("")
        assert len(new.token) == 32
        assert await engine.arrive(new.token) == (new.player, new.handle, "")
        assert new.token not in repr(engine.game.players)

    tell(tmp_path, story)


@pytest.mark.parametrize("token", ["0" * 32, "x", None, 7, ["a"], "\ud800"])
def test_an_unknown_token_is_refused(tmp_path: Path, token: object) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        with pytest.raises(UnknownPlayer):
            await engine.arrive(token)
        assert not engine.game.players

    tell(tmp_path, story)


def test_newcomers_get_different_handles_even_when_the_plain_ones_run_out(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        handles = {(await engine.arrive("")).handle for _ in range(300)}
        assert len(handles) == 300

    tell(tmp_path, story)


def test_what_was_answered_is_there_after_a_stop(tmp_path: Path) -> None:
    tokens: list[str] = []

    async def before(engine: Engine, _clock: FakeClock) -> None:
        new = await engine.arrive("")
        tokens.append(new.token)
        await engine.resume(new.player, page="one", presses=0, acked=0)
        await engine.press(new.player, page="one", presses=9)
        await engine.rename(new.player, "Otter")

    async def after(engine: Engine, _clock: FakeClock) -> None:
        again = await engine.arrive(tokens[0])
        assert again.handle == "Otter"
        outcome = await engine.resume(again.player, page="one", presses=12, acked=9)
        assert (outcome.score, outcome.credited) == (12, 3)

    tell(tmp_path, before)
    tell(tmp_path, after, now=1_002.0)


def test_a_save_without_changes_writes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        await engine.arrive("")
        assert await engine.save() is True
        files = files_of(tmp_path)
        assert await engine.save() is False
        await engine.sync()
        assert files_of(tmp_path) == files

    tell(tmp_path, story)


def test_a_second_engine_on_the_folder_is_refused(tmp_path: Path) -> None:
    async def story(_engine: Engine, _clock: FakeClock) -> None:
        with pytest.raises(FolderLocked):
            Store.open(tmp_path)

    tell(tmp_path, story)


def test_a_sweep_tells_whose_run_is_over(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        new = await engine.arrive("")
        await engine.resume(new.player, page="one", presses=4, acked=0)
        await engine.sweep()
        assert facts == []
        clock.move(300)
        await engine.sweep()
        assert facts == [RunEnded(new.player, score=4, before=4, best=4)]

    tell(tmp_path, story)


def test_a_crowd_whose_runs_end_together_holds_up_nobody(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        for number in range(SWEPT_AT_ONCE * 2 + 1):
            new = await engine.arrive("")
            await engine.resume(new.player, page=f"page {number}", presses=1, acked=0)
        clock.move(300)
        sweeping = asyncio.create_task(engine.sweep())
        told = list[int]()
        while not sweeping.done():
            await asyncio.sleep(0)
            told.append(len(facts))
        assert max(after - before for before, after in pairwise([0, *told])) == SWEPT_AT_ONCE
        assert len(facts) == SWEPT_AT_ONCE * 2 + 1

    tell(tmp_path, story)


def test_old_guests_are_forgotten_for_good(tmp_path: Path) -> None:
    async def before(engine: Engine, clock: FakeClock) -> None:
        await engine.arrive("")
        clock.move(90)
        await engine.sweep()
        assert not engine.game.players

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert not engine.game.players

    tell(tmp_path, before, guest_age_s=60.0)
    tell(tmp_path, after, guest_age_s=60.0)


def test_a_guest_makes_room_when_there_are_too_many(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        first = await engine.arrive("")
        await engine.arrive("")
        with pytest.raises(UnknownPlayer):
            await engine.arrive(first.token)

    tell(tmp_path, story, guests_kept=1)


def test_a_rename_is_announced_and_a_refused_one_is_not(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        facts: list[Fact] = []
        engine.listen(facts.append)
        ann, bob = await engine.arrive(""), await engine.arrive("")
        assert await engine.rename(ann.player, " Fox ") == "Fox"
        with pytest.raises(HandleTaken):
            await engine.rename(bob.player, "F0X")
        assert facts == [HandleChanged(ann.player, "Fox")]

    tell(tmp_path, story)


def test_boards_and_standings_are_as_of_the_last_settling(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        new = await engine.arrive("")
        await engine.resume(new.player, page="one", presses=4, acked=0)
        assert engine.rows("live") == []
        engine.settle()
        assert [row.score for row in engine.rows("live")] == [4]
        assert engine.standing("live", new.player).rank == 1
        with pytest.raises(UnknownBoard):
            engine.rows("worst")

    tell(tmp_path, story)


def test_many_presses_at_once_are_each_credited_once(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        new = await engine.arrive("")
        await engine.resume(new.player, page="one", presses=0, acked=0)
        outcomes = await asyncio.gather(
            *(engine.press(new.player, page="one", presses=count) for count in range(1, 41))
        )
        assert sum(outcome.credited for outcome in outcomes) == 40

    tell(tmp_path, story)


def test_an_engine_that_is_not_open_says_so() -> None:
    engine = Engine(Settings())
    with pytest.raises(AttributeError, match="game"):
        _ = engine.game
    asyncio.run(engine.close())


def test_the_time_line_rises_and_starts_in_utc() -> None:
    line = time_line()
    assert line() <= line()
    assert line() > 1.7e9


def test_every_job_is_scheduled_at_its_own_period(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        scheduler = schedule(engine, engine.settings)
        jobs = {job.id: job for job in scheduler.get_jobs()}
        assert jobs.keys() == {job.name for job in JOBS}
        periods = [job.every_s(engine.settings) for job in JOBS]
        assert len(set(periods)) == len(periods)
        for job in JOBS:
            await job.run(engine)

    tell(tmp_path, story)
