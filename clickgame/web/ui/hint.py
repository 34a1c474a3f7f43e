"""The three rules that matter, for a first visit."""

from typing import Any

import reflex as rx

from clickgame.contract.arenas import ARENA
from clickgame.web import previews
from clickgame.web.states.place import Place
from clickgame.web.ui.rule import rule


def hint(words: dict[str, str], *, is_over: rx.Var[bool], then: list[Any]) -> rx.Component:
    """Draw the rules, as in *words* at the build, or what is different here, and what puts them away and does *then*.

    Once over, their room is kept.
    """
    return rx.el.div(
        rx.el.p(
            rx.cond(
                Place.name == ARENA,
                rx.fragment(
                    "Press. After ",
                    rule("run", words),
                    " without a press the run is over. More than ",
                    rule("presses", words),
                    " in ",
                    rule("window", words),
                    " is held. ",
                ),
                Place.text + " ",
            ),
            rx.el.a("How it works", href=previews.ABOUT.path),
        ),
        rx.el.button("Got it", type="button", class_name="choice", custom_attrs={"id": "got-it"}, on_click=then),
        class_name="note",
        role="note",
        custom_attrs={"id": "hint", "aria-label": "The rules", "data-over": is_over},
    )
