"""How long the player's run still lives without a press, counted down between the server's words on it."""

import reflex as rx

from clickgame.web.states.place import Place
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, as_of, ceiling, larger
from clickgame.web.ui.clock import seconds_since

LAST_S = 60
"""From here on the countdown shows."""

# What comes with the server's word: a press that counts gives the run all of its time again, unless it has a length.
_word = Play.mark.to_string() + "-" + rx.cond(Place.is_timed, 0, Play.score).to(int).to_string()
_told = as_of("told", _word, NOW_MS)

span_s = rx.cond((Play.left_s > 0) & (Play.left_s < LAST_S), Play.left_s, LAST_S).to(float)
"""The time that the countdown begins with."""

run_left_s = rx.cond(Play.left_s > 0, ceiling(larger(Play.left_s - seconds_since(_told), 0)), -1).to(int)
"""Whole seconds that the run still has; -1 when the server hasn't told."""
