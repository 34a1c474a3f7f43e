"""What a line of a board shows: the rank, the handle, marked where it is mine, and the score."""

import reflex as rx

from clickgame.web.ui.browser import grouped


def cells(rank: rx.Var[int], handle: rx.Var[str], score: rx.Var[int], mine: rx.Var[bool]) -> tuple[rx.Component, ...]:
    """Draw the cells of one line."""
    return (
        rx.el.span(rank, class_name="place"),
        _name(handle=handle, mine=mine),
        rx.el.span(grouped(score), class_name="points", custom_attrs={"data-score": ""}),
    )


@rx.memo
def _name(handle: rx.Var[str], mine: rx.Var[bool]) -> rx.Component:
    return rx.el.span(
        rx.el.bdi(handle, custom_attrs={"translate": "no"}),
        rx.cond(mine, rx.el.span("you", class_name="you")),
        class_name="name",
    )
