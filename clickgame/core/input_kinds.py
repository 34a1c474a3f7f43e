"""What runs are pressed with, as far as pages tell it: one line a kind; boards, their tabs and tests iterate the table.

A page says with the times of some presses what it was that made the last of them. A run is of the kind that is
told of more than half of its presses; if there is none, it is on no such board. What is told is kept in memory while
the run goes on, so that of a run that a restart has cut, more than half of all presses need to be told after it.
"""

from typing import NamedTuple

from clickgame.core.scores import Score


class InputKind(NamedTuple):
    """A kind of input: its *key*, its *title*, and what a page calls the events that it makes."""

    key: str
    title: str
    events: tuple[str, ...]


INPUT_KINDS = (
    InputKind("mouse", "Mouse", ("mouse",)),
    InputKind("touch", "Touch", ("touch", "pen")),
    InputKind("keys", "Keys", ("keydown",)),
    InputKind("switch", "Switch", ("click",)),  # assistive technology: no pointer and no key
)

NEVER = (0, 0.0)
_PLACES = {event: place for place, kind in enumerate(INPUT_KINDS) for event in kind.events}


def tell(score: Score, event: str, presses: int) -> None:
    """Note that so many *presses* of the run of *score* were made by what *event* comes from, if that is known.

    Of more than the run has, no more are taken.
    """
    place = _PLACES.get(event)
    if place is not None:
        told = list(score.told or (0,) * len(INPUT_KINDS))
        told[place] += min(presses, max(0, score.score - sum(told)))
        score.told = tuple(told)


def settle(score: Score) -> bool:
    """End the run of *score*, which is still there; tell whether it is the best one of its kind."""
    told, score.told = score.told, ()
    most = max(told, default=0)
    if 2 * most <= score.score:
        return False
    place = told.index(most)
    if score.score <= best_with(score, place)[0]:
        return False
    bests = list(score.bests) + [NEVER] * (len(INPUT_KINDS) - len(score.bests))
    bests[place] = score.score, score.reached_at
    score.bests = tuple(bests)
    return True


def best_with(score: Score, place: int) -> tuple[int, float]:
    """Give the best run of the kind in that *place* of the table, and when (s) it came to that; 0 is none."""
    return score.bests[place] if place < len(score.bests) else NEVER
