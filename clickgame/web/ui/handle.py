"""The player's handle, edited in place: Enter or leaving the field takes it, Escape puts the old one back."""

import reflex as rx

from clickgame.web.states.identity import Identity
from clickgame.web.states.notice import Notice
from clickgame.web.ui import icons
from clickgame.web.ui.browser import when
from clickgame.web.ui.notice import is_about_handle, refusal

FIELD_ID = "handle"
LONGEST = 60  # far above what the rules allow: the server says why a handle is too long, the field doesn't cut it


@rx.memo
def _field(handle: rx.Var[str], is_refused: rx.Var[bool], rest: rx.RestProp) -> rx.Component:
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
        custom_attrs={
            "aria-describedby": "handle-help notice",
            "aria-invalid": is_refused,
            "translate": "no",
            "style": rx.Var.create({"--chars": handle.length()}),
        },
        on_key_down=lambda key: [
            when(key == "Escape", [rx.set_value(FIELD_ID, handle), leave]),
            when(key == "Enter", [leave]),
        ],
        on_blur=lambda text: [
            when(text != handle, [Identity.rename({"handle": text})]),
            when((text == handle) & is_refused, [Notice.dismiss]),
        ],
    )


def handle() -> rx.Component:
    """Draw the field; it starts anew when the server knows another handle, and keeps what was typed when it refuses."""
    code = rx.cond(is_about_handle, Notice.code, "")
    return rx.fragment(
        rx.el.div(
            rx.el.label("Your handle", html_for=FIELD_ID, class_name="sr-only"),
            _field(key=Identity.handle, handle=Identity.handle, is_refused=is_about_handle),
            icons.pencil(),
            class_name="handle",
        ),
        rx.el.p("Enter keeps it, Escape doesn't", class_name="says", custom_attrs={"id": "handle-help"}),
        refusal(code=code, text=Notice.text, number=Notice.number, look="says refused"),
    )
