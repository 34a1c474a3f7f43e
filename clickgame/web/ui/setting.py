"""A setting of this browser that is on or off: the events that change it, and how it is remembered."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui.browser import act, latest, put, remember, remembered


def recall(var: ClientStateVar, key: str) -> rx.Var:
    """Make an event that sets *var* to what is remembered under *key*; off if nothing is."""
    return put(var, remembered(key) == "on")


def flip(var: ClientStateVar, key: str) -> list[Any]:
    """Make the events that turn *var* on or off, and remember that under *key*."""
    return [put(var, ~latest(var)), act(remember(key, rx.cond(latest(var), "on", "off")))]
