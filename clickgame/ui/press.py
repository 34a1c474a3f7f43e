"""A press, from the finger to the event that tells the server, and the counts that follow from it at once.

The page counts its own presses since it was loaded. What a player sees is the server's score plus the presses that the
server has not answered yet, so no network is involved in it. What is sent is always the whole count: events may be
dropped, repeated or late without harm."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import FunctionVar

from clickgame.states.board import Board
from clickgame.states.play import Play
from clickgame.ui.browser import RANDOM_ID, act, chained, hooked, kept, latest, play, put
from clickgame.ui.window import Window

SEND_EVERY_MS = 100
SEND_LAST_AFTER_MS = 120  # longer than SEND_EVERY_MS: the last press of a burst is sent when no throttled event was
TICKS = 5  # audio elements that take turns, so that quick presses don't cut each other off

presses = ClientStateVar.create("presses", default=0)
"""Presses on this page since it was loaded; only ever rises."""

page_load = kept("page", RANDOM_ID)
"""The id under which the server keeps this page load's count."""

shown_score = Play.score + presses.value - Play.acked
"""The running score with the presses that the server hasn't answered yet."""

score_now = Play.score + latest(presses) - Play.acked
"""The shown score, for use in an event."""


def _press() -> rx.Var:
    """Make the function that a press calls; each component that uses it has it once, as a hook.

    It counts, is heard, and is sent, at most every `SEND_EVERY_MS`. The events are temporal: while offline they are
    dropped, and `resume` sends the newest count on return."""
    send = Play.press(latest(presses), page_load)
    chain = chained(
        [
            put(presses, latest(presses) + 1),
            act(play("tick-" + (latest(presses) % TICKS).to_string())),
            send.throttle(SEND_EVERY_MS).temporal,
            send.debounce(SEND_LAST_AFTER_MS).temporal,
        ]
    )
    return hooked("press", chain)


press = act(_press().to(FunctionVar).call())
"""The event of a press."""


def farewell() -> rx.Component:
    """Send the newest count when the page goes away, before the connection does; the throttle may have kept it back."""
    send = Play.press(latest(presses), page_load).temporal
    return Window.create(on_before_unload=send, on_page_hide=send)


@rx.memo
def resume(rest: rx.RestProp) -> rx.Component:
    """Tell the server this page's count, and what it knows, as soon as it is mounted; to be keyed by the connection."""
    introduce = Play.resume(latest(presses), page_load, Play.acked, Board.shown)
    return rx.el.span(rest, on_mount=introduce, hidden=True)
