"""Every job runs, each at a period of its own."""

import inspect
from pathlib import Path

from clickgame.engine.engine import Engine
from clickgame.engine.job_runs import JobRuns
from clickgame.engine.jobs import JOBS
from tests.engine.life import tell
from tests.fakes import FakeClock


def test_every_job_is_scheduled_at_its_own_period(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        scheduler = JobRuns(engine, engine.settings).scheduler()
        jobs = {job.id: job for job in scheduler.get_jobs()}
        assert jobs.keys() == {job.name for job in JOBS}
        periods = [job.every_s(engine.settings) for job in JOBS]
        assert len(set(periods)) == len(periods)
        for job in JOBS:
            assert inspect.iscoroutinefunction(job.run), "the scheduler would call it in a thread, and wait for nothing"
            await job.run(engine)

    tell(tmp_path, story)
