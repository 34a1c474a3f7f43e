"""A season that is over: a day, or a week, of one arena, as it stays to be read."""

from typing import NamedTuple

LEFT = "somebody who left"
"""The handle that is told of a player whom a season does not name."""


class SeasonRow(NamedTuple):
    """A line of its board, the handle as it was then; both names are empty for a player who is no more."""

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

    def of(self, player: str) -> "ClosedSeason":
        """Give it with the lines of *player* alone."""
        return self._replace(rows=tuple(row for row in self.rows if row.player == player))

    def without(self, player: str) -> "ClosedSeason":
        """Give it with nobody's name where *player* is in it: the others keep their places."""
        rows = tuple(SeasonRow("", "", row.score) if row.player == player else row for row in self.rows)
        return self._replace(rows=rows)
