"""A press, from the finger to the event that tells the server.

The page counts its own presses since it was loaded. What is sent is always the whole count: events may be dropped,
repeated or late without harm."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import FunctionVar

from clickgame.contract.fairplay import TIMES_AT_ONCE
from clickgame.web.states.board import Board
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import (
    AGE_S,
    EVENT_MADE_WITH,
    EVENT_MS,
    RANDOM_ID,
    act,
    after_frame,
    chained,
    hooked,
    kept,
    latest,
    play,
    pushed,
    put,
    taken,
    when,
)
from clickgame.web.ui.vibration import vibrate
from clickgame.web.ui.window import Window

SEND_EVERY_MS = 100
SEND_LAST_AFTER_MS = 120  # longer than SEND_EVERY_MS: the last press of a burst is sent when no throttled event was
TICKS = 5  # audio elements that take turns, so that quick presses don't cut each other off

presses = ClientStateVar.create("presses", default=0)
"""Presses on this page since it was loaded; only ever rises."""

drawn = ClientStateVar.create("drawn", default=0)
"""The presses that the score has shown already: what only follows from the count is drawn from this, a frame later."""

page_load = kept("page", RANDOM_ID)
"""The id under which the server keeps this page load's count."""

_times = kept("times", rx.Var("[]", _var_type=list).guess_type())
_measure = when(pushed(_times, EVENT_MS) >= TIMES_AT_ONCE, [Play.measure(taken("times"), EVENT_MADE_WITH).temporal])
"""The browser's own word of when each press was, below 0 where no device made it: it costs the press an append. What
made the last of them stands for all."""

_send = Play.press(latest(presses), page_load)

press = [
    _measure,
    put(presses, latest(presses) + 1),
    act(play("tick-" + (latest(presses) % TICKS).to_string())),
    act(vibrate),
    after_frame(
        [
            put(drawn, latest(presses)),
            _send.throttle(SEND_EVERY_MS).temporal,
            _send.debounce(SEND_LAST_AFTER_MS).temporal,
        ]
    ),
]
"""The events of a press: it counts, is heard and felt at once, and is sent once it was seen, every `SEND_EVERY_MS` at
most.

What is sent is temporal: while offline it is dropped, and `resume` sends the newest count on return."""


def farewell() -> rx.Component:
    """Send the newest count when the page goes away, before the connection does; the throttle may have kept it back."""
    leave = act(hooked("leave", chained([_send.temporal])).to(FunctionVar).call())
    return Window.create(on_before_unload=leave, on_page_hide=leave)


@rx.memo
def resume(rest: rx.RestProp) -> rx.Component:
    """Tell the server this page's count, and what it knows, as soon as it is mounted; to be keyed by the connection."""
    introduce = Play.resume(latest(presses), page_load, Play.acked, AGE_S, Board.shown)
    return rx.el.span(rest, on_mount=introduce, hidden=True)
