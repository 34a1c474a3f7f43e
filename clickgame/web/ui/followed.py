"""The board with nobody on it but those whom I follow, and me, wherever they stand."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.states.board import Board
from clickgame.web.states.followed import Followed
from clickgame.web.states.identity import Identity
from clickgame.web.ui.browser import latest, put
from clickgame.web.ui.following import followed, recall_followed
from clickgame.web.ui.rows_apart import rows_apart

is_alone = ClientStateVar.create("alone", default=False)


@rx.memo
def _switch(*, followed: rx.Var[str], alone: rx.Var[bool]) -> rx.Component:
    return rx.el.span(
        rx.cond(
            followed != "",
            rx.el.button(
                "Followed",
                type="button",
                class_name="only",
                custom_attrs={"id": "only-followed", "aria-pressed": alone},
                on_click=put(is_alone, ~latest(is_alone)),
            ),
        ),
        class_name="contents",
        on_mount=recall_followed,
    )


def followed_switch() -> rx.Component:
    """Draw the switch between everybody and those whom I follow; without any it is not there."""
    return _switch(followed=followed.value, alone=is_alone.value)


@rx.memo
def _watch(*, board: rx.Var[str], players: rx.Var[str], rest: rx.RestProp) -> rx.Component:
    return rx.el.span(
        rest,
        on_mount=Followed.watch(board, players).temporal,
        on_unmount=Followed.watch(board, "").temporal,
        hidden=True,
    )


@rx.memo
def _rows(
    *,
    lines: rx.Var[list[tuple[str, str, int, int]]],
    me: rx.Var[str],
    crowned: rx.Var[list[str]],
    followed: rx.Var[str],
) -> rx.Component:
    return rx.cond(
        lines.length() > 0,
        rows_apart(
            lines, me=me, crowned=crowned, followed=followed, element_id="followed", name="Those you follow, and you"
        ),
        rx.el.p("None of you is on this board yet.", class_name="empty"),
    )


def followed_rows() -> rx.Component:
    """Draw them in place of the board's rows, while that is wanted; each connection and board is asked anew."""
    asked = Board.shown + Identity.link.to_string() + followed.value
    return rx.cond(
        is_alone.value & (followed.value != ""),
        rx.el.div(
            _watch(key=asked, board=Board.shown, players=followed.value),
            rx.cond(
                Followed.board == Board.shown,
                _rows(lines=Followed.lines, me=Identity.player, crowned=Board.crowned, followed=followed.value),
            ),
            class_name="chosen",
        ),
    )
