"""Work for thousands of sockets, done a slice at a time, so that presses never wait for all of it."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterable

SLICE_LEAST_S, SLICE_MOST_S = 0.0004, 0.0015
STEPS = 16


async def in_slices(
    work: Iterable[None], *, steps: int = STEPS, before_each: Callable[[], None] | None = None
) -> float:
    """Do *work* a slice at a time with a turn of the loop between; give its cost in seconds.

    A slice is a stretch of time, not a number, and within limits half as long as the turn before it: what else there
    is to do waits little where there is little, and boards get their share where a turn takes in a thousand presses.
    The clock is looked at after each so many *steps*; *before_each* is called before each slice but the first.
    """
    cost_s, slice_s = 0.0, SLICE_LEAST_S
    left = iter(work)
    began = time.perf_counter()
    while sum(1 for _ in itertools.islice(left, steps)) == steps:
        ended = time.perf_counter()
        if ended - began >= slice_s:
            cost_s += ended - began
            await asyncio.sleep(0)
            resumed = began = time.perf_counter()
            slice_s = min(max(SLICE_LEAST_S, (resumed - ended) / 2), SLICE_MOST_S)
            if before_each is not None:
                before_each()
                began = time.perf_counter()
                cost_s += began - resumed
    return cost_s + time.perf_counter() - began
