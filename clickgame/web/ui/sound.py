"""Sound: off until the player asks for it, and remembered by the browser."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui import icons
from clickgame.web.ui.press import TICKS
from clickgame.web.ui.setting import flip, recall

KEY = "clickgame-sound"

is_on = ClientStateVar.create("sound", default=False)


@rx.memo
def _switch(sound: rx.Var[bool]) -> rx.Component:
    return rx.el.button(
        rx.cond(sound, icons.speaker(), icons.speaker_off()),
        rx.cond(
            sound,
            rx.foreach(
                [f"tick-{number}" for number in range(TICKS)],
                lambda tick: rx.el.audio(src="/tick.wav", preload="auto", custom_attrs={"id": tick}),
            ),
        ),
        type="button",
        class_name="switch",
        title="Sound",
        custom_attrs={"id": "sound", "aria-label": "Sound", "aria-pressed": sound},
        on_mount=recall(is_on, KEY),
        on_click=flip(is_on, KEY),
    )


def sound_switch() -> rx.Component:
    """Draw the switch; while it is on, the sounds wait inside it."""
    return _switch(sound=is_on.value)
