"""The button as a picture: it counts nothing, and has the style sheet of the real one."""

import reflex as rx


def drawing(words: str = "") -> rx.Component:
    """Draw the button at rest; with *words* on its cap it is grey, as the real one is while it holds somebody."""
    return rx.el.span(
        rx.el.svg(
            rx.el.circle(cx=50, cy=50, r=47, class_name="track"),
            view_box="0 0 100 100",
            class_name="dial",
        ),
        rx.el.span(
            rx.el.span(rx.el.span(words, class_name="hold" if words else "dish"), class_name="cap"),
            class_name="well",
        ),
        class_name="press",
        custom_attrs={"data-held": str(bool(words)).lower()},
    )
