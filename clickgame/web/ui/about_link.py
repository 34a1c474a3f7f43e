"""The way from the game to the page about it, which leaves the connection and the presses as they are."""

import reflex as rx

from clickgame.web import previews
from clickgame.web.ui import icons


def about_link() -> rx.Component:
    """Draw the link as an icon among the switches."""
    return rx.el.a(
        icons.question(),
        href=previews.ABOUT.path,
        class_name="switch",
        title="How it works",
        custom_attrs={"id": "about", "aria-label": "How it works"},
    )
