"""When the day, or the week, of a board turns, and the way to those that are over."""

import reflex as rx

from clickgame.core.boards import BOARDS
from clickgame.core.periods import DAY_S, PERIODS
from clickgame.web import previews
from clickgame.web.ui.calendar import date_ms

MINUTE_MS = 60_000


def countdown(shown: rx.Var[str]) -> rx.Component:
    """Draw it below the tabs, where a board of a period is *shown*."""
    first = {period.key: (period.first(0), period.first(1)) for period in PERIODS}
    of_boards = [(kind.key, *first[kind.period]) for kind in BOARDS if kind.period]
    return rx.fragment(
        *(
            rx.cond(shown == board, _words(begin * DAY_S * 1000, (end - begin) * DAY_S * 1000))
            for board, begin, end in of_boards
        )
    )


def _words(begin_ms: int, length_ms: int) -> rx.Component:
    left = ((length_ms - (date_ms - begin_ms) % length_ms) // MINUTE_MS).to(int)
    days, hours, minutes = left // (24 * 60), left // 60 % 24, left % 60
    return rx.el.p(
        rx.el.span(
            "Ends in ",
            rx.cond(days > 0, rx.fragment(days.to_string(), " d "), ""),
            rx.cond(left >= 60, rx.fragment(hours.to_string(), " h "), ""),  # noqa: PLR2004  # an hour
            minutes.to_string(),
            " min",
            class_name="tabular-nums",
            custom_attrs={"id": "ends-in"},
        ),
        rx.el.a("Champions", href=previews.CHAMPIONS.path, custom_attrs={"id": "champions"}),
        class_name="turns",
    )
