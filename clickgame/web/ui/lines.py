"""A board's lines as a page reads them, whose parts are as `engine/slots.py` writes them."""

from reflex.vars import ArrayVar, StringVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.contract.boards import SLOT_0


@var_operation
def read_lines(
    names: ArrayVar, fresh: ArrayVar, lines: StringVar
) -> CustomVarOperationReturn[list[tuple[str, str, int, int, int]]]:
    """Give the lines, the lowest first: (id, handle, rank, score, slot)."""
    return var_operation_return(
        "((known, fresh, parts, score) => { fresh.forEach(([slot, ...name]) => known[slot] = name); "
        f"return parts.map((part, below) => {{ const slot = part.charCodeAt() - {SLOT_0}; "
        "return [...known[slot] ?? ['', ''], parts.length - below, score += +part.slice(1), slot] }) })"
        rf"([...{names}], {fresh}, {lines}.match(/\D\d*/g) ?? [], 0)",
        var_type=list[tuple[str, str, int, int, int]],
    )
