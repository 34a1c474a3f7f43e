"""The ways back to the game; where a game is still open behind the page, it goes on as it was."""

import reflex as rx

from clickgame.web import previews
from clickgame.web.ui.drawing import drawing


def home_link() -> rx.Component:
    """Draw the game's mark and name, at the top of a page that is not the game."""
    return rx.el.a(
        rx.el.span(class_name="mark", custom_attrs={"aria-hidden": "true"}),
        rx.el.span(previews.NAME, class_name="wordmark"),
        href=previews.HOME.path,
        class_name="home",
    )


def go_home(text: str) -> rx.Component:
    """Draw a link that is the next thing to do."""
    return rx.el.a(text, href=previews.HOME.path, class_name="go")


def drawn_button(words: str = "") -> rx.Component:
    """Draw the button, with *words* on it if there are any; who presses it comes to the real one."""
    return rx.el.a(
        drawing(words),
        href=previews.HOME.path,
        class_name="drawn",
        # For the pointer only: the link in words beside it says the same.
        tab_index=-1,
        custom_attrs={"aria-hidden": "true"},
    )
