"""Whom I follow: a list of players' ids that this browser keeps, and nobody else knows of."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.ui.browser import act, latest, put, remember

KEY = "clickgame-followed"
FOLLOWED_MOST = 100

followed = ClientStateVar.create("followed", default="")
"""Their ids, with commas between."""


@var_operation
def _kept(key: rx.vars.StringVar, most: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Read the list, as far as it may be long."""
    return var_operation_return(f"(localStorage.getItem({key}) ?? '').split(',', {most}).join()", var_type=str)


@var_operation
def _turned(ids: rx.vars.StringVar, player: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    """Put *player* on the list *ids*, or take it off."""
    return var_operation_return(
        f"((ids) => ids.includes({player}) ? ids.filter((one) => one !== {player}) : [...ids, {player}])"
        f"({ids}.split(',').filter(Boolean)).join()",
        var_type=str,
    )


recall_followed = put(followed, _kept(rx.Var.create(KEY), rx.Var.create(FOLLOWED_MOST)))
"""Read whom this browser follows; for a page to do as it comes up."""

many = followed.value.split(",").length()
"""How many they are; of nobody, one."""


def turn(player: rx.Var[str]) -> list[Any]:
    """Make the events that follow *player*, or no longer do."""
    return [put(followed, _turned(latest(followed), player)), act(remember(KEY, latest(followed)))]
