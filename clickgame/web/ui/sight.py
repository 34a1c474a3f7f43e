"""Which rows of the board are in sight."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui.browser import put
from clickgame.web.ui.clock import Every

BOARD_ID = "board"
MARGIN = 12  # rows above and below what is seen that nearly follow, so that scrolling comes upon fresh ones

in_sight = ClientStateVar.create("inSight", default=[0, 0])
"""The number of the row before the first in sight, and of the last."""


@var_operation
def _seen(board_id: rx.vars.StringVar) -> CustomVarOperationReturn[list[int]]:
    """Measure which rows lie in the board's scroller and in the window."""
    return var_operation_return(
        f"((board, margin) => {{ const box = (one) => one.getBoundingClientRect(), top = box(board).top, "
        "row = board.firstElementChild?.offsetHeight || Infinity; "
        "const frame = box(board.parentElement), ends = [Math.max(0, frame.top), Math.min(innerHeight, frame.bottom)]; "
        "const [from, to] = ends.map((y) => (y - top) / row); "
        f"return [from, to > 0 ? to : -margin] }})(document.getElementById({board_id}), {MARGIN})",
        var_type=list[int],
    )


def lookout() -> rx.Component:
    """Look four times a second; each time, some rows out of sight have their turn, also while boards rest."""
    return Every.create(on_beat=put(in_sight, _seen(BOARD_ID)))
