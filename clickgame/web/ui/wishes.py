"""What a player may ask to be done with what is kept: each is one card."""

import reflex as rx

from clickgame.web.states.identity import Identity
from clickgame.web.ui.browser import act
from clickgame.web.ui.rule import rule

DELETE_ID = "delete"
_CLOSE = rx.Var(f"document.getElementById('{DELETE_ID}').open = false")


def wishes(words: dict[str, str]) -> rx.Component:
    """Draw the cards; *words* are the rules by name, as they are at the build."""
    return rx.el.section(
        rx.el.h2("It is yours"),
        rx.el.ul(_export(), _delete(words), class_name="cards wishes"),
        custom_attrs={"id": "wishes"},
    )


def _export() -> rx.Component:
    return rx.el.li(
        rx.el.h3("Read it"),
        rx.el.p(
            "A file with all that is kept of you, number by number. It is for you alone: nobody else can ask for it."
        ),
        rx.el.div(
            rx.el.button(
                "Get my data",
                type="button",
                class_name="go quiet",
                on_click=Identity.export,
                custom_attrs={"id": "export"},
            )
        ),
        class_name="card",
    )


def _delete(words: dict[str, str]) -> rx.Component:
    """Draw what deletes the player in two steps: the second stands elsewhere, so that no double click takes it."""
    return rx.el.li(
        rx.el.h3("Delete me"),
        rx.el.p(
            "Your handle, your presses and all else go for good, from the boards at once and from every file within ",
            rule("erased", words),
            ". Where you were on a board of a day that is over, it says “somebody who left”. Arenas that you opened "
            "stay for those who play there, without your title.",
        ),
        rx.el.details(
            rx.el.summary("Delete me…", class_name="go quiet"),
            rx.el.p("Everything of yours goes, in all your tabs, and cannot be brought back."),
            rx.el.div(
                rx.el.button("Keep me", type="button", class_name="go quiet", on_click=act(_CLOSE)),
                rx.el.button(
                    "Yes, delete all of it",
                    type="button",
                    class_name="go danger",
                    on_click=Identity.erase,
                    custom_attrs={"id": "erase"},
                ),
                class_name="acts",
            ),
            custom_attrs={"id": DELETE_ID},
        ),
        class_name="card",
    )
