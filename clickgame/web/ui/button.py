"""The button: what everything here is about.

It counts a press when a finger, a pen or the main mouse button comes down, when Space or Enter does, and when
assistive technology clicks. A press plays the cap's animation and that of one +1 from their start, so that each finger
and each key is felt in the frame in which it lands, whatever else is held down; nothing of the button is drawn anew. It
plays no more than these two: the browser's main thread works several times for each, at its start and at its end."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import FunctionVar
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec, prevent_default

from clickgame.web.ui.browser import act, chained, hooked, latest, put, replay, when
from clickgame.web.ui.press import press, presses
from clickgame.web.ui.window import BUTTON_ID, Window

# Where each +1 leaves the cap, in percent of its width from the middle, and how far it leans, in degrees; as many as
# may be in the air at once, and in an order that scatters neighbours.
FLOATS = [(0, -6), (24, 9), (-26, -12), (11, 4), (-13, -5), (33, 14), (-35, -16), (4, 2), (18, 7), (-20, -9)]

CAP_ID = "cap"
MAIN_BUTTON = 0
BY_MACHINE = 0  # a click's count of clicks, when no pointer made it

_press = hooked(
    "press",
    chained(
        [
            *press,
            act(replay(rx.Var.create(CAP_ID))),
            act(replay("plus-" + (latest(presses) % len(FLOATS)).to_string())),
        ]
    ),
)
_pressed = act(_press.to(FunctionVar).call())

key_is_down = ClientStateVar.create("keydown", default=0)


def _which_button(event: rx.vars.ObjectVar[dict[str, Any]]) -> tuple[rx.Var[int]]:
    return (event.button.to(int),)


def _click_count(event: rx.vars.ObjectVar[dict[str, Any]]) -> tuple[rx.Var[int]]:
    return (event.detail.to(int),)


class PressButton(rx.el.Button):
    """A button that tells apart what pressed it."""

    on_pointer_down: EventHandler[_which_button] = field(doc="A finger, pen or mouse button came down.")
    on_click: EventHandler[_click_count] = field(doc="A click: by a pointer (1, 2, …) or by a machine (0).")
    on_context_menu: EventHandler[no_args_event_spec] = field(doc="A long press or a right click.")


@rx.memo
def button(key_is_down: rx.Var[int], held_s: rx.Var[int], share: rx.Var[float]) -> rx.Component:
    """Draw the button; *share* (0 to 1) is drawn as a ring round it."""
    return rx.fragment(_keys(), _body(key_is_down, held_s, share))


def _keys() -> rx.Component:
    """Let Space and Enter press the button, also while the focus is on nothing at all."""
    return Window.create(
        on_key_down=lambda is_press: when(is_press, [put(key_is_down, 1), _pressed]),
        on_key_up=lambda _: put(key_is_down, 0),
        on_blur=put(key_is_down, 0),
    )


def _body(down: rx.Var[int], held_s: rx.Var[int], share: rx.Var[float]) -> rx.Component:
    return PressButton.create(
        rx.el.svg(
            rx.el.circle(cx=50, cy=50, r=47, path_length=1, class_name="track"),
            rx.el.circle(
                cx=50,
                cy=50,
                r=47,
                path_length=1,
                class_name="ring",
                custom_attrs={"strokeDasharray": share.to_string() + " 2", "data-share": share > 0},
            ),
            view_box="0 0 100 100",
            class_name="dial",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.span(
            rx.el.span(
                rx.cond(
                    held_s > 0,
                    rx.el.span(held_s, class_name="hold", custom_attrs={"id": "held"}),
                    rx.el.span(class_name="dish"),
                ),
                class_name="cap",
                custom_attrs={"id": CAP_ID},
            ),
            class_name="well",
        ),
        rx.foreach(FLOATS, _plus),
        type="button",
        class_name="press",
        custom_attrs={
            "id": BUTTON_ID,
            "aria-label": rx.cond(held_s > 0, "Held for pressing too fast. Press the button", "Press the button"),
            "aria-describedby": "message",
            "data-down": down,
            "data-held": held_s > 0,
            "draggable": "false",
        },
        on_pointer_down=lambda button: when(button == MAIN_BUTTON, [_pressed]),
        on_click=lambda clicks: when(clicks == BY_MACHINE, [_pressed]),
        on_context_menu=prevent_default,
    )


def _plus(spot: rx.Var[tuple[int, int]], slot: rx.Var[int]) -> rx.Component:
    """Draw one of the +1s that take turns."""
    return rx.el.span(
        "+1",
        class_name="plus",
        custom_attrs={
            "aria-hidden": "true",
            "id": "plus-" + slot.to_string(),
            "style": rx.Var.create({"--x": spot[0], "--lean": spot[1]}),
        },
    )
