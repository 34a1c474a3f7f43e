"""How often each player has pressed on each day, in UTC, over all arenas.

The newest day of a score is reckoned from its totals, so that no press costs anything. It is added here when the
player's next day begins in that arena. Days are numbers, see `periods.py`.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import lt
from typing import Self

from clickgame.core.boards import pressed_in
from clickgame.core.scores import Score

DAYS_KEPT = 90
MOST = 2**32 - 1  # what a place of the array holds; days and presses are far below it

_presses_of_day = pressed_in("day")


def _empty() -> "array[int]":
    return array("I")


@dataclass(slots=True)
class PastDays:
    """The days that are over on which *player* has pressed: *pairs* has day, presses, day, presses, …, by day.

    A fifth of the bytes that a dict would take: with 100,000 players, 270 bytes each for ten days and 960 for ninety.
    """

    player: str
    pairs: "array[int]" = field(default_factory=_empty)

    @classmethod
    def of(cls, player: str, pairs: Iterable[int]) -> Self:
        """Take what was kept. Raises ValueError where it is too large or not in order."""
        try:
            values = array("I", pairs)
        except OverflowError:
            values = array("I", (1,))
        days = values[::2]
        if len(values) % 2 or not all(map(lt, days, days[1:])):
            raise ValueError("these are no days in order")
        return cls(player, values)

    def by_day(self) -> dict[int, int]:
        """Give the presses by day, the oldest first."""
        return dict(zip(self.pairs[::2], self.pairs[1::2], strict=True))

    def add(self, day: int, presses: int) -> None:
        """Add *presses* to *day*; days too long before the newest one leave."""
        pairs, at = self.pairs, len(self.pairs)
        while at and pairs[at - 2] > day:
            at -= 2
        if at and pairs[at - 2] == day:
            pairs[at - 1] = min(MOST, pairs[at - 1] + presses)
        else:
            pairs[at:at] = array("I", (day, min(MOST, presses)))
        oldest = pairs[-2] - DAYS_KEPT
        while pairs[0] <= oldest:
            del pairs[:2]


def presses_on_last_day(score: Score) -> int:
    """Give how often the player has pressed on the last day of *score*."""
    return max(0, _presses_of_day(score, score.day))


def presses_by_day(kept: PastDays | None, scores: Iterable[Score], *, today: int) -> dict[int, int]:
    """Give the presses by day, the newest `DAYS_KEPT` up to *today*, from what is *kept* and a player's *scores*."""
    counts = {} if kept is None else kept.by_day()
    for score in scores:
        if presses := presses_on_last_day(score):
            counts[score.day] = counts.get(score.day, 0) + presses
    return {day: counts[day] for day in sorted(counts) if today - DAYS_KEPT < day <= today}
