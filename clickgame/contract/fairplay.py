"""Fair play as it is told: to the player who is off an arena's boards, and to whoever looks after the game."""

from typing import NamedTuple

TIMES_AT_ONCE = 75
"""So many presses a page tells the times of at once."""


class MarkRead(NamedTuple):
    """Why a player is off the boards of an arena, since *at* (s, UTC): the mark is the deed with that *number*.

    *signs* are keys, and *reasons* the same as sentences. *bins* counts the gaps between presses by their length, each
    bin *bin_ms* wide and the last one for all that are longer. *presses* is what the run had come to, and *tries* how
    often the player may still show to be one.
    """

    number: int
    player: str
    handle: str
    arena: str
    title: str
    at: float
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    bins: tuple[int, ...]
    bin_ms: int
    presses: int
    tries: int
