"""Streaks: on how many days in a row a player has pressed, in UTC.

One missed day a week is forgiven: it does not count, and does not break the streak. Days are numbers, see `periods.py`.
"""

from dataclasses import dataclass, field

from clickgame.contract.facts import StreakState
from clickgame.core.periods import PERIODS

(_WEEK,) = (period for period in PERIODS if period.key == "week")

NEVER = -100  # a day that is in no week of a streak's


@dataclass(slots=True)
class Streak:
    """The streak of *player*: *days* up to and including *day*, the *longest* there was, and the day forgiven last."""

    player: str
    days: int = 0
    day: int = NEVER
    longest: int = 0
    forgiven: int = NEVER
    away: int = field(default=0, compare=False)
    """For how many days the player had not pressed before *day*; kept in memory only."""

    @property
    def until(self) -> int:
        """The last day on which a press goes on with it."""
        return self.day + (2 if self._forgives(self.day + 1) else 1)

    @property
    def state(self) -> StreakState:
        """What of it is told."""
        return StreakState(self.days, self.day, self.until)

    def press_on(self, day: int) -> bool:
        """Note that the player has pressed on *day*; tell whether it is the first press of it."""
        if day <= self.day:
            return False
        self.away = day - self.day - 1 if self.days else 0
        if day > self.until:
            self.days = 0
        elif day > self.day + 1:
            self.forgiven = day - 1
        self.days += 1
        self.day = day
        self.longest = max(self.longest, self.days)
        return True

    def _forgives(self, missed: int) -> bool:
        return _WEEK.number(missed) != _WEEK.number(self.forgiven)
