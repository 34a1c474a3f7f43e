"""The boards: one line a board; tabs, broadcast and tests iterate the table."""

from collections.abc import Callable
from dataclasses import dataclass

from clickgame.core.scores import Score


@dataclass(frozen=True, slots=True)
class BoardKind:
    """A board: its key, what its tab is called, the presses that it ranks by, and since when (s) a player has them."""

    key: str
    title: str
    score: Callable[[Score], int]
    since: Callable[[Score], float]


BOARDS = (
    BoardKind("live", "Live", score=lambda score: score.score, since=lambda score: score.reached_at),
    BoardKind("best", "Best", score=lambda score: score.best, since=lambda score: score.best_at),
)
