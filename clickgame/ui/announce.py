"""What a screen reader is told of the score: at most every five seconds, and only when it changed."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.ui.browser import grouped, put
from clickgame.ui.clock import Every
from clickgame.ui.press import score_now

SAY_EVERY_MS = 5000

_said = ClientStateVar.create("said", default=0)


@rx.memo
def _voice(score: rx.Var[int]) -> rx.Component:
    return rx.el.p(
        rx.cond(score > 0, grouped(score) + " presses", ""),
        id="announcer",
        class_name="sr-only",
        custom_attrs={"aria-live": "polite"},
    )


def announce() -> rx.Component:
    """Say the score now and then."""
    return rx.fragment(
        Every.create(on_beat=put(_said, score_now), period_ms=SAY_EVERY_MS),
        _voice(score=_said.value),
    )
