"""The page's clock: a beat four times a second, from which countdowns and the pace are read.

Each beat keeps when it was and how many presses there had been, for the last second."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import VarData
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec
from reflex_components_core.base.fragment import Fragment

from clickgame.web.ui.browser import NOW_MS, larger, latest, put, tenths
from clickgame.web.ui.press import presses

BEAT_MS = 250
BEATS_KEPT = 5  # the newest and the four before it: a second

beats = ClientStateVar.create("beats", default=[[0, 0]] * BEATS_KEPT)
"""Rows of (milliseconds, presses so far), newest first."""

_newest, _oldest = beats.value[0], beats.value[BEATS_KEPT - 1]

beat_ms = _newest[0].to(float)
"""When the clock last beat, on the time line of `browser.NOW_MS`."""

pace = tenths((_newest[1].to(int) - _oldest[1].to(int)) * 1000 / larger(_newest[0].to(float) - _oldest[0].to(float), 1))
"""Presses per second over the last second."""


def seconds_since(mark_ms: rx.Var[float]) -> Any:  # noqa: ANN401  # a number Var
    """Give the seconds between *mark_ms* and the last beat, 0 if no beat came after it."""
    return larger(beat_ms - mark_ms, 0) / 1000


class Every(Fragment):
    """Fires `on_beat` again and again, every *period_ms* milliseconds, for as long as it is on the page."""

    on_beat: EventHandler[no_args_event_spec] = field(doc="Fired at each beat.")

    period_ms: int = field(default=BEAT_MS, is_javascript_property=False)

    def _exclude_props(self) -> list[str]:
        return [*super()._exclude_props(), "on_beat"]

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """Start the interval when mounted and stop it when unmounted: not a moment later, as a plain effect would.

        A beat that looks at the page would otherwise find it gone when somebody has left for another."""
        beat = rx.Var.create(self.event_triggers["on_beat"])
        start = f"const id = setInterval({beat}, {self.period_ms})"
        effect = f"useLayoutEffect(() => {{ {start}; return () => clearInterval(id); }}, [])"
        needs = VarData.merge(VarData(imports={"react": ["useLayoutEffect"]}), beat._get_all_var_data())  # noqa: SLF001
        return [rx.Var(effect, _var_data=needs)]


def clock() -> rx.Component:
    """Keep the beats."""
    row = rx.Var.create([[NOW_MS, latest(presses)]])
    return Every.create(on_beat=put(beats, row + latest(beats)[: BEATS_KEPT - 1]))
