"""The score that a player sees: the server's, and the presses that the server has not answered yet.

So no network is involved in it. While the player is held, hardly a press counts; what has not been answered is left out
then, and the score goes up when the server says so, instead of up and down at each press."""

import reflex as rx

from clickgame.web.states.play import Play
from clickgame.web.ui.press import drawn, presses
from clickgame.web.ui.throttle import held_s


def _with(count: rx.Var[int]) -> rx.Var[int]:
    return Play.score + rx.cond(held_s > 0, 0, count - Play.acked).to(int)


shown_score = _with(presses.value)
"""The score as of the newest press."""

drawn_score = _with(drawn.value)
"""The shown score, a frame late."""
