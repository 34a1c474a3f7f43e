"""The boards: one line a board; tabs, broadcast and tests iterate the table."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from clickgame.core.input_kinds import INPUT_KINDS, best_with
from clickgame.core.periods import PERIODS
from clickgame.core.scores import Score


@dataclass(frozen=True, slots=True)
class BoardKind:
    """A board: its key, what its tab is called, the presses that it ranks by, and since when (s) a player has them.

    *score* takes the day as well. A board of a *period* starts anew with each. One that *may_wait* is brought up to
    date a little later than the others, when there is much to do. One of an *input_kind* changes when a run is over.
    """

    key: str
    title: str
    score: Callable[[Score, int], int]
    since: Callable[[Score], float]
    period: str = ""
    may_wait: bool = False
    input_kind: str = ""


def pressed_in(period: str) -> Callable[[Score, int], int]:
    """Give what tells how often a player has pressed in the *period* that a day belongs to."""
    (place,) = (place for place, each in enumerate(PERIODS) if each.key == period)
    number = PERIODS[place].number

    def pressed(score: Score, day: int) -> int:
        # Mostly it is the same day.
        if score.day < 0 or (score.day != day and number(score.day) != number(day)):
            return 0
        return score.total - score.befores[place]

    return pressed


def _best_run_of(score: Score, day: int) -> int:
    return max(score.day_best, score.score) if score.day == day else 0


def _made_with(place: int) -> BoardKind:
    """Give the board of the best runs of the kind of input in that *place* of its table."""

    def best(score: Score, _: int) -> int:
        return best_with(score, place)[0]

    def since(score: Score) -> float:
        return best_with(score, place)[1]

    key, title, _ = INPUT_KINDS[place]
    return BoardKind(f"best-{key}", f"Best run, {title.lower()}", best, since, may_wait=True, input_kind=key)


BOARDS = (
    BoardKind("live", "Live", score=lambda score, _: score.score, since=attrgetter("reached_at")),
    BoardKind("top", "Best today", _best_run_of, attrgetter("pressed_at"), period="day", may_wait=True),
    BoardKind("today", "Today", pressed_in("day"), attrgetter("pressed_at"), period="day", may_wait=True),
    BoardKind("week", "Week", pressed_in("week"), attrgetter("pressed_at"), period="week", may_wait=True),
    BoardKind("all", "All time", lambda score, _: score.total, attrgetter("pressed_at"), may_wait=True),
    BoardKind("best", "Best run", lambda score, _: score.best, attrgetter("best_at"), may_wait=True),
    *map(_made_with, range(len(INPUT_KINDS))),
)

BY_KEY = {kind.key: kind for kind in BOARDS}

OF_INPUT_KINDS = tuple(kind.key for kind in BOARDS if kind.input_kind)
"""The boards of the best runs with each kind of input."""

MAY_WAIT = frozenset(kind.key for kind in BOARDS if kind.may_wait)
"""The boards that may wait."""
