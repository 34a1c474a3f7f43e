"""What a screen reader is told of the score: at most every five seconds, and only when it changed."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui.browser import grouped, latest, put
from clickgame.web.ui.clock import Every
from clickgame.web.ui.press import score_now

SAY_EVERY_MS = 5000

_said = ClientStateVar.create("said", default=0)
_turn = ClientStateVar.create("turn", default=0)


@rx.memo
def _voice(score: rx.Var[int]) -> rx.Component:
    return rx.el.p(
        rx.cond(score > 0, grouped(score) + " presses", ""),
        id="announcer",
        class_name="sr-only",
        custom_attrs={"aria-live": "polite"},
    )


@rx.memo
def _listen(rest: rx.RestProp) -> rx.Component:
    """Take the score of the moment when mounted; to be keyed by the beat, since a beat's own event keeps its first."""
    return rx.el.span(rest, on_mount=put(_said, score_now), hidden=True)


def announce() -> rx.Component:
    """Say the score now and then."""
    return rx.fragment(
        Every.create(on_beat=put(_turn, latest(_turn) + 1), period_ms=SAY_EVERY_MS),
        _listen(key="turn-" + _turn.value.to_string()),
        _voice(score=_said.value),
    )
