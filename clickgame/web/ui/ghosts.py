"""Ghosts to race against where nobody else is: where the best runs of others were after as long as mine has lasted.

The server tells their curves once, on arrival and when a run is over; from then on the page reckons by itself."""

from typing import Any

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.core.periods import PERIODS
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, as_of
from clickgame.web.ui.calendar import today
from clickgame.web.ui.clock import beat_ms

_DAY, _WEEK = PERIODS

BRIEF = 12  # letters of a handle up to which there is room to say that it is a ghost's

Told = list[tuple[str, str, int, int, list[int]]]
"""Those there are to race: (what the run was, handle, score, seconds a part, presses by the end of each)."""

Ghosts = list[tuple[str, str, int, int, str]]
"""As the lines of a board, the lowest first: (nobody's id, whose ghost, no rank, score by now, what the run was)."""


def lasted_s(score: rx.Var[int]) -> Any:  # noqa: ANN401  # a number Var
    """Give for how many seconds the run has lasted that has come to *score*, as of a second ago at most."""
    # A run is told apart by the presses before it; and the server has the word on one that was there before the page.
    mark = Play.before.to_string() + (score > 0).to_string() + Play.lasted_s.to_string()
    began_ms = as_of("began", mark, NOW_MS - Play.lasted_s * 1000)
    return rx.cond(score > 0, (beat_ms - began_ms) // 1000, 0).to(int)


@var_operation
def _told(ghosts: rx.vars.ArrayVar, me: rx.vars.StringVar, days: rx.vars.NumberVar) -> CustomVarOperationReturn[Told]:
    """Leave out my own runs, and say what the others were."""
    season = (
        f"period === '{_DAY.key}' ? number === {days} - 1 ? 'Yesterday' : 'An earlier day' : "
        f"number === ({days} + {-_WEEK.first(0)}) / 7 >> 0 ? 'This week' : 'Last week'"
    )
    return var_operation_return(
        f"{ghosts}.filter((ghost) => ghost[2] !== {me}).map(([period, number, id, ...ghost]) => "
        f"[`${{{season}}}'s best run`, ...ghost])",
        var_type=Told,
    )


def ghosts(me: rx.Var[str]) -> Any:  # noqa: ANN401  # a list Var
    """Give those there are to race."""
    return _told(Play.ghosts, me, today)


@var_operation
def at_second(ghosts: rx.vars.ArrayVar, lasted_s: rx.vars.NumberVar) -> CustomVarOperationReturn[Ghosts]:
    """Give where *ghosts* were after so many seconds."""
    return var_operation_return(
        f"{ghosts}.map(([run, handle, score, step, sums]) => {{ const at = {lasted_s} / step, part = at >> 0, "
        f"from = sums[part - 1] ?? 0, to = sums[part]; return ['', handle + (handle[{BRIEF}] ? '' : `'s ghost`), 0, "
        "to === undefined ? score : from + (to - from) * (at - part) >> 0, run] })"
        ".sort((one, other) => one[3] - other[3])",
        var_type=Ghosts,
    )


@var_operation
def is_alone(field: rx.vars.ArrayVar, me: rx.vars.StringVar) -> CustomVarOperationReturn[bool]:
    """Tell whether nobody but me is in the *field*."""
    return var_operation_return(f"{field}.every((row) => row[0] === {me})", var_type=bool)
