"""A run as a text to send to somebody: by the device's own way of sharing, or else by the clipboard."""

from typing import Any

import reflex as rx
from reflex.vars import FunctionVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web import previews
from clickgame.web.ui.browser import act, grouped, ordinal
from clickgame.web.ui.story import story_of

BLOCKS = "▁▂▃▄▅▆▇█"
BLOCKS_MOST = 16
"""So many fit in a line on a phone: a longer curve has one for two counts."""


@var_operation
def _date(day: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Give the date of a *day* that counts from 1970 on, or of this one where there is none."""
    return var_operation_return(f"new Date({day} * 864e5 || Date.now()).toISOString().slice(0, 10)", var_type=str)


@var_operation
def _blocks(curve: rx.vars.ArrayVar) -> CustomVarOperationReturn[str]:
    """Draw a *curve* as a row of blocks in a line of its own; nothing where there is none."""
    halved = (
        f"all.length > {BLOCKS_MOST} ? all.filter((_, at) => at % 2 < 1).map((one, at) => one + (all[2 * at + 1] || 0))"
    )
    return var_operation_return(
        f"((all) => {{ const counts = {halved} : all, top = Math.max(...counts); "
        f"return counts.map((count) => '{BLOCKS}'[Math.round(count / top * {len(BLOCKS) - 1})]).join('') + "
        "(top > 0 ? '\\n' : '') }"
        f")({curve} ?? [])",
        var_type=str,
    )


@var_operation
def _address(run: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    return var_operation_return(
        f"location.origin + ({run} ? '{previews.RUN_AT}' + {run} : location.pathname)", var_type=str
    )


@var_operation
def _share(text: rx.vars.StringVar, url: rx.vars.StringVar, if_copied: rx.Var) -> CustomVarOperationReturn[None]:
    """Share the text; a page that came without encryption may use neither way, and copies as pages did of old."""
    old_way = (
        "new Promise((done) => { const field = document.body.appendChild(document.createElement('textarea')); "
        "field.value = all; field.select(); if (document.execCommand('copy')) done(); field.remove() })"
    )
    return var_operation_return(
        f"((text, url, all = text + '\\n' + url) => navigator.share ? "
        "navigator.share({ text, url }).catch(() => null) : "
        f"(navigator.clipboard?.writeText(all) ?? {old_way}).then({if_copied}, () => null))({text}, {url})"
    )


def address_of(told: rx.Var) -> rx.Var[str]:
    """Give where others can see the run whose story is *told*, or else the game."""
    return _address(story_of(told).id)


def text_of(run: rx.Var[int], *, best: rx.Var[int], told: rx.Var[list[Any]], arena: rx.Var[str]) -> rx.Var[str]:
    """Say what the *run* came to next to the *best*, and where it is *told*, its curve and its place of the day.

    *arena* is what the arena is called."""
    story = story_of(told)
    place = rx.cond(story.rank > 0, ordinal(story.rank) + " of the day, ", "")
    is_best = rx.cond(run < best, "", " My best!")
    return (
        "Click the Button: "
        + grouped(run)
        + rx.cond(run == 1, " press", " presses")
        + is_best.to(str)
        + "\n"
        + _blocks(story.curve)
        + place.to(str)
        + arena
        + ", "
        + _date(story.day)
    ).to(str)


def share(text: rx.Var[str], url: rx.Var[str], *, if_copied: rx.Var) -> rx.Var:
    """Make an event that shares *text* and *url*, and runs *if_copied* once they are on the clipboard."""
    return act(_share(text, url, if_copied.to(FunctionVar)))
