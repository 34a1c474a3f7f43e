"""Whether anybody looks at this page: what others see as being here or away.

A page that is hidden tells so at once, before the machine may sleep. One that is in view, but at which nobody has moved
or typed anything for a while, has been left alone. The page speaks when this changes, never otherwise; the server
takes each new connection's page for one that is looked at, so it is told only of those that are not."""

from typing import Any

import reflex as rx
from reflex.vars import FunctionVar, VarData
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import CustomVarOperationReturn
from reflex_components_core.core.window_events import WindowEventListener

from clickgame.web.states.identity import Identity
from clickgame.web.states.presence import Presence
from clickgame.web.ui.browser import act, chained, hooked, when
from clickgame.web.ui.clock import Every

ALONE_MS = 300_000  # without a move or a key, after which a page in view has been left alone
LOOK_EVERY_MS = 5_000

_REFS = VarData(imports={"$/utils/state": [ImportVar(tag="refs")]})
_KEPT = rx.Var("(refs['attention'] ??= {movedAt: 0, isSeen: true})", _var_data=_REFS)
_is_seen = rx.Var("refs['attention'].isSeen", _var_type=bool, _var_data=_REFS).guess_type()


class _Signs(WindowEventListener):
    """Listens to the window for signs of somebody: the name of each in the browser is the trigger's without `on_`."""

    on_visibility_change: EventHandler[no_args_event_spec] = field(doc="The page was hidden, or is in view again.")
    on_pointer_move: EventHandler[no_args_event_spec] = field(doc="A mouse or a finger moved.")
    on_pointer_up: EventHandler[no_args_event_spec] = field(doc="A mouse button or a finger was lifted.")
    on_key_up: EventHandler[no_args_event_spec] = field(doc="A key came up.")


@var_operation
def _has_changed(kept: rx.Var, *, has_moved: rx.vars.BooleanVar) -> CustomVarOperationReturn[bool]:
    """Note whether somebody looks, also when *has_moved* says so; tell whether that is news."""
    return var_operation_return(
        f"((kept, now, was) => {{ if ({has_moved}) kept.movedAt = now; "
        f"kept.isSeen = !document.hidden && now - kept.movedAt < {ALONE_MS}; "
        f"return kept.isSeen !== was }})({kept}, performance.now(), {kept}.isSeen)",
        var_type=bool,
    )


@var_operation
def _forget_told(kept: rx.Var) -> CustomVarOperationReturn[Any]:
    """Take for told what the server takes for granted on a new connection."""
    return var_operation_return(f"({kept}.isSeen = true)", var_type=Any)


@rx.memo
def _attention(rest: rx.RestProp) -> rx.Component:
    def tell(name: str, *, has_moved: bool) -> rx.Var:
        news = when(_has_changed(_KEPT, has_moved=has_moved), [Presence.look(_is_seen).temporal])
        return act(hooked(name, chained([news])).to(FunctionVar).call())

    look, moved = tell("look", has_moved=False), tell("moved", has_moved=True)
    return rx.fragment(
        rx.el.span(rest, on_mount=[act(_forget_told(_KEPT)), look], hidden=True),
        _Signs.create(on_visibility_change=look, on_pointer_move=moved, on_pointer_up=moved, on_key_up=moved),
        Every.create(on_beat=look, period_ms=LOOK_EVERY_MS),
    )


def attention() -> rx.Component:
    """Tell the server whether somebody looks at the page, on each connection anew."""
    return rx.cond(Identity.link > 0, _attention(key=Identity.link.to_string()))
