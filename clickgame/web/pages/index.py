"""The page: the button and my numbers on one side, everybody's board on the other."""

import reflex as rx

from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.states.place import Place
from clickgame.web.ui.about_link import about_link
from clickgame.web.ui.attention import attention
from clickgame.web.ui.board import board
from clickgame.web.ui.calendar import calendar
from clickgame.web.ui.clock import clock
from clickgame.web.ui.handle import handle
from clickgame.web.ui.noscript import noscript
from clickgame.web.ui.notice import notice
from clickgame.web.ui.offline import offline
from clickgame.web.ui.place import closed_place, place_link
from clickgame.web.ui.play import play
from clickgame.web.ui.presence import presence
from clickgame.web.ui.press import farewell, resume
from clickgame.web.ui.reached import reached
from clickgame.web.ui.sheet import sheet_handle
from clickgame.web.ui.sound import sound_switch
from clickgame.web.ui.streak import streak
from clickgame.web.ui.theme import theme_switch
from clickgame.web.ui.vibration import vibration_switch


def index(words: dict[str, str], *more: rx.Component) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build, *more* what another page has too."""
    return rx.el.div(
        rx.el.header(
            rx.el.h1(
                rx.el.span(class_name="mark", custom_attrs={"aria-hidden": "true"}),
                rx.el.span("Click the Button", class_name="wordmark"),
                class_name="identity",
            ),
            place_link(),
            handle(),
            rx.el.div(
                streak(), sound_switch(), vibration_switch(), theme_switch(), about_link(), class_name="switches"
            ),
            class_name="top",
        ),
        rx.el.main(play(words), sheet_handle(online=Board.online), presence(), board(), class_name="table"),
        rx.el.div(noscript(), reached(), notice(), closed_place(), offline(), class_name="words"),
        rx.cond(Identity.link > 0, resume(key=Identity.link.to_string())),
        farewell(),
        attention(),
        clock(),
        calendar(),
        *more,
        class_name="page",
        custom_attrs={"data-look": Place.look, "data-arena": Place.name},
    )
