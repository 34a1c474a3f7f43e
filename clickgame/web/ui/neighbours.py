"""My line and those beside it, below the board, whenever the board itself does not show me.

That is when I am below its last line, or when my line is scrolled out of sight."""

import reflex as rx
from reflex.vars import ArrayVar, NumberVar, StringVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.states.play import Play
from clickgame.web.ui.following import followed
from clickgame.web.ui.race import Field, field
from clickgame.web.ui.rows_apart import rows_apart
from clickgame.web.ui.sight import in_sight

EDGE_ROWS = 0.5  # as much of my line may be cut off, and it is still seen


@var_operation
def _around(
    field: ArrayVar, me: StringVar, sight: ArrayVar, edge: NumberVar
) -> CustomVarOperationReturn[list[tuple[str, str, int, int]]]:
    """Give the lines round that of *me*, the lowest first; none where it is among those in *sight*, or nowhere."""
    is_seen = f"own[2] - 1 + {edge} >= {sight}[0] && own[2] - {edge} <= {sight}[1]"
    return var_operation_return(
        f"((field, at) => {{ const own = field[at]; return !own || ({is_seen}) ? [] : "
        f"field.slice(Math.max(0, at - 1), at + 2) }})({field}, {field}.findIndex((row) => row[0] === {me}))",
        var_type=Field,
    )


@rx.memo
def _lines(
    *,
    lines: rx.Var[list[tuple[str, str, int, int]]],
    me: rx.Var[str],
    crowned: rx.Var[list[str]],
    followed: rx.Var[str],
) -> rx.Component:
    return rx.cond(
        lines.length() > 0,
        rows_apart(
            lines.reverse(),
            me=me,
            crowned=crowned,
            followed=followed,
            element_id="neighbours",
            name="You and your neighbours",
        ),
    )


def neighbours() -> rx.Component:
    """Draw the lines."""
    lines = rx.cond(Play.neighbours.length() > 0, field, _around(field, Identity.player, in_sight.value, EDGE_ROWS))
    return _lines(lines=lines.to(Field), me=Identity.player, crowned=Board.crowned, followed=followed.value)
