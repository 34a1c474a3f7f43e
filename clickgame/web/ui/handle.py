"""The player's handle, edited in place: Enter or leaving the field takes it, Escape puts the old one back."""

import reflex as rx

from clickgame.web.states.identity import Identity
from clickgame.web.states.notice import Notice
from clickgame.web.ui import icons
from clickgame.web.ui.browser import when

FIELD_ID = "handle"
LONGEST = 60  # far above what the rules allow: the server says why a handle is too long, the field doesn't cut it


@rx.memo
def _field(handle: rx.Var[str], rest: rx.RestProp) -> rx.Component:
    leave = rx.event.blur_focus(FIELD_ID)
    return rx.el.input(
        rest,
        id=FIELD_ID,
        default_value=handle,
        max_length=LONGEST,
        class_name="handle-field",
        auto_complete="off",
        auto_capitalize="off",
        spell_check=False,
        enter_key_hint="done",
        custom_attrs={"aria-describedby": "handle-help", "translate": "no"},
        on_key_down=lambda key: [
            when(key == "Escape", [rx.set_value(FIELD_ID, handle), leave]),
            when(key == "Enter", [leave]),
        ],
        on_blur=lambda text: when(text != handle, [Identity.rename({"handle": text})]),
    )


def handle() -> rx.Component:
    """Draw the field; it starts anew whenever the server knows another handle or has refused something."""
    return rx.el.div(
        rx.el.label("Your handle", html_for=FIELD_ID, class_name="sr-only"),
        _field(key=Identity.handle + "-" + Notice.number.to_string(), handle=Identity.handle),
        icons.pencil(),
        rx.el.span("Enter keeps it, Escape doesn't", id="handle-help", class_name="handle-help"),
        class_name="handle",
    )
