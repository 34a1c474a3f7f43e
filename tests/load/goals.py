"""The goals: one line for each figure that has one, with what it must reach and what it aims at."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.load.samples import Figures


class Goal(NamedTuple):
    """What a figure of a row of a scenario should come to; *is_least*: more is better."""

    scenario: str
    row: str
    title: str
    figure: Callable[[Figures], float]
    must: float
    aim: float
    is_least: bool = False

    def line(self, rows: Mapping[str, Figures]) -> str:
        """Give the goal's line of a table, as measured in *rows*."""
        measured = self.figure(rows[self.row])
        verdict = next(
            (word for word, bound in (("aim", self.aim), ("yes", self.must)) if self._is_met(measured, bound)), "no"
        )
        return f"| {self.title} | {plain(measured)} | {plain(self.must)} | {plain(self.aim)} | {verdict} |"

    def _is_met(self, measured: float, bound: float) -> bool:
        return measured >= bound if self.is_least else measured <= bound


def plain(value: float) -> str:
    """Write a number as short as it can be read."""
    if value != value:  # noqa: PLR0124  # NaN: not measured
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


GOALS = (
    Goal("ramp", "most", "presses answered per second", lambda row: row.answered, 30_000, 60_000, is_least=True),
    Goal(
        "ramp",
        "most, 3 boards/s",
        "the same, while boards go out at 3 Hz",
        lambda row: row.answered,
        30_000,
        60_000,
        is_least=True,
    ),
    Goal("ramp", "most", "times the plain server", lambda row: row.extra["times plain"], 5, 15, is_least=True),
    Goal("steady", "all in turn", "press → answer, P50, ms", lambda row: row.p50, 2, 0.3),
    Goal("steady", "all in turn", "press → answer, P95, ms", lambda row: row.p95, 10, 3),
    Goal("steady", "all in turn", "press → answer, P99, ms", lambda row: row.p99, 25, 8),
    Goal("steady", "all in turn", "press → another player's board, P95, ms", lambda row: row.board_p95, 300, 270),
    Goal("steady", "all in turn", "share of the core, %", lambda row: row.server * 100, 55, 38),
    Goal("steady", "all in turn", "memory per connection, KB", lambda row: row.extra["KB a connection"], 28, 16),
    Goal("storm", "meanwhile", "5,000 back on a live board, s", lambda row: row.extra["s until all are"], 10, 4),
    Goal("idle", "10,000", "boards per second, 10,000 sockets", lambda row: row.board_hz, 2, 4, is_least=True),
    Goal("idle", "18,000", "boards per second, 18,000 sockets", lambda row: row.board_hz, 2, 2, is_least=True),
    Goal("api", "beside readers", "API request, P95, ms", lambda row: row.extra["request P95, ms"], 100, 20),
    Goal("api", "beside readers", "press → answer meanwhile, P95, ms", lambda row: row.p95, 10, 3),
    Goal("learn", "line full", "P95 of an idle sandbox, times", lambda row: row.extra["times idle's P95"], 1.1, 1.05),
    Goal("size", "watching", "bytes per watching client per second", lambda row: row.size, 4000, 1500),
)
