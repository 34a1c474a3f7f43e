"""The page's calendar: the time of day by the browser's own clock, looked at every few seconds."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.core.periods import DAY_S
from clickgame.web.ui.browser import put
from clickgame.web.ui.clock import Every

LOOK_MS = 10_000

_NOW_MS = rx.Var("Date.now()", _var_type=float).guess_type()

_looked_at_ms = ClientStateVar.create("lookedAtMs", default=0)

date_ms = rx.cond(_looked_at_ms.value > 0, _looked_at_ms.value, _NOW_MS).to(float)
"""Milliseconds since 1970 in UTC, a few seconds old."""

today = (date_ms // (DAY_S * 1000)).to(int)
"""The day that it is, as `core/periods.py` counts them."""


def calendar() -> rx.Component:
    """Keep looking."""
    return Every.create(on_beat=put(_looked_at_ms, _NOW_MS), period_ms=LOOK_MS)
