"""Jobs that fail are tried again after growing pauses, then given up with their reason; the long ones take turns."""

# APScheduler comes without types.
# pyright: reportUnknownMemberType=false

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.jobs import GIVEN_UP, IDLE, PAUSING, RUNNING, WAITING, JobRead, UnknownJob
from clickgame.contract.measures import PREFIX, reader
from clickgame.engine import job_runs
from clickgame.engine.engine import Engine
from clickgame.engine.job_runs import JOB_RUNS, LETTERS_KEPT, REASON_LONGEST, RUNS_KEPT, TRIES_MOST, JobRuns
from clickgame.engine.jobs import JOBS, Job
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from tests.engine.life import tell
from tests.fakes import FakeClock

Work = Callable[[], Awaitable[object]]


class StandIn:
    """What jobs need to know of an engine."""

    def __init__(self) -> None:
        """Be open."""
        self.now = FakeClock()
        self.is_open = True


def job(name: str, work: Work, *, turn: int | None = None, pause_most_s: float = 0.004) -> Job:
    """Make a job that does *work*."""

    async def run(_engine: Engine) -> object:
        return await work()

    return Job(name, run, lambda _: 5.0, f"Does {name}", turn=turn, pause_most_s=pause_most_s)


def jobs_of(*table: Job, engine: StandIn | None = None) -> JobRuns:
    """Make the runs of a *table*, with pauses that a test can wait for."""
    return JobRuns(cast("Any", engine or StandIn()), Settings(), table=table, first_pause_s=0.001)


def one(jobs: JobRuns) -> JobRead:
    """Give the first job."""
    return jobs.jobs()[0]


class Failing:
    """Work that fails until it is told to be well."""

    def __init__(self, error: Exception | None = None) -> None:
        """Fail with *error*."""
        self.error: Exception | None = error or RuntimeError("no luck")
        self.calls = 0

    async def __call__(self) -> None:
        """Fail, or do nothing."""
        self.calls += 1
        if self.error:
            raise self.error


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not is_so():  # noqa: ASYNC110  # a test may look
        await asyncio.sleep(0.001)


def test_a_failure_is_tried_again_and_a_good_run_ends_it() -> None:
    async def story() -> None:
        work = Failing(DiskTrouble("the disk is full"))
        jobs = jobs_of(job("save", work))
        await jobs.due("save")
        assert (one(jobs).state, one(jobs).tries, one(jobs).failures) == (PAUSING, 1, 1)
        assert 0 < one(jobs).next_s <= 0.001
        await jobs.due("save")
        assert work.calls == 1, "it pauses, whatever the clock says"
        work.error = None
        await until(lambda: one(jobs).state == IDLE)
        assert (one(jobs).runs, one(jobs).failures, one(jobs).tries) == (2, 1, 0)
        assert [bool(run.reason) for run in one(jobs).newest] == [False, True]
        assert one(jobs).newest[1].reason.endswith("the disk is full")
        assert jobs.letters() == []

    asyncio.run(story())


def test_what_fails_again_and_again_is_given_up_with_its_reason_until_it_runs_well() -> None:
    async def story() -> None:
        work, engine = Failing(RuntimeError("x" * 1_000)), StandIn()
        jobs = jobs_of(job("look", work), engine=engine)
        await jobs.due("look")
        await until(lambda: one(jobs).state == GIVEN_UP)
        assert work.calls == TRIES_MOST
        (letter,) = jobs.letters()
        assert (letter.job, letter.tries, letter.is_over, jobs.given_up) == ("look", TRIES_MOST, False, 1)
        assert len(letter.reason) == REASON_LONGEST
        await jobs.due("look")
        assert work.calls == TRIES_MOST, "not yet"
        engine.now.move(60)
        await jobs.due("look")
        assert (work.calls, len(jobs.letters())) == (TRIES_MOST + 1, 1), "one letter, however long it lasts"
        work.error = None
        jobs.again("look")
        await until(lambda: one(jobs).state == IDLE)
        assert jobs.letters()[0].is_over
        assert jobs.given_up == 0

    asyncio.run(story())


@given(st.integers(1, 40))
def test_pauses_grow_and_never_beyond_the_most(tries: int) -> None:
    async def story() -> None:
        engine = StandIn()
        jobs = JobRuns(
            cast("Any", engine), Settings(), table=(job("look", Failing(), pause_most_s=60.0),), first_pause_s=1.0
        )
        course = jobs._courses["look"]
        pauses: list[float] = []
        for _ in range(tries):
            jobs._fail(course, "no luck", now=engine.now())
            pauses.append(course.next_at - engine.now())
        assert pauses == sorted(pauses)
        assert pauses[0] == 1.0
        assert max(pauses) <= 60.0

    asyncio.run(story())


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_runs, "TRIES_MOST", 1)

    async def story() -> None:
        work = Failing(KeyError())
        jobs = jobs_of(job("look", work, pause_most_s=0.0))
        for _ in range(LETTERS_KEPT + 9):
            work.error = KeyError()
            await jobs.due("look")
            work.error = None
            await jobs.due("look")
        assert len(jobs.letters()) == LETTERS_KEPT
        assert jobs.letters()[0].reason == "KeyError"
        assert [letter.number for letter in jobs.letters()] == list(range(LETTERS_KEPT + 9, 9, -1))
        assert len(one(jobs).newest) == RUNS_KEPT

    asyncio.run(story())


def test_of_long_jobs_that_wait_the_least_turn_is_next_and_short_ones_do_not_wait() -> None:
    async def story() -> None:
        gate, done = asyncio.Event(), list[str]()

        def work(name: str, *, waits: bool = False) -> Work:
            async def do() -> None:
                if waits:
                    await gate.wait()
                done.append(name)

            return do

        jobs = jobs_of(
            job("save", work("save", waits=True), turn=1),
            job("tidy", work("tidy"), turn=2),
            job("erase", work("erase"), turn=0),
            job("sync", work("sync")),
        )
        tasks = [asyncio.create_task(jobs.due(name)) for name in ("save", "tidy", "erase", "sync")]
        await until(lambda: done == ["sync"])
        assert [each.state for each in jobs.jobs()] == [RUNNING, WAITING, WAITING, IDLE]
        jobs.again("save")
        jobs.again("tidy")
        gate.set()
        await asyncio.gather(*tasks)
        assert done == ["sync", "save", "erase", "tidy"], "and nothing runs twice"

    asyncio.run(story())


@pytest.mark.parametrize("is_called", [False, True])
def test_a_job_that_is_broken_off_while_it_waits_leaves_the_turn_to_the_next(*, is_called: bool) -> None:
    async def story() -> None:
        gate, done = asyncio.Event(), list[str]()

        async def hold() -> None:
            await gate.wait()

        async def note() -> None:
            done.append("erase")

        jobs = jobs_of(job("save", hold, turn=0), job("tidy", hold, turn=1), job("erase", note, turn=2))
        saving, tidying, erasing = (asyncio.create_task(jobs.due(name)) for name in ("save", "tidy", "erase"))
        await until(lambda: [each.state for each in jobs.jobs()] == [RUNNING, WAITING, WAITING])
        if is_called:
            gate.set()
            await saving
        tidying.cancel()
        gate.set()
        await asyncio.gather(saving, erasing)
        assert done == ["erase"]
        assert {each.state for each in jobs.jobs()} == {IDLE}

    asyncio.run(story())


def test_a_scheduler_that_stops_in_the_middle_of_a_job_logs_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        jobs = jobs_of(job("look", asyncio.Event().wait))
        scheduler = jobs.scheduler()
        scheduler.start()
        scheduler.modify_job("look", next_run_time=datetime.now(UTC))
        await until(lambda: one(jobs).state == RUNNING)
        scheduler.shutdown(wait=False)
        await until(lambda: one(jobs).state == IDLE)
        await asyncio.sleep(0)

    asyncio.run(story())
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_nothing_is_tried_again_on_an_engine_that_is_closed() -> None:
    async def story() -> None:
        work, engine = Failing(), StandIn()
        jobs = jobs_of(job("look", work), engine=engine)
        await jobs.due("look")
        engine.is_open = False
        await asyncio.sleep(0.02)
        assert work.calls == 1

    asyncio.run(story())


@pytest.mark.parametrize("name", ["", "nobody", 7, None, ["look"], {}])
def test_what_is_no_job_is_refused(name: object) -> None:
    with pytest.raises(UnknownJob):
        jobs_of(job("look", Failing())).again(name)


def test_a_full_disk_fails_the_jobs_that_need_it_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise DiskTrouble("no room")

    async def story(engine: Engine, _clock: FakeClock) -> None:
        jobs = JobRuns(engine, engine.settings)
        with monkeypatch.context() as patch:
            patch.setattr(engine._store, "sync", full)
            await jobs.due("sync")
        told = {each.name: each for each in jobs.jobs()}
        assert told.keys() == {each.name for each in JOBS}
        assert told["sync"].state == PAUSING
        assert told["sync"].newest[0].reason.endswith("no room")
        jobs.again("sync")
        await until(lambda: {each.name: each for each in jobs.jobs()}["sync"].state == IDLE)

    tell(tmp_path, story)


def test_runs_and_failures_are_measured_by_job() -> None:
    async def story() -> None:
        jobs = jobs_of(job("look", Failing()))
        await jobs.due("look")
        read = {reading.name.removeprefix(PREFIX): reading.value for reading in reader(JOB_RUNS, jobs)()}
        assert read == {"job_runs_total": {"look": 1}, "job_failures_total": {"look": 1}, "dead_jobs": 0}

    asyncio.run(story())
