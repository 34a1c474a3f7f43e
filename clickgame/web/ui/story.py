"""The story of my last run, as the server tells it once the run is on record: the place of the day, and its curve."""

from typing import NamedTuple

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui.browser import grouped, ordinal
from clickgame.web.ui.reached import titles_of

LEAST_WIDE = 7  # columns: a short run's few are no blocks


class Story(NamedTuple):
    """The vars of a story; see `contract/runs.py`."""

    id: rx.Var[str]
    score: rx.Var[int]
    day: rx.Var[int]
    rank: rx.Var[int]
    ahead: rx.Var[str]
    to_ahead: rx.Var[int]
    best_second: rx.Var[int]
    seconds: rx.Var[int]
    curve: rx.Var[list[int]]
    reached: rx.Var[list[str]]


def story_of(told: rx.Var) -> Story:
    """Give the parts of a story as it was *told*."""
    kinds = (str, int, int, int, str, int, int, int, list[int], list[str])
    return Story(*(told[part].to(kind) for part, kind in enumerate(kinds)))


@var_operation
def _columns(curve: rx.vars.ArrayVar) -> CustomVarOperationReturn[str]:
    """Draw a column for each count of a *curve*, on a ground of one unit for each."""
    return var_operation_return(
        f"'M0 0' + {curve}.map((count) => `v-${{count}}h.9v${{count}}h.1`).join('')", var_type=str
    )


@var_operation
def _frame(curve: rx.vars.ArrayVar) -> CustomVarOperationReturn[str]:
    """Give the ground of a *curve*, with its columns in the middle."""
    return var_operation_return(
        f"((top, wide) => `${{({curve}.length - wide) / 2}} -${{top}} ${{wide}} ${{top}}`)"
        f"(Math.max(...{curve}), Math.max({LEAST_WIDE}, {curve}.length))",
        var_type=str,
    )


def day(story: Story) -> rx.Component:
    """Draw the presses over the time of the run; say its place of the day, and what the next would have taken."""
    ahead = rx.el.bdi(story.ahead, custom_attrs={"translate": "no"})
    return rx.el.div(
        rx.cond(
            story.curve.length() > 0,
            rx.el.svg(
                rx.el.path(d=_columns(story.curve)),
                view_box=_frame(story.curve),
                custom_attrs={"preserveAspectRatio": "none", "aria-hidden": "true"},
            ),
        ),
        rx.el.p(
            rx.cond(
                story.rank > 0,
                rx.el.span(
                    ordinal(story.rank),
                    " of the day",
                    rx.cond(
                        story.ahead != "",
                        rx.cond(
                            story.to_ahead > 0,
                            rx.fragment(", ", grouped(story.to_ahead), " behind ", ahead),
                            rx.fragment(", level with ", ahead),
                        ),
                    ),
                    custom_attrs={"id": "day-place"},
                ),
            ),
            rx.cond(
                story.best_second > 0,
                rx.el.span("Best second: ", story.best_second, custom_attrs={"id": "best-second"}),
            ),
        ),
        class_name="told",
    )


def others_reached(story: Story) -> rx.Component:
    """Name the achievements of the run that have no medal."""
    titles = titles_of(story.reached)
    return rx.cond(titles != "", rx.el.p(titles, class_name="place-then", custom_attrs={"id": "run-reached"}))
