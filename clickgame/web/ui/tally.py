"""My numbers: the running score, large, and the best run, the total and the pace below it.

Ids are plain attributes wherever a press draws anew: Reflex would keep a reference to an element with an `id` of its
own, which costs a hook at each drawing and is asked for by nobody."""

import reflex as rx

from clickgame.web.ui.browser import grouped

LONG_FROM = 100_000
"""Scores from here on are set smaller, so that they fit a narrow phone."""


@rx.memo
def score_line(score: rx.Var[int]) -> rx.Component:
    """Draw the running score."""
    return rx.el.p(
        rx.el.span("Score ", class_name="sr-only"),
        rx.el.span(grouped(score), class_name="count", custom_attrs={"id": "score"}),
        class_name="score",
        custom_attrs={"data-long": score >= LONG_FROM},
    )


@rx.memo
def numbers(best: rx.Var[int], total: rx.Var[int], pace: rx.Var[float]) -> rx.Component:
    """Draw the smaller numbers in a row."""
    return rx.el.dl(
        _number("Best run", "best", grouped(best)),
        _number("Total", "total", grouped(total)),
        _number("Per second", "pace", pace),
        class_name="numbers",
    )


def _number(name: str, element_id: str, value: rx.Var) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name),
        rx.el.dd(value, class_name="tabular-nums", custom_attrs={"id": element_id}),
    )
