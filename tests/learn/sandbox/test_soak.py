"""Many programs in a row leave no memory, process or open file; `python -m tests.learn.sandbox.soak` runs more."""

import asyncio

from tests.learn.sandbox.room import NEEDS_WORKERS, processes
from tests.learn.sandbox.soak import PROGRAMS, SETTLING, soak

pytestmark = NEEDS_WORKERS
GROWTH_KIB = 6_144  # Of 30 runs whose programs had up to 60 MiB each; Python's own caches grow by some MiB at first.


def test_many_programs_leave_nothing() -> None:
    assert len(PROGRAMS) <= 30 + SETTLING
    first, last = asyncio.run(soak(30 + SETTLING))
    assert (first.files, first.worker_files, first.processes) == (last.files, last.worker_files, last.processes)
    assert last.server_kib - first.server_kib < GROWTH_KIB
    assert last.worker_kib - first.worker_kib < GROWTH_KIB
    assert processes() == {}
