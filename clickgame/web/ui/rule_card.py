"""One rule of the game on a card: its number large, its name, and what it means."""

import reflex as rx


def rule_card(figure: str | rx.Component, title: str, *sentences: str | rx.Component) -> rx.Component:
    """Draw the card; the *sentences* are set as one paragraph."""
    return rx.el.li(
        rx.el.p(figure, class_name="figure"),
        rx.el.h2(title),
        rx.el.p(*sentences),
        class_name="card",
    )
