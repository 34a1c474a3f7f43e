"""The ghosts as lines of the board of running scores, while nobody else is on it: what there is to beat."""

import reflex as rx

from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.ghosts import Told, ghosts, is_alone
from clickgame.web.ui.race import LIVE, field


@rx.memo
def _lines(ghosts: rx.Var[Told], is_alone: rx.Var[bool]) -> rx.Component:
    def draw(ghost: rx.Var[tuple[str, str, int, int, list[int]]]) -> rx.Component:
        run, handle, score = ghost[0], ghost[1], ghost[2]
        return rx.el.li(
            rx.el.span(class_name="place"),
            rx.el.span(
                rx.el.bdi(handle, custom_attrs={"translate": "no"}),
                rx.el.small(run),
                class_name="name",
            ),
            rx.el.span(grouped(score), class_name="points"),
            key=run,
            class_name="row",
        )

    return rx.cond(
        is_alone,
        rx.el.ul(
            rx.foreach(ghosts, draw),
            class_name="ghosts",
            custom_attrs={"id": "ghosts", "aria-label": "Ghosts to race"},
        ),
    )


def ghost_rows() -> rx.Component:
    """Draw the lines."""
    return _lines(ghosts=ghosts(Identity.player), is_alone=(Board.shown == LIVE) & is_alone(field, Identity.player))
