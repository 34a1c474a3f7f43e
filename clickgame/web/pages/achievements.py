"""The page of all achievements: what I have reached, and what there is."""

import reflex as rx

from clickgame.core.achievements import ACHIEVEMENTS, Achievement
from clickgame.web.states.identity import Identity
from clickgame.web.ui import icons
from clickgame.web.ui.home_link import go_home, home_link


def achievements() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Achievements"),
                    rx.el.p(
                        rx.el.b(Identity.earned.length(), custom_attrs={"id": "reached-count"}),
                        f" of {len(ACHIEVEMENTS)} are yours. What is reached stays.",
                    ),
                    go_home("Reach another"),
                ),
                class_name="opening",
            ),
            rx.el.ul(*(_card(each) for each in ACHIEVEMENTS), class_name="cards"),
            class_name="text",
        ),
        class_name="page reading",
    )


def _card(achievement: Achievement) -> rx.Component:
    is_mine = Identity.earned.contains(achievement.key)
    return rx.el.li(
        rx.el.h2(icons.crown(), achievement.title, class_name="achievement"),
        rx.el.p(achievement.text),
        rx.el.p(rx.cond(is_mine, "Reached", "Not yet"), class_name="said"),
        class_name="card",
        custom_attrs={"data-reached": is_mine},
    )
