"""My settings: what others call me, and how this browser shows and sounds the game.

The game's page has the same switches as icons. Its parts are not used here: what two pages share is a file of its own,
and one more on the way to the first press."""

from typing import Any

import reflex as rx

from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.states.notice import Notice
from clickgame.web.ui import icons, sound, vibration
from clickgame.web.ui.browser import when
from clickgame.web.ui.handle import FIELD_ID, LONGEST
from clickgame.web.ui.setting import flip, recall


def settings() -> rx.Component:
    """Draw them."""
    switches = _switches(
        sounds=sound.is_on.value, vibrates=vibration.is_on.value, can_be_felt=vibration.can_be_felt.value
    )
    return rx.el.section(
        rx.el.h2("Settings"),
        rx.el.div(_handle(), switches, class_name="settings"),
        rx.el.p(
            Notice.text,
            key=Notice.number.to_string(),
            class_name="refused",
            custom_attrs={"id": "notice", "role": "alert", "data-code": Notice.code},
        ),
        rx.el.p(
            "Anybody may see this page. ",
            rx.el.a("What is kept of you", href=previews.PRIVACY.path),
            ". ",
            rx.el.a(
                "Play on another device, or sign out",
                href=previews.DEVICES.path,
                # As a document, in which the server says who plays.
                custom_attrs={"id": "devices", "reloadDocument": True},
            ),
            class_name="more",
        ),
        class_name="card",
        custom_attrs={"id": "settings"},
    )


def _handle() -> rx.Component:
    leave = rx.event.blur_focus(FIELD_ID)
    return rx.el.label(
        "Your handle",
        rx.el.input(
            id=FIELD_ID,
            key=Identity.handle,
            default_value=Identity.handle,
            max_length=LONGEST,
            auto_complete="off",
            auto_capitalize="off",
            spell_check=False,
            enter_key_hint="done",
            custom_attrs={
                "aria-describedby": "notice",
                "aria-invalid": Notice.code.startswith("handle_"),
                "translate": "no",
            },
            on_key_down=lambda key: [
                when(key == "Escape", [rx.set_value(FIELD_ID, Identity.handle), leave]),
                when(key == "Enter", [leave]),
            ],
            on_blur=lambda text: when(text != Identity.handle, [Identity.rename({"handle": text})]),
        ),
        class_name="rename",
    )


@rx.memo
def _switches(*, sounds: rx.Var[bool], vibrates: rx.Var[bool], can_be_felt: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        _switch("Sound", icons.speaker(), sounds, flip(sound.is_on, sound.KEY)),
        rx.cond(can_be_felt, _switch("Vibration", icons.phone(), vibrates, flip(vibration.is_on, vibration.KEY))),
        rx.el.button(
            icons.moon(),
            icons.sun(),
            "Dark or light",
            type="button",
            on_click=rx.toggle_color_mode,
            custom_attrs={"id": "theme"},
        ),
        class_name="choices",
        on_mount=[recall(sound.is_on, sound.KEY), *vibration.begin],
    )


def _switch(name: str, icon: rx.Component, is_on: rx.Var[bool], turn: list[Any]) -> rx.Component:
    return rx.el.button(
        icon,
        name,
        rx.el.span(rx.cond(is_on, "on", "off"), class_name="state", custom_attrs={"aria-hidden": "true"}),
        type="button",
        on_click=turn,
        custom_attrs={"id": name.lower(), "aria-pressed": is_on},
    )
