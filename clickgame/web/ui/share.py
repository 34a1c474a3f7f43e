"""A run as a text to send to somebody: by the device's own way of sharing, or else by the clipboard."""

import reflex as rx
from reflex.vars import FunctionVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui.browser import act, grouped, ordinal

BLOCKS = 10

_DAY = rx.Var("new Date().toISOString().slice(0, 10)", _var_type=str).guess_type()
_ADDRESS = rx.Var("location.origin + '/'", _var_type=str).guess_type()


@var_operation
def _blocks(part: rx.vars.NumberVar, whole: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Draw how much of *whole* the *part* is, as a row of blocks."""
    return var_operation_return(
        f"((full) => '🟥'.repeat(full) + '⬜'.repeat({BLOCKS} - full))"
        f"(Math.min({BLOCKS}, Math.round({BLOCKS} * {part} / {whole})))",
        var_type=str,
    )


@var_operation
def _share(text: rx.vars.StringVar, if_copied: rx.Var) -> CustomVarOperationReturn[None]:
    """Share the text; a page that came without encryption may use neither way, and copies as pages did of old."""
    old_way = (
        "new Promise((done) => { const field = document.body.appendChild(document.createElement('textarea')); "
        "field.value = text; field.select(); if (document.execCommand('copy')) done(); field.remove() })"
    )
    return var_operation_return(
        f"((text) => navigator.share ? navigator.share({{ text }}).catch(() => null) : "
        f"(navigator.clipboard?.writeText(text) ?? {old_way}).then({if_copied}, () => null))({text})"
    )


def text_of(run: rx.Var[int], *, best: rx.Var[int], rank: rx.Var[int]) -> rx.Var[str]:
    """Say what the *run* came to: next to the *best*, the *rank* that it had (0: unknown), the day, the address."""
    place = rx.cond(rank > 0, ordinal(rank) + ", ", "")
    is_best = rx.cond(run < best, "", " My best!")
    return (
        "Click the Button: "
        + grouped(run)
        + rx.cond(run == 1, " press", " presses")
        + is_best.to(str)
        + "\n"
        + _blocks(run, best)
        + "\n"
        + place.to(str)
        + _DAY
        + "\n"
        + _ADDRESS
    ).to(str)


def share(text: rx.Var[str], *, if_copied: rx.Var) -> rx.Var:
    """Make an event that shares *text*, and runs *if_copied* once it is on the clipboard."""
    return act(_share(text, if_copied.to(FunctionVar)))
