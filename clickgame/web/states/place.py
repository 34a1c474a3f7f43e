"""Where this tab is: the arena and its twist."""

import reflex as rx

from clickgame.core.arenas import ARENAS

_HERE = ARENAS[0]


class Place(rx.State):
    """The arena of this page; the gateway writes it where it is not the first."""

    name: str = _HERE.key
    title: str = _HERE.title
    text: str = ""  # of the first, the page says more itself
    look: str = ""
    boards: list[str] = list(_HERE.all_boards)
    is_timed: bool = False
    is_gone: bool = False
