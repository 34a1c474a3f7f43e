"""What players are celebrated for, and keep: one line an achievement.

The rules judge them from what they know anyway, a moment after the press, so that they cost nothing on its path. Each
has a kind, which says what is measured, and the measure at which it is reached. A new kind is one line of MEASURES.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from clickgame.core.boards import pressed_in
from clickgame.core.periods import DAY_S, day_of
from clickgame.core.scores import Score
from clickgame.core.streaks import Streak

RUN = "run"
DAY_WON, DAY_PODIUM, WEEK_WON = "day won", "day podium", "week won"
LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something to be reached: when what its *kind* measures comes to *at*."""

    key: str
    title: str
    text: str
    at: int
    kind: str = RUN


class Deeds(NamedTuple):
    """What a player is judged by: the *score* in an arena, the *streak*, and the day that it is."""

    score: Score
    streak: Streak
    day: int

    @property
    def presses_left(self) -> int:
        """How many presses at the least bring anything else to be reached in this hour."""
        left = FAR
        for measure, ladder in _PRESSED:
            value = measure(self)
            left = min(left, next((each.at - value for each in ladder if each.at > value), FAR))
        return left

    @property
    def hour(self) -> int:
        """The hour of the last press, in UTC."""
        return int(self.score.pressed_at % DAY_S // 3600)

    @property
    def weekday(self) -> int:
        """The day of the week of the last press, from Monday as 0."""
        return (day_of(self.score.pressed_at) + 3) % 7


_OF_DAY, _OF_WEEK = pressed_in("day"), pressed_in("week")

MEASURES: Mapping[str, Callable[[Deeds], int]] = {
    RUN: lambda deeds: deeds.score.best,
    "total": lambda deeds: deeds.score.total,
    "day": lambda deeds: _OF_DAY(deeds.score, deeds.day),
    "week": lambda deeds: _OF_WEEK(deeds.score, deeds.day),
    "streak": lambda deeds: deeds.streak.days,
    "away": lambda deeds: deeds.streak.away,
    "night": lambda deeds: 2 <= deeds.hour < 5,  # noqa: PLR2004  # from two to five
    "dawn": lambda deeds: 5 <= deeds.hour < 7,  # noqa: PLR2004  # from five to seven
    "noon": lambda deeds: deeds.hour == 12,  # noqa: PLR2004  # the hour of noon
    "midnight": lambda deeds: deeds.score.pressed_at % DAY_S < 60,  # noqa: PLR2004  # its first minute
    "monday": lambda deeds: deeds.weekday == 0,
    "weekend": lambda deeds: deeds.weekday > 4,  # noqa: PLR2004  # Saturday and Sunday
}
"""What each kind measures; those that are not here are given when a season is over, or a lesson passed."""

ACHIEVEMENTS = (
    Achievement("warm", "Warmed up", "10 presses in one run", 10),
    Achievement("fifty", "Half a hundred", "50 presses in one run", 50),
    Achievement("century", "Century", "100 presses in one run", 100),
    Achievement("steady", "Steady hand", "250 presses in one run", 250),
    Achievement("drummer", "Drummer", "500 presses in one run", 500),
    Achievement("grand", "Grand", "1,000 presses in one run", 1_000),
    Achievement("marathon", "Marathon", "2,500 presses in one run", 2_500),
    Achievement("machine", "Clockwork", "5,000 presses in one run", 5_000),
    Achievement("myriad", "Myriad", "10,000 presses in one run", 10_000),
    Achievement("legend", "Legend", "50,000 presses in one run", 50_000),
    Achievement("regular", "One of the regulars", "1,000 presses in all", 1_000, "total"),
    Achievement("callus", "A callus forms", "10,000 presses in all", 10_000, "total"),
    Achievement("furniture", "Part of the furniture", "100,000 presses in all", 100_000, "total"),
    Achievement("millionaire", "Millionaire", "1,000,000 presses in all", 1_000_000, "total"),
    Achievement("shift", "A shift's work", "500 presses in one day", 500, "day"),
    Achievement("overtime", "Overtime", "2,500 presses in one day", 2_500, "day"),
    Achievement("no-lunch", "No time for lunch", "10,000 presses in one day", 10_000, "day"),
    Achievement("hobby", "It is a hobby", "5,000 presses in one week", 5_000, "week"),
    Achievement("career", "It is a career", "50,000 presses in one week", 50_000, "week"),
    Achievement("again", "Back again", "3 days in a row", 3, "streak"),
    Achievement("habit", "A habit", "7 days in a row", 7, "streak"),
    Achievement("fortnight", "Two weeks' notice", "14 days in a row", 14, "streak"),
    Achievement("month", "Paid monthly", "30 days in a row", 30, "streak"),
    Achievement("season", "Through the season", "100 days in a row", 100, "streak"),
    Achievement("year", "Round the sun", "365 days in a row", 365, "streak"),
    Achievement("missed-you", "It missed you", "Back after 7 days away", 7, "away"),
    Achievement("long-lost", "Long lost", "Back after 30 days away", 30, "away"),
    Achievement("night-owl", "Night owl", "A press between two and five, UTC", 1, "night"),
    Achievement("early-bird", "Early bird", "A press between five and seven, UTC", 1, "dawn"),
    Achievement("lunch", "Working lunch", "A press in the hour of noon, UTC", 1, "noon"),
    Achievement("midnight", "First of the day", "A press in the first minute of a day, UTC", 1, "midnight"),
    Achievement("monday", "Somebody has to", "A press on a Monday", 1, "monday"),
    Achievement("weekend", "No days off", "A press at the weekend", 1, "weekend"),
    Achievement("podium", "On the podium", "Among the first 3 of a day", 1, DAY_PODIUM),
    Achievement("crown", "Crowned", "Champion of a day", 1, DAY_WON),
    Achievement("reign", "A week's reign", "Champion of a week", 1, WEEK_WON),
    Achievement("hello-world", "Hello, world", "The first lesson passed", 1, LESSON),
    Achievement("halfway", "Half a server", "8 lessons passed, half of the course", 8, LESSON),
    Achievement("rebuilt", "Rebuilt the game", "All 16 lessons passed", 16, LESSON),
)

SEASON_AWARDS = {"day": ((DAY_WON, 1), (DAY_PODIUM, 3)), "week": ((WEEK_WON, 1),)}
"""What the end of a season brings, by period: a kind, and to how many of the first."""

RUN_ACHIEVEMENTS = tuple(each for each in ACHIEVEMENTS if each.kind == RUN)

_BY_PRESSES = (RUN, "total", "day", "week")
"""The kinds whose measure rises by one with a press, at the most."""

_GROWING = (*_BY_PRESSES, "streak")
"""The kinds whose measure says how far one has come."""

Ladder = tuple[Callable[[Deeds], int], tuple[Achievement, ...]]


def ladders(achievements: Iterable[Achievement]) -> tuple[Ladder, ...]:
    """Give by kind what is measured, and which *achievements* it reaches, the lowest first."""
    return tuple(
        (MEASURES[kind], tuple(sorted(steps, key=lambda each: each.at)))
        for kind, steps in groupby(sorted(achievements, key=lambda each: each.kind), key=lambda each: each.kind)
        if kind in MEASURES
    )


_LADDERS = ladders(ACHIEVEMENTS)
_PRESSED = ladders(each for each in ACHIEVEMENTS if each.kind in _BY_PRESSES)

FAR = 10**9
"""More presses than anybody can make in an hour."""


@dataclass(slots=True)
class Earned:
    """What a player has reached: on which day, by the achievement's key."""

    player: str
    days: dict[str, int]

    def judge(self, deeds: Deeds) -> Iterator[Achievement]:
        """Give what is reached with *deeds* for the first time, and take note."""
        for measure, ladder in _LADDERS:
            value = measure(deeds)
            for each in ladder:
                if each.at > value:
                    break
                if each.key not in self.days:
                    self.days[each.key] = deeds.day
                    yield each

    def progress(self, deeds: Iterable[Deeds]) -> dict[str, int]:
        """Tell by key how far the best of *deeds* are on the way to what was not reached, where there is a way."""
        known = list(deeds)
        best = {kind: max((MEASURES[kind](each) for each in known), default=0) for kind in _GROWING}
        return {
            each.key: min(each.at, best[each.kind])
            for each in ACHIEVEMENTS
            if each.kind in _GROWING and each.key not in self.days and best[each.kind]
        }

    def learn(self, lessons: int, day: int) -> Iterator[Achievement]:
        """Give what so many *lessons* that are passed bring for the first time, and take note."""
        for each in ACHIEVEMENTS:
            if each.kind == LESSON and each.at <= lessons and each.key not in self.days:
                self.days[each.key] = day
                yield each

    def award(self, kind: str, day: int) -> Iterator[Achievement]:
        """Give what the end of a season brings for the first time, and take note."""
        for each in ACHIEVEMENTS:
            if each.kind == kind and each.key not in self.days:
                self.days[each.key] = day
                yield each
