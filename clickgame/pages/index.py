"""The page: the button and my numbers on one side, everybody's board on the other."""

import reflex as rx

from clickgame.states.identity import Identity
from clickgame.ui.announce import announce
from clickgame.ui.board import board
from clickgame.ui.clock import clock
from clickgame.ui.handle import handle
from clickgame.ui.notice import notice
from clickgame.ui.offline import offline
from clickgame.ui.play import play
from clickgame.ui.press import farewell, resume
from clickgame.ui.sound import sound_switch
from clickgame.ui.theme import theme_switch


def index() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        rx.el.header(
            rx.el.h1(
                rx.el.span(class_name="mark", custom_attrs={"aria-hidden": "true"}),
                rx.el.span("Click the Button", class_name="wordmark"),
                class_name="flex items-center gap-3",
            ),
            handle(),
            rx.el.div(sound_switch(), theme_switch(), class_name="flex"),
            class_name="top",
        ),
        rx.el.main(play(), board(), class_name="table"),
        rx.el.div(offline(), notice(), class_name="words"),
        rx.cond(Identity.link > 0, resume(key=Identity.link.to_string())),
        farewell(),
        clock(),
        announce(),
        class_name="page",
    )
