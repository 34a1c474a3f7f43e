"""A season that is over: a day, or a week, of one arena, as it stays to be read."""

from typing import NamedTuple


class SeasonRow(NamedTuple):
    """A line of its board, the handle as it was then."""

    player: str
    handle: str
    score: int


class ClosedSeason(NamedTuple):
    """The *number*-th *period* of an arena: how many *players* pressed how often, and the first of them by rank."""

    arena: str
    period: str
    number: int
    players: int
    presses: int
    rows: tuple[SeasonRow, ...]
