"""A short vibration with each press: off until the player asks for it, and remembered by the browser.

Only where it can be felt, on a touch screen whose browser vibrates, and not by those who asked for less motion."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui import icons
from clickgame.web.ui.browser import both, latest, put
from clickgame.web.ui.setting import flip, recall

KEY = "clickgame-vibration"
LASTS_MS = 12

is_on = ClientStateVar.create("vibration", default=False)
can_be_felt = ClientStateVar.create("vibrates", default=False)

_MOVES = rx.Var("!matchMedia('(prefers-reduced-motion: reduce)').matches", _var_type=bool).guess_type()
_CAN = rx.Var("!!navigator.vibrate && matchMedia('(pointer: coarse)').matches", _var_type=bool).guess_type()

vibrate = both(latest(is_on), both(_MOVES, rx.Var(f"navigator.vibrate?.({LASTS_MS})", _var_type=bool).guess_type()))
"""Vibrate, if the player wants it."""

begin = [put(can_be_felt, _CAN & _MOVES), recall(is_on, KEY)]
"""See whether it can be felt, and whether the player wants it; for a page to do as it comes up."""


@rx.memo
def _switch(vibration: rx.Var[bool], can_be_felt: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            can_be_felt,
            rx.el.button(
                icons.phone(),
                type="button",
                class_name="switch",
                title="Vibration",
                custom_attrs={"id": "vibration", "aria-label": "Vibration", "aria-pressed": vibration},
                on_click=flip(is_on, KEY),
            ),
        ),
        on_mount=begin,
    )


def vibration_switch() -> rx.Component:
    """Draw the switch."""
    return _switch(vibration=is_on.value, can_be_felt=can_be_felt.value)
