"""The boards: one line a board; tabs, fan-out and tests iterate the table."""

from collections.abc import Callable
from dataclasses import dataclass

from clickgame.core.players import Player

SLOT_0 = ord(":")
"""The character of the first slot in a board's text (`engine/slots.py`); it and those after it are no digits."""


@dataclass(frozen=True, slots=True)
class BoardKind:
    """A board: its key, what its tab is called, the presses that it ranks by, and since when (s) a player has them."""

    key: str
    title: str
    score: Callable[[Player], int]
    since: Callable[[Player], float]


BOARDS = (
    BoardKind("live", "Live", score=lambda player: player.score, since=lambda player: player.reached_at),
    BoardKind("best", "Best", score=lambda player: player.best, since=lambda player: player.best_at),
)
