"""What operators see of an engine, and may have done with its jobs, at whichever gateway they ask."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from clickgame.contract.answers import Then
from clickgame.contract.jobs import DeadLetter, JobRead
from clickgame.contract.ops import GatewayRead
from clickgame.engine.job_runs import JobRuns


class Operations:
    """What a link may ask for of *jobs*; `read_gateways` is set by whoever serves gateways in other processes."""

    def __init__(self, jobs: JobRuns, answer: Callable[[Callable[[], Any], Then[Any]], None]) -> None:
        """Answer by *answer*, at once: nothing of it waits for the journal."""
        self._jobs = jobs
        self._answer = answer
        self.read_gateways: Callable[[], Sequence[GatewayRead]] = tuple

    async def jobs(self) -> Sequence[JobRead]:
        """Tell of every job; see `Operating`."""
        return self._jobs.jobs()

    async def letters(self) -> Sequence[DeadLetter]:
        """List what was given up; see `Operating`."""
        return self._jobs.letters()

    async def gateways(self) -> Sequence[GatewayRead]:
        """List the gateways; see `Operating`."""
        return self.read_gateways()

    def again(self, name: object, then: Then[None]) -> None:
        """Run a job now; see `Operating`."""
        self._answer(partial(self._jobs.again, name), then)
