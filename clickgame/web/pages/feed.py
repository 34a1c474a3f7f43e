"""The page of what happens: who reached what, overtook whom and won, and what others say to it."""

import reflex as rx

from clickgame.contract.feed import FEED_KINDS
from clickgame.web.states.feed import Feed
from clickgame.web.ui.calendar import calendar
from clickgame.web.ui.feed_list import feed_list
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import go_home, home_link
from clickgame.web.ui.notice import notice
from clickgame.web.ui.offline import offline


def feed() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("feed"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("What happens here"),
                    rx.el.p("As it happens: who reached what, who overtook whom, and who won. Say something to it."),
                    go_home("Make it into the feed"),
                ),
                class_name="opening",
            ),
            rx.el.section(
                rx.el.div(
                    _chip("", "All"),
                    *(_chip(kind.key, kind.title) for kind in FEED_KINDS),
                    role="group",
                    class_name="chips",
                    custom_attrs={"aria-label": "Which kinds"},
                ),
                rx.cond(Feed.arenas.length() > 1, _arenas()),
                rx.cond(Feed.arena != "", rx.el.p("Streaks and achievements are of no arena: All arenas has them.")),
                feed_list(),
                class_name="feed",
                custom_attrs={"aria-label": "Feed"},
            ),
            class_name="text",
        ),
        rx.el.div(notice(), offline(), class_name="words"),
        calendar(),
        class_name="page reading",
    )


def _chip(kind: str, title: str) -> rx.Component:
    return rx.el.button(
        title,
        type="button",
        class_name="chip",
        custom_attrs={"id": f"kind-{kind or 'all'}", "aria-pressed": Feed.kind == kind},
        on_click=Feed.watch(kind, Feed.arena),
    )


def _arenas() -> rx.Component:
    return rx.el.select(
        rx.el.option("All arenas", value=""),
        rx.foreach(Feed.arenas, lambda each: rx.el.option(each[1], value=each[0], key=each[0])),
        value=Feed.arena,
        on_change=lambda name: Feed.watch(Feed.kind, name),
        class_name="chip",
        custom_attrs={"id": "arena", "aria-label": "Which arena"},
    )
