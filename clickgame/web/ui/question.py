"""Whether presses may be heard and felt: the switches of the page's head, offered once."""

from typing import Any

import reflex as rx

from clickgame.web.ui import sound as hearing
from clickgame.web.ui import vibration as feeling
from clickgame.web.ui.setting import flip


def question(
    *, sound: rx.Var[bool], vibration: rx.Var[bool], can_be_felt: rx.Var[bool], then: list[Any]
) -> rx.Component:
    """Draw the question with what is on now, and what ends it and does *then*."""
    return rx.el.div(
        rx.el.p(rx.cond(can_be_felt, "Hear and feel each press?", "Hear each press?")),
        rx.el.div(
            _offer("Sound", "ask-sound", sound, flip(hearing.is_on, hearing.KEY)),
            rx.cond(can_be_felt, _offer("Vibration", "ask-vibration", vibration, flip(feeling.is_on, feeling.KEY))),
            rx.el.button(
                rx.cond(sound | vibration, "Done", "No"),
                type="button",
                class_name="choice main",
                custom_attrs={"id": "asked"},
                on_click=then,
            ),
            class_name="choices",
        ),
        class_name="note asks",
        role="group",
        custom_attrs={"id": "question", "aria-label": "Sound and vibration"},
    )


def _offer(name: str, element_id: str, is_on: rx.Var[bool], events: list[Any]) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        class_name="choice",
        custom_attrs={"id": element_id, "aria-pressed": is_on},
        on_click=events,
    )
