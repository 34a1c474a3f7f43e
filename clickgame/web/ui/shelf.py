"""The shelf of medals, and a word on what each is for and what is missing: on a tap, with the focus, or pointed at.

At its end is the way to all there is to reach."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.components.component import field
from reflex_base.event import EventHandler

from clickgame.core.achievements import ACHIEVEMENTS
from clickgame.web import previews
from clickgame.web.ui.achievements import MEDALS
from clickgame.web.ui.browser import act, focus, grouped, put, when
from clickgame.web.ui.goals import STEPS, TEXTS, TITLES

TIP_ID = "medal-tip"
NONE = -1


def _key(event: rx.vars.ObjectVar[dict[str, Any]]) -> tuple[rx.Var[str]]:
    return (event.key.to(str),)


class Medal(rx.el.Button):
    """A button that hears keys."""

    on_key_down: EventHandler[_key] = field(doc="A key went down.")


opened = ClientStateVar.create("medal", default=NONE)
"""Which medal's word is shown."""

_FOCUSED = rx.Var(
    "[...document.querySelectorAll('button.medal')].indexOf(document.activeElement)", _var_type=int
).guess_type()
"""Which medal has the focus."""


@rx.memo
def shelf(earned: rx.Var[int]) -> rx.Component:
    """Draw a medal for each achievement; as many as were *earned* shine."""
    return rx.el.section(
        rx.el.h2("Achievements", class_name="sr-only"),
        rx.el.ul(
            rx.foreach(MEDALS, lambda medal, place: _medal(medal[0], place, place < earned)),
            rx.el.li(
                rx.el.a(
                    f"+{len(ACHIEVEMENTS) - len(MEDALS)}",
                    href=previews.ACHIEVEMENTS.path,
                    class_name="medal",
                    title="All achievements",
                    custom_attrs={"id": "all-medals", "aria-label": "All achievements"},
                )
            ),
            class_name="shelf",
        ),
    )


def _medal(short: rx.Var[str], place: rx.Var[int], earned: rx.Var[bool]) -> rx.Component:
    show, hide = put(opened, place), put(opened, NONE)
    element_id = "medal-" + place.to_string()
    return rx.el.li(
        Medal.create(
            rx.el.span(short, custom_attrs={"aria-hidden": "true"}),
            rx.el.span(TITLES[place].to(str), rx.cond(earned, ", earned", ", not yet earned"), class_name="sr-only"),
            type="button",
            class_name="medal",
            custom_attrs={"id": element_id, "data-earned": earned, "aria-describedby": TIP_ID},
            on_click=[show, act(focus(element_id))],  # some browsers give a tapped button no focus, nor take it away
            on_focus=show,
            on_blur=hide,
            on_mouse_enter=show,
            on_mouse_leave=put(opened, _FOCUSED),
            on_key_down=lambda key: when(key == "Escape", [hide]),
        )
    )


@rx.memo
def medal_tip(*, opened: rx.Var[int], score: rx.Var[int], earned: rx.Var[int]) -> rx.Component:
    """Say what the *opened* medal is for, and how far it is from the running *score*."""
    to_go: Any = STEPS[opened].to(int) - score
    return rx.el.div(
        rx.cond(
            opened > NONE,
            rx.el.p(
                rx.el.strong(TITLES[opened].to(str)),
                rx.el.span(TEXTS[opened].to(str)),
                rx.el.span(
                    rx.cond(
                        opened < earned,
                        "Earned",
                        rx.cond(to_go == 1, "1 press to go", grouped(to_go) + " presses to go"),
                    ),
                    class_name="to-go",
                ),
                class_name="tip",
            ),
        ),
        class_name="tip-place",
        custom_attrs={"id": TIP_ID},
    )
