"""How often a player has pressed on each of the last days: a bar a day, the last one being today."""

import reflex as rx

from clickgame.web.states.profile import BAR_MOST, DAYS_SHOWN, Bar

STEP = 10  # from one bar to the next, in the drawing's own measure
WIDTH = 8
FLOOR = 2  # the line that a day without a press leaves


@rx.memo
def days(bars: rx.Var[list[Bar]], said: rx.Var[list[str]]) -> rx.Component:
    """Draw the bars, and say in words what they show and when the first was."""
    return rx.el.section(
        rx.el.h2("Presses per day"),
        rx.el.p(said[0], custom_attrs={"id": "days-said"}),
        rx.el.svg(
            rx.foreach(bars, _bar),
            view_box=f"0 0 {DAYS_SHOWN * STEP} {BAR_MOST + FLOOR}",
            class_name="bars",
            custom_attrs={"aria-hidden": "true", "preserveAspectRatio": "none"},
        ),
        rx.el.p(rx.el.span(said[1]), rx.el.span("today"), class_name="ends", custom_attrs={"aria-hidden": "true"}),
        class_name="card",
    )


def _bar(bar: rx.vars.ObjectVar[Bar]) -> rx.Component:
    height = bar.height + FLOOR
    return rx.el.rect(
        rx.el.title(bar.said),
        x=bar.place * STEP + 1,
        y=BAR_MOST + FLOOR - height,
        width=WIDTH,
        height=height,
        key=bar.place.to_string(),
        custom_attrs={"data-empty": bar.height == 0},
    )
