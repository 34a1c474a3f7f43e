"""How long the player's run still lives without a press, counted down between the server's words on it."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, ceiling, larger, put
from clickgame.web.ui.clock import seconds_since

LAST_S = 60
"""From here on the countdown shows."""

_told_at = ClientStateVar.create("told", default=0.0)

run_left_s = rx.cond(Play.left_s > 0, ceiling(larger(Play.left_s - seconds_since(_told_at.value), 0)), -1).to(int)
"""Whole seconds that the run still has; -1 when the server hasn't told."""


@rx.memo
def run_anchor(rest: rx.RestProp) -> rx.Component:
    """Note when the server last said how long the run has; to be keyed by what comes with it."""
    return rx.el.span(rest, on_mount=put(_told_at, NOW_MS), hidden=True)
