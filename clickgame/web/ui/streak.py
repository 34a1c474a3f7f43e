"""On how many days in a row I have pressed, and what today needs so that it goes on."""

import reflex as rx

from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.ui import icons
from clickgame.web.ui.calendar import today


@rx.memo
def _chip(*, me: rx.Var[str], days: rx.Var[int], is_safe: rx.Var[bool], is_forgiven: rx.Var[bool]) -> rx.Component:
    many = rx.cond(days == 1, "1 day", days.to_string() + " days")
    row = rx.cond(days == 1, "You have pressed on 1 day", "You have pressed on " + days.to_string() + " days in a row")
    due = rx.cond(is_forgiven, "The missed day is forgiven. ", "") + "Press today to keep your " + many
    said = rx.cond(is_safe, row, due)
    return rx.el.a(
        icons.flame(),
        rx.el.span(days, class_name="tabular-nums", custom_attrs={"aria-hidden": "true"}),
        rx.el.span(said, class_name="sr-only"),
        rx.cond(is_safe, None, rx.el.span("today?", class_name="due", custom_attrs={"aria-hidden": "true"})),
        href=previews.of_player(me),
        title=said,
        class_name="streak",
        custom_attrs={"id": "streak", "data-safe": is_safe},
    )


def streak() -> rx.Component:
    """Draw it as a small flame with a number, which leads to my page; nothing is there while there is no streak."""
    return rx.cond(
        (Identity.streak > 0) & (today <= Identity.streak_until),
        _chip(
            me=Identity.player,
            days=Identity.streak,
            is_safe=today <= Identity.streak_day,
            is_forgiven=today > Identity.streak_day + 1,
        ),
    )
