"""A word on what the server says was reached: a streak, a day, an odd hour, a crown.

What a run reaches is celebrated at once, by the page itself (`achievements.py`); these come a moment later."""

from typing import Any

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return

from clickgame.core.achievements import ACHIEVEMENTS, RUN
from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.ui import icons
from clickgame.web.ui.browser import REFS, as_of, hooked, kept

_WORDS = rx.Var.create({each.key: f"{each.title}: {each.text}" for each in ACHIEVEMENTS if each.kind != RUN})
_words = kept("words", _WORDS)


@var_operation
def _those_of(keys: rx.vars.ArrayVar, words: rx.vars.ObjectVar) -> Any:  # noqa: ANN401  # a list Var
    return var_operation_return(f"{keys}.filter((key) => key in {words})", var_type=list[str])


@var_operation
def titles_of(keys: rx.vars.ArrayVar) -> Any:  # noqa: ANN401  # a string Var
    """Name those of *keys* that are told here."""
    words = "refs['words'][key]?.split(':')[0]"
    return var_operation_return(f"{keys}.map((key) => {words}).filter(Boolean).join(', ')", var_type=str, var_data=REFS)


def reached() -> rx.Component:
    """Say the newest that has come since the page was let in; what was there by then is old."""
    keys = hooked("mine", _those_of(Identity.earned, hooked("words", _words)))
    count = keys.length()
    newest = keys[count - 1].to(str)
    return rx.el.div(
        rx.cond(
            count > as_of("reached", Identity.link, count),
            rx.el.a(
                icons.crown(),
                hooked("words", _words)[newest].to(str),
                key=newest,
                href=previews.ACHIEVEMENTS.path,
                class_name="pill passing",
                custom_attrs={"id": "reached"},
            ),
        ),
        role="status",
    )
