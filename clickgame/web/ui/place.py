"""Which arena this is: the way to the others, what is different, and a word when it is gone."""

import reflex as rx

from clickgame.contract.arenas import ARENA
from clickgame.web import previews
from clickgame.web.states.place import Place
from clickgame.web.ui.drawing import drawing

BLINDFOLD, RUNAWAY = "blindfold", "runaway"
"""Looks of arenas that the page has to know of; what else they are is in `assets/styles/arenas.css`."""

HOP_EVERY, HOPS = 10, 5  # presses after which a button that runs away moves on, and places that it has


place_title = Place.title + f" · {previews.NAME}"
"""What the browser's tab says."""


def place_link() -> rx.Component:
    """Draw the arena's title, which leads to all arenas."""
    return rx.el.a(
        Place.title,
        href=previews.ARENAS.path,
        class_name="to-arenas",
        title="All arenas",
        custom_attrs={"id": "place"},
    )


def invitation() -> rx.Var[str]:
    """Give what to say before the first press: what is different here."""
    return rx.cond(Place.name == ARENA, "Go on, press it.", Place.text).to(str)


def closed_place() -> rx.Component:
    """Say that there is nothing here any more, if it is so."""
    return rx.cond(
        Place.is_gone,
        rx.el.div(
            rx.el.span(drawing("zzz"), class_name="drawn", custom_attrs={"aria-hidden": "true"}),
            rx.el.h2("This arena is closed"),
            rx.el.p("Nobody has played here for long, or its address is mistyped."),
            rx.el.a("Find another", href=previews.ARENAS.path, class_name="go"),
            class_name="closed",
            role="alert",
            custom_attrs={"id": "gone"},
        ),
    )


def hop(score: rx.Var[int]) -> rx.Var[int]:
    """Give the place of the button, a number that only rises where it runs away."""
    return rx.cond(Place.look == RUNAWAY, score // HOP_EVERY % HOPS + 1, 0).to(int)


def unless_blindfold(score: rx.Var[int]) -> rx.Var[int]:
    """Give *score*, or 0 where nobody may know it."""
    return rx.cond(Place.look == BLINDFOLD, 0, score).to(int)
