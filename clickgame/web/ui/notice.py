"""What the server refused, where the player can read it."""

import reflex as rx

from clickgame.web.states.notice import Notice
from clickgame.web.ui import icons


@rx.memo
def _notice(code: rx.Var[str], text: rx.Var[str], number: rx.Var[int]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            code != "",
            rx.el.div(
                rx.el.span(text),
                rx.el.button(
                    icons.cross(),
                    type="button",
                    class_name="dismiss",
                    custom_attrs={"aria-label": "Dismiss"},
                    on_click=Notice.dismiss,
                ),
                key=number.to_string(),
                id="notice",
                class_name="pill refusal",
                custom_attrs={"data-code": code},
            ),
        ),
        role="alert",
    )


def notice() -> rx.Component:
    """Draw the last refusal until it is dismissed."""
    return _notice(code=Notice.code, text=Notice.text, number=Notice.number)
