"""How long the player is still held for hammering, counted down between the server's words on it."""

import reflex as rx

from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, as_of, ceiling, larger
from clickgame.web.ui.clock import seconds_since

_held_at = as_of("held", Play.held_no, NOW_MS)

held_s = rx.cond(Play.held_no > 0, ceiling(larger(Play.held_s - seconds_since(_held_at), 0)), 0).to(int)
"""Whole seconds for which the player is still held; 0 is free."""
