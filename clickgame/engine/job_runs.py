"""The jobs' runs: who waits for whom, what is tried again and when, and what was given up.

All of it is in memory. A start runs every job afresh, so that a file could only tell of failures of a server that is
no more; what a job has to keep, it keeps on record like everybody else.
"""

# APScheduler comes without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import asyncio
import heapq
import logging
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from clickgame.contract.jobs import GIVEN_UP, IDLE, PAUSING, RUNNING, WAITING, DeadLetter, JobRead, JobRun, UnknownJob
from clickgame.contract.measures import COUNTER, GAUGE, Measure
from clickgame.engine.engine import Engine
from clickgame.engine.jobs import JOBS, Job
from clickgame.settings import Settings

FIRST_PAUSE_S = 1.0
TRIES_MOST = 5
RUNS_KEPT = 12
LETTERS_KEPT = 50
REASON_LONGEST = 200

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Course:
    """How it goes with one job."""

    job: Job
    state: str = IDLE
    runs: int = 0
    failures: int = 0
    tries: int = 0
    next_at: float = 0.0
    newest: deque[JobRun] = field(default_factory=lambda: deque[JobRun](maxlen=RUNS_KEPT))


class JobRuns:
    """Runs the jobs of a table on one engine."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        *,
        table: Sequence[Job] = JOBS,
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> None:
        """Run nothing before the scheduler is started; after a first failure wait *first_pause_s*, then twice that."""
        self._engine = engine
        self._settings = settings
        self._first_pause_s = first_pause_s
        self._courses = {job.name: _Course(job) for job in table}
        self._order = count()
        self._line: list[tuple[int, int, asyncio.Future[None]]] = []
        self._is_taken = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._letters: deque[DeadLetter] = deque(maxlen=LETTERS_KEPT)
        self._numbers = count(1)

    def scheduler(self) -> AsyncIOScheduler:
        """Give a scheduler with every job on it, not yet started; it wants a running event loop to start in."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        for course in self._courses.values():
            # One run at a time, and one is enough to make up for any that were missed.
            scheduler.add_job(
                self._scheduled,
                "interval",
                args=(course.job.name,),
                id=course.job.name,
                seconds=course.job.every_s(self._settings),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        return scheduler

    async def due(self, name: str) -> None:
        """Run the job called *name*, unless it runs already, or pauses after a failure."""
        course = self._courses[name]
        if course.state == IDLE or (course.state == GIVEN_UP and self._engine.now() >= course.next_at):
            await self._run(course)

    def again(self, name: object) -> None:
        """Run a job now, also one that pauses or was given up. Raises UnknownJob."""
        course = self._courses.get(name) if isinstance(name, str) else None
        if course is None:
            raise UnknownJob
        if course.state not in (WAITING, RUNNING):
            self._start(course)

    def jobs(self) -> list[JobRead]:
        """Tell of every job, in the table's order."""
        now = self._engine.now()
        return [
            JobRead(
                course.job.name,
                course.job.text,
                course.job.every_s(self._settings),
                course.state,
                course.runs,
                course.failures,
                course.tries,
                max(0.0, course.next_at - now) if course.state == PAUSING else 0.0,
                tuple(course.newest),
            )
            for course in self._courses.values()
        ]

    def letters(self) -> list[DeadLetter]:
        """List what was given up, the last first."""
        return list(self._letters)

    @property
    def given_up(self) -> int:
        """How many jobs are given up at present."""
        return sum(course.state == GIVEN_UP for course in self._courses.values())

    def counts(self, of: str) -> dict[str, float]:
        """Give the "runs" or the "failures" of each job."""
        return {name: getattr(course, of) for name, course in self._courses.items()}

    # Inside

    async def _scheduled(self, name: str) -> None:
        with suppress(asyncio.CancelledError):  # by a scheduler that stops, and would log it as a fault of the job
            await self.due(name)

    def _start(self, course: _Course) -> None:
        task = asyncio.get_running_loop().create_task(self._run(course))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, course: _Course) -> None:
        before, course.state = course.state, WAITING
        try:
            async with self._turn(course.job.turn):
                course.state = RUNNING
                await self._try(course)
        finally:
            if course.state in (WAITING, RUNNING):  # it was broken off
                course.state = before

    async def _try(self, course: _Course) -> None:
        clock = self._engine.now
        began, reason = clock(), ""
        try:
            await course.job.run(self._engine)
        except Exception as failure:  # one that fails hurts itself alone
            is_known = isinstance(getattr(failure, "code", None), str)
            logger.warning("the job %s failed: %s", course.job.name, failure, exc_info=not is_known)
            reason = (str(failure) or type(failure).__name__)[:REASON_LONGEST]
        course.runs += 1
        course.newest.appendleft(JobRun(began, clock() - began, reason))
        if reason:
            self._fail(course, reason, now=clock())
            return
        if course.tries >= TRIES_MOST:
            self._letters = deque(
                (each._replace(is_over=True) if each.job == course.job.name else each for each in self._letters),
                maxlen=LETTERS_KEPT,
            )
        course.tries, course.state = 0, IDLE

    def _fail(self, course: _Course, reason: str, *, now: float) -> None:
        course.failures += 1
        course.tries += 1
        pause_s = min(self._first_pause_s * 2 ** (course.tries - 1), course.job.pause_most_s)
        course.next_at = now + pause_s
        if course.tries < TRIES_MOST:
            course.state = PAUSING
            asyncio.get_running_loop().call_later(pause_s, self._retry, course, course.tries)
            return
        course.state = GIVEN_UP  # until its next turn by the clock
        if course.tries == TRIES_MOST:
            number = next(self._numbers)
            self._letters.appendleft(DeadLetter(number, course.job.name, now, course.tries, reason, is_over=False))
            logger.error("the job %s was given up after %d tries", course.job.name, course.tries)

    def _retry(self, course: _Course, tries: int) -> None:
        if course.state == PAUSING and course.tries == tries and self._engine.is_open:
            self._start(course)

    @asynccontextmanager
    async def _turn(self, turn: int | None) -> AsyncGenerator[None]:
        """Wait for the turn of a long job, and pass it on afterwards."""
        if turn is None:
            yield
            return
        if self._is_taken:
            called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._line, (turn, next(self._order), called))
            try:
                await called
            except asyncio.CancelledError:
                if not called.cancelled():
                    self._pass_on()
                raise
        self._is_taken = True
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        while self._line:
            _, _, called = heapq.heappop(self._line)
            if not called.done():
                called.set_result(None)
                return
        self._is_taken = False


JOB_RUNS = (
    Measure[JobRuns]("job_runs_total", COUNTER, "Runs of each job.", lambda jobs: jobs.counts("runs"), label="name"),
    Measure[JobRuns](
        "job_failures_total", COUNTER, "Of these, runs that failed.", lambda jobs: jobs.counts("failures"), label="name"
    ),
    Measure[JobRuns]("dead_jobs", GAUGE, "Jobs that failed again and again.", lambda jobs: jobs.given_up),
)
