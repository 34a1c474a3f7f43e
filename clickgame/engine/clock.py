"""The engine's times: one line of seconds for durations, and the days of the calendar.

The line is anchored in UTC when the process starts and driven by the monotonic clock, so that it never jumps while the
game runs and means the same after a restart. Days turn by the wall clock, which goes on while a machine sleeps.
"""

import time
from collections.abc import Callable

from clickgame.core.periods import DAY_S, day_of


def time_line() -> Callable[[], float]:
    """Start a time line: a clock in UTC seconds that never runs backwards."""
    origin = time.time() - time.monotonic()
    return lambda: origin + time.monotonic()


class Calendar:
    """Tells which day it is by *wall* (s, UTC), and when another one has begun."""

    def __init__(self, wall: Callable[[], float]) -> None:
        """Know of no day yet."""
        self._wall = wall
        self._turns_at = 0.0

    @property
    def is_due(self) -> bool:
        """Tell whether the day that was last asked for is over."""
        return self._wall() >= self._turns_at

    def today(self) -> int:
        """Give the day that it is, and wait for the next."""
        day = day_of(self._wall())
        self._turns_at = (day + 1) * DAY_S
        return day
