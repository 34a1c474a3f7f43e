"""The board: one row a player, live.

A player keeps the slot and with it the element while on the board; the rank only moves the element, so rows can glide
and the browser has nothing to lay out anew. Rows lie on each other and are shifted by transform, over numbers that stay
where they are: what changes of a row is its score. Their order in the document says nothing, so assistive technology
is given a list of its own (`spoken.py`)."""

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
from clickgame.web.ui.rows import Row, drawn
from clickgame.web.ui.sheet import close_sheet, sheet
from clickgame.web.ui.sight import BOARD_ID, in_sight, lookout
from clickgame.web.ui.spoken import spoken_board

ROW_REM = 2.75
"""The height of a row, as `--row` in the style sheet."""
COMMA = 0.5
"""The width of a comma, in figures."""


@rx.memo
def _row(
    *,
    row: rx.Var[Row],
    me: rx.Var[str],
    crowned: rx.Var[list[str]],
    followed: rx.Var[str],
    rest: rx.RestProp,
) -> rx.Component:
    player, handle, rank, score, near = (row[part] for part in range(5))
    mine = player == me
    return rx.el.li(
        rest,
        # The board itself numbers its places; my line has a ground of its own over that.
        *cells(
            player, rx.cond(mine, rank, ""), handle, score, mine, crowned.contains(player), followed.contains(player)
        ),
        class_name="row",
        custom_attrs={
            # In rem, not percent, or the browser would move it on its main thread; not as a custom property, whose
            # change would restyle the whole row.
            "style": rx.Var.create({"transform": _place(rank.to(int))}),
            "data-near": near,
            "data-row": "",
            "data-id": player,
            "data-rank": rank,
            "data-mine": mine,
            "hidden": rank.to(int) < 1,
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
    def draw(row: rx.Var[Row], slot: rx.Var[int]) -> rx.Component:
        return _row(key=slot.to_string(), row=row, me=me, crowned=crowned, followed=followed)

    board = drawn(names=names, fresh=fresh, lines=lines, sight=sight)
    return rx.fragment(
        rx.el.ol(
            rx.foreach(board.rows, draw),
            class_name="rows",
            custom_attrs={
                "id": BOARD_ID,
                "aria-hidden": "true",
                "data-glides": board.glides,
                "data-first": board.first,
                "data-others": board.others,
                "style": rx.Var.create({"--rows": board.length, "--figures": board.figures}),
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
    figures = total.to_string().length()
    width = figures + (figures - 1) // 3 * COMMA
    return rx.el.p(
        rx.el.span(
            rx.el.strong(
                grouped(total),
                class_name="tabular-nums",
                custom_attrs={"id": "everyone", "style": rx.Var.create({"width": width.to_string() + "ch"})},
            ),
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
        # Drawn with the rows, or each board would have two frames.
        _crowd(total=deferred("total", Board.total), online=Board.online),
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
