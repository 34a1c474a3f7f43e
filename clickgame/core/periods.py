"""The periods that boards are kept for, in UTC: one line a period; boards, records and tests iterate the table.

A day is a number, counted from the first of January 1970. Which day it is gets passed in.
"""

from collections.abc import Callable
from dataclasses import dataclass

DAY_S = 86_400
_MONDAY = 3  # days from a Monday to the first of January 1970, a Thursday


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its key, its title, the *number* of the one that a day belongs to, and the *first* day of a number."""

    key: str
    title: str
    number: Callable[[int], int]
    first: Callable[[int], int]


PERIODS = (
    Period("day", "Days", number=lambda day: day, first=lambda number: number),
    Period("week", "Weeks", number=lambda day: (day + _MONDAY) // 7, first=lambda number: number * 7 - _MONDAY),
)


def day_of(wall: float) -> int:
    """Give the day that it is at *wall* (s, UTC)."""
    return int(wall // DAY_S)
