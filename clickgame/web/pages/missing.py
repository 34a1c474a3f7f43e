"""The page for an address at which there is none."""

import reflex as rx

from clickgame.web.ui.home_link import drawn_button, go_home, home_link


def missing() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Nothing to press here"),
                    rx.el.p("There is no page at this address. It may be mistyped, or its page has gone."),
                    go_home("To the button"),
                ),
                drawn_button("404"),
                class_name="opening",
            ),
            class_name="text alone",
        ),
        class_name="page reading",
    )
