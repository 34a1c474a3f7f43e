"""Which rows of the board are in sight: those follow every board and glide; the others take turns.

A board may change most of its hundred rows many times a second, and that costs a phone's main thread more than a press
does. What nobody sees may therefore be a few seconds old; it is up to date by the time it is scrolled to, and
assistive technology, which reads at its own pace, finds every row at any time."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import VarData
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.core.boards import SLOT_0
from clickgame.web.ui.browser import put
from clickgame.web.ui.clock import Every

BOARD_ID = "board"
TURNS = 20  # rows out of sight are drawn anew at every twentieth drawing
MARGIN = 12  # rows above and below what is seen that follow too, so that scrolling comes upon fresh ones

in_sight = ClientStateVar.create("inSight", default=[0, 0])
"""The number of the row before the first in sight, and of the last."""


@var_operation
def _seen(board_id: rx.vars.StringVar) -> CustomVarOperationReturn[list[int]]:
    """Measure which rows lie between the top of the board's scroller and the bottom of the window."""
    return var_operation_return(
        f"((board, margin) => {{ const box = (one) => one.getBoundingClientRect(), top = box(board).top, "
        "row = board.firstElementChild?.offsetHeight || Infinity; "
        "const [from, to] = [Math.max(0, box(board.parentElement).top), innerHeight].map((y) => (y - top) / row); "
        f"return [from, to > 0 ? to : -margin] }})(document.getElementById({board_id}), {MARGIN})",
        var_type=list[int],
    )


def lookout() -> rx.Component:
    """Look four times a second; each time, some rows out of sight have their turn, also while boards rest."""
    return Every.create(on_beat=put(in_sight, _seen(BOARD_ID)))


@var_operation
def count_lines(lines: rx.vars.StringVar) -> CustomVarOperationReturn[int]:
    """Count the *lines* of a board, as `engine/slots.py` writes them."""
    return var_operation_return(rf"{lines}.replace(/\d/g, '').length", var_type=int)


def drawn_rows(*, names: rx.Var, fresh: rx.Var, lines: rx.Var[str], sight: rx.Var[list[int]]) -> Any:  # noqa: ANN401  # a Var
    """Give the rows to draw, by slot: (id, handle, rank, score, whether it is in sight).

    A row that is in sight or close to it, or was, is what the board says now; another is so when it is its turn."""
    hooks = f"""
const kept = useRef({{turn: 0, rows: []}}).current;
const known = [...{names!s}], parts = {lines!s}.match(/\\D\\d*/g) ?? [], places = [];
let score = 0;
{fresh!s}.forEach(([slot, ...name]) => known[slot] = name);
parts.forEach((part, below) => {{
  score += +part.slice(1);
  places[part.charCodeAt() - {SLOT_0}] = [parts.length - below, score];
}});
const isNear = (ranks, margin) => ranks.some((rank) => rank > {sight!s}[0] - margin && rank <= {sight!s}[1] + margin);
kept.turn = (kept.turn + 1) % {TURNS};
kept.rows = known.map((name, slot) => {{
  const [rank, score] = places[slot] ?? [0, 0], old = kept.rows[slot], ranks = [rank, old?.[2]];
  return isNear(ranks, {MARGIN}) || !old || slot % {TURNS} === kept.turn
    ? [name[0], name[1], rank, score, isNear(ranks, 1)] : old;
}});
"""
    needs = VarData(imports={"react": ["useRef"]}, hooks={hooks: None})
    return rx.Var("kept.rows", _var_type=list[tuple[str, str, int, int, bool]], _var_data=needs).guess_type()
