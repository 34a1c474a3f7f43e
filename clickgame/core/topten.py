"""Who has come into the first ten of a board, and who has overtaken whom there, between two looks at it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clickgame.core.ranking import Row

TOP = 10


class Climb(NamedTuple):
    """A player is at *rank* now: past the *other* one, or, with "", past the last who was in the first ten."""

    player: str
    rank: int
    other: str = ""


def climbs(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Climb]:
    """Give who has climbed by pressing, each at most once, from the first lines *before* to those *after*.

    Whoever moves up because others have left has not. Where fewer than ten play, being among them is nothing.
    """
    old = {row.player: row for row in before}
    bar = before[TOP - 1].score if len(before) >= TOP else None
    for row in after:
        was = old.get(row.player)
        if was is not None:
            passed = next((other for other in after[row.rank :] if _is_passed(other, old.get(other.player), was)), None)
            if passed is not None:
                yield Climb(row.player, row.rank, passed.player)
        elif bar is not None and row.score > bar:
            yield Climb(row.player, row.rank)


def _is_passed(other: Row, was: Row | None, mine: Row) -> bool:
    """Tell whether *other*, now behind, was ahead of *mine*, and has not begun anew meanwhile."""
    return was is not None and was.rank < mine.rank and other.score >= was.score
