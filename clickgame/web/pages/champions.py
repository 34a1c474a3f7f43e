"""The page of the days and weeks that are over, and who won them."""

import reflex as rx

from clickgame.core.periods import PERIODS, Period
from clickgame.web.states.seasons import SHOWN_MORE, Seasons
from clickgame.web.ui import icons
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import go_home, home_link
from clickgame.web.ui.season_card import season_card


def champions() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("seasons"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Champions"),
                    rx.el.p(
                        "Whoever pressed most on a day, or in a week, wears its crown for good. Days turn at midnight, "
                        "weeks on Monday, in UTC."
                    ),
                    go_home("Win today"),
                ),
                class_name="opening",
            ),
            rx.el.div(
                rx.el.div(
                    *(_tab(period) for period in PERIODS),
                    role="group",
                    class_name="tabs",
                    custom_attrs={"aria-label": "Which seasons"},
                ),
                rx.el.ol(rx.foreach(Seasons.cards, season_card), class_name="cards"),
                rx.cond(
                    Seasons.is_known & (Seasons.cards.length() == 0),
                    rx.el.div(
                        icons.crown(),
                        rx.el.p(rx.el.b("Nobody's yet. "), "The first crown is for who leads when this one ends."),
                        class_name="card unclaimed",
                        custom_attrs={"id": "none-yet"},
                    ),
                ),
                rx.cond(
                    Seasons.has_more,
                    rx.el.button(
                        "Earlier ones",
                        type="button",
                        class_name="go",
                        on_click=Seasons.show(Seasons.period, Seasons.cards.length() + SHOWN_MORE),
                        custom_attrs={"id": "earlier"},
                    ),
                ),
                class_name="seasons",
                custom_attrs={"aria-live": "polite"},
            ),
            class_name="text",
        ),
        class_name="page reading",
    )


def _tab(period: Period) -> rx.Component:
    return rx.el.button(
        period.title,
        type="button",
        class_name="tab",
        custom_attrs={"id": f"tab-{period.key}", "aria-pressed": Seasons.period == period.key},
        on_click=Seasons.show(period.key, SHOWN_MORE),
    )
