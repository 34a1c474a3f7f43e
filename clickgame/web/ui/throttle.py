"""How long the player is still held for hammering, counted down between the server's words on it."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, ceiling, larger, put
from clickgame.web.ui.clock import seconds_since

_held_at = ClientStateVar.create("held", default=0.0)

held_s = rx.cond(Play.held_no > 0, ceiling(larger(Play.held_s - seconds_since(_held_at.value), 0)), 0).to(int)
"""Whole seconds for which the player is still held; 0 is free."""


@rx.memo
def throttle_anchor(rest: rx.RestProp) -> rx.Component:
    """Note when the server last spoke of a hold; to be keyed by the hold's number."""
    return rx.el.span(rest, on_mount=put(_held_at, NOW_MS), hidden=True)
