"""The button: what everything here is about.

It counts a press when a finger, a pen or the main mouse button comes down, when Space or Enter does, and when
assistive technology clicks. Two equal animations of the cap take turns, so that each finger and each key is felt in the
frame in which it lands, whatever else is held down. A press starts no more than these and one +1: the browser's main
thread works several times for each animation, at its start and at its end."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec, prevent_default

from clickgame.ui.browser import put, when
from clickgame.ui.press import press
from clickgame.ui.window import BUTTON_ID, Window

# Where each +1 leaves the cap, in percent of its width from the middle, and how far it leans, in degrees; as many as
# may be in the air at once, and in an order that scatters neighbours.
FLOATS = [(0, -6), (24, 9), (-26, -12), (11, 4), (-13, -5), (33, 14), (-35, -16), (4, 2), (18, 7), (-20, -9)]

NO_TURN = 2  # nothing moves before the first press
MAIN_BUTTON = 0
BY_MACHINE = 0  # a click's count of clicks, when no pointer made it

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
def button(count: rx.Var[int], key_is_down: rx.Var[int], held_s: rx.Var[int], share: rx.Var[float]) -> rx.Component:
    """Draw the button after *count* presses; *share* (0 to 1) is drawn as a ring round it."""
    return rx.fragment(_keys(), _body(count, key_is_down, held_s, share))


def _keys() -> rx.Component:
    """Let Space and Enter press the button, also while the focus is on nothing at all."""
    return Window.create(
        on_key_down=lambda is_press: when(is_press, [put(key_is_down, 1), press]),
        on_key_up=lambda _: put(key_is_down, 0),
        on_blur=put(key_is_down, 0),
    )


def _body(count: rx.Var[int], down: rx.Var[int], held_s: rx.Var[int], share: rx.Var[float]) -> rx.Component:
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
                custom_attrs={"data-turn": rx.cond(count > 0, count % 2, NO_TURN)},
            ),
            class_name="well",
        ),
        rx.foreach(FLOATS, lambda spot, slot: _plus_one(count, spot, slot)),
        type="button",
        class_name="press",
        custom_attrs={
            "id": BUTTON_ID,
            "aria-label": "Press the button",
            "aria-describedby": "message",
            "data-down": down,
            "data-held": held_s > 0,
            "draggable": "false",
        },
        on_pointer_down=lambda button: when(button == MAIN_BUTTON, [press]),
        on_click=lambda clicks: when(clicks == BY_MACHINE, [press]),
        on_context_menu=prevent_default,
    )


def _plus_one(count: rx.Var[int], spot: rx.Var[tuple[int, int]], slot: rx.Var[int]) -> rx.Component:
    """Draw one of the +1s that take turns; two equal animations take turns too, so that it flies anew."""
    turn = (count + len(FLOATS) - 1 - slot) // len(FLOATS)
    return _plus(key=slot.to_string(), turn=rx.cond(turn > 0, turn % 2, NO_TURN), x=spot[0], lean=spot[1])


@rx.memo
def _plus(turn: rx.Var[int], x: rx.Var[int], lean: rx.Var[int], rest: rx.RestProp) -> rx.Component:
    return rx.el.span(
        rest,
        "+1",
        class_name="plus",
        custom_attrs={
            "aria-hidden": "true",
            "data-turn": turn,
            "style": rx.Var.create({"--x": x, "--lean": lean}),
        },
    )
