"""The board: one row a player, live.

A player keeps the slot and with it the element while on the board; the rank only moves the element, so rows can glide
and the browser has nothing to lay out anew. Rows lie in one grid cell and are shifted by transform. Their order in the
document says nothing, so assistive technology is given a list of its own (`spoken.py`)."""

import reflex as rx

from clickgame.contract.fairplay import TIMES_AT_ONCE
from clickgame.core.boards import BOARDS, BoardKind
from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.states.place import Place
from clickgame.web.ui.browser import deferred, grouped
from clickgame.web.ui.cells import cells
from clickgame.web.ui.countdown import countdown
from clickgame.web.ui.followed import followed_rows, followed_switch
from clickgame.web.ui.following import followed
from clickgame.web.ui.ghost_rows import ghost_rows
from clickgame.web.ui.input_kinds import OF_ALL, input_kinds, is_of_best_runs, is_of_input_kind
from clickgame.web.ui.neighbours import neighbours
from clickgame.web.ui.rows import drawn
from clickgame.web.ui.sheet import close_sheet, sheet
from clickgame.web.ui.sight import BOARD_ID, in_sight, lookout
from clickgame.web.ui.spoken import spoken_board

ROW_REM = 2.75
"""The height of a row, as `--row` in the style sheet."""


@rx.memo
def _row(  # noqa: PLR0913  # one argument for each thing that a row shows
    *,
    player: rx.Var[str],
    rank: rx.Var[int],
    handle: rx.Var[str],
    score: rx.Var[int],
    mine: rx.Var[bool],
    near: rx.Var[bool],
    crowned: rx.Var[bool],
    followed: rx.Var[bool],
    rest: rx.RestProp,
) -> rx.Component:
    return rx.el.li(
        rest,
        *cells(player, rank, handle, score, mine, crowned, followed),
        class_name="row",
        custom_attrs={
            # In rem, not percent, or the browser would move it on its main thread; not as a custom property, whose
            # change would restyle the whole row.
            "style": rx.Var.create({"transform": _place(rank)}),
            "data-near": near,
            "data-row": "",
            "data-id": player,
            "data-rank": rank,
            "data-mine": mine,
            "hidden": rank < 1,
        },
    )


def _place(rank: rx.Var[int]) -> rx.Var[str]:
    return "translateY(" + ((rank - 1) * ROW_REM).to_string() + "rem)"


@rx.memo
def _slots(
    *,
    names: rx.Var[list[tuple[str, str]]],
    fresh: rx.Var[list[tuple[int, str, str]]],
    lines: rx.Var[str],
    sight: rx.Var[list[int]],
    me: rx.Var[str],
    crowned: rx.Var[list[str]],
    followed: rx.Var[str],
) -> rx.Component:
    def draw(row: rx.Var[tuple[str, str, int, int, bool]], slot: rx.Var[int]) -> rx.Component:
        return _row(
            key=slot.to_string(),
            player=row[0],
            handle=row[1],
            rank=row[2],
            score=row[3],
            near=row[4],
            mine=row[0] == me,
            crowned=crowned.contains(row[0]),
            followed=followed.contains(row[0]),
        )

    board = drawn(names=names, fresh=fresh, lines=lines, sight=sight)
    return rx.fragment(
        rx.el.ol(
            rx.foreach(board.rows, draw),
            class_name="rows",
            custom_attrs={
                "id": BOARD_ID,
                "aria-hidden": "true",
                "data-glides": board.glides,
                "style": rx.Var.create({"--rows": board.length}),
            },
        ),
        spoken_board(ranked=board.ranked, me=me),
    )


def _rows() -> rx.Component:
    """Draw the rows after whatever is more urgent: a board that comes while a finger lands must not hold it up."""
    return _slots(
        names=deferred("names", Board.names),
        fresh=deferred("fresh", Board.fresh),
        lines=deferred("lines", Board.lines),
        sight=in_sight.value,
        me=Identity.player,
        crowned=Board.crowned,
        followed=followed.value,
    )


@rx.memo
def _crowd(total: rx.Var[int], online: rx.Var[int]) -> rx.Component:
    return rx.el.p(
        rx.el.span(
            rx.el.strong(grouped(total), class_name="tabular-nums", custom_attrs={"id": "everyone"}),
            " presses by everyone",
        ),
        rx.el.span(
            rx.el.span(class_name="dot", custom_attrs={"aria-hidden": "true"}),
            rx.el.strong(grouped(online), class_name="tabular-nums", custom_attrs={"id": "online"}),
            " online",
            class_name="here",
        ),
        class_name="crowd",
    )


@rx.memo
def _tabs(shown: rx.Var[str], boards: rx.Var[list[str]]) -> rx.Component:
    return rx.el.div(
        *(_tab(kind, shown, boards) for kind in BOARDS if not kind.input_kind),
        role="group",
        class_name="tabs",
        custom_attrs={"aria-label": "Which board"},
    )


def _tab(kind: BoardKind, shown: rx.Var[str], boards: rx.Var[list[str]]) -> rx.Component:
    is_shown = is_of_best_runs(shown) if kind.key == OF_ALL else shown == kind.key
    return rx.el.button(
        kind.title,
        type="button",
        class_name="tab",
        custom_attrs={"id": f"tab-{kind.key}", "aria-pressed": is_shown, "hidden": ~boards.contains(kind.key)},
        on_click=Board.watch(kind.key),
    )


def board() -> rx.Component:
    """Draw the board with its tabs, who plays, and my own place below where the rows do not show it."""
    return sheet(
        rx.el.div(
            rx.el.h2("Board"),
            followed_switch(),
            _tabs(shown=Board.shown, boards=Place.boards),
            close_sheet(),
            class_name="heading",
        ),
        _crowd(total=Board.total, online=Board.online),
        countdown(Board.shown),
        input_kinds(shown=Board.shown, boards=Place.boards),
        rx.el.div(
            _rows(),
            followed_rows(),
            rx.cond(
                (Identity.link > 0) & (Board.lines == ""),
                rx.el.p(
                    rx.cond(
                        is_of_input_kind(Board.shown),
                        f"Nobody is on it yet. Runs of {TIMES_AT_ONCE} presses and more come here when they are over.",
                        "Nobody is on it yet. One press will do.",
                    ),
                    class_name="empty",
                ),
            ),
            ghost_rows(),
            class_name="scroller",
            tab_index=0,
            role="region",
            custom_attrs={"aria-label": "Board rows"},
        ),
        neighbours(),
        lookout(),
    )
