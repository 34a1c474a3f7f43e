"""What is said where scripts are switched off; `assets/styles/words.css` dims the rest of the page there."""

import reflex as rx


def noscript() -> rx.Component:
    """Say that the game needs scripts."""
    return rx.el.noscript(rx.el.p("Click the Button needs JavaScript.", class_name="pill"))
