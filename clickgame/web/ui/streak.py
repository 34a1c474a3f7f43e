"""On how many days in a row I have pressed, and what today needs so that it goes on."""

import reflex as rx

from clickgame.web.states.identity import Identity
from clickgame.web.ui import icons
from clickgame.web.ui.calendar import today


@rx.memo
def _chip(*, days: rx.Var[int], is_safe: rx.Var[bool], is_forgiven: rx.Var[bool]) -> rx.Component:
    many = rx.cond(days == 1, "1 day", days.to_string() + " days")
    row = rx.cond(days == 1, "You have pressed on 1 day", "You have pressed on " + days.to_string() + " days in a row")
    due = rx.cond(is_forgiven, "The missed day is forgiven. ", "") + "Press today to keep your " + many
    said = rx.cond(is_safe, row, due)
    return rx.el.span(
        icons.flame(),
        rx.el.span(days, class_name="tabular-nums", custom_attrs={"aria-hidden": "true"}),
        rx.el.span(said, class_name="sr-only"),
        rx.cond(is_safe, None, rx.el.span("today?", class_name="due", custom_attrs={"aria-hidden": "true"})),
        title=said,
        class_name="streak",
        custom_attrs={"id": "streak", "data-safe": is_safe},
    )


def streak() -> rx.Component:
    """Draw it as a small flame with a number; nothing is there while there is no streak, or it has ended."""
    return rx.cond(
        (Identity.streak > 0) & (today <= Identity.streak_until),
        _chip(
            days=Identity.streak,
            is_safe=today <= Identity.streak_day,
            is_forgiven=today > Identity.streak_day + 1,
        ),
    )
