"""The few things of a browser that no Var operation can say, as small expressions in one place.

Client variables live in React's state of the components that show them. An event has to read the *newest* value, not
the one of the last drawing: two fingers that land in one frame would otherwise count as one. `latest` and `put`
therefore go straight to the slots that Reflex keeps for each client variable, and add no hooks where they are used.
Some component that is always there has to show the variable (use its `.value`), or the slot does not exist."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import FunctionVar, VarData
from reflex.vars.base import var_operation, var_operation_return
from reflex.vars.function import ArgsFunctionOperation
from reflex_base.event import EventChain, no_args_event_spec
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import CustomVarOperationReturn

_STATE_JS = "$/utils/state"
REFS = VarData(imports={_STATE_JS: [ImportVar(tag="refs")]})
"""What an expression needs that touches `refs`, where Reflex keeps what a page has to remember."""

_RANDOM = VarData(imports={_STATE_JS: [ImportVar(tag="generateUUID")]})

NOW_MS = rx.Var("performance.now()", _var_type=float).guess_type()
"""Milliseconds since the page was opened: monotonic, and unaware of the server's clock."""

AGE_S = rx.Var(
    "Math.ceil(Math.max(performance.now(), Date.now() - performance.timeOrigin) / 1000)", _var_type=int
).guess_type()
"""Whole seconds since the page was opened, also those that the machine slept through."""

WALL_MS = rx.Var("Date.now()", _var_type=int).guess_type()
"""Milliseconds by the browser's own clock, which may be wrong: for how long ago something was on this browser."""

EVENT_MS = rx.Var("Math.round((event.isTrusted || -1) * event.timeStamp)", _var_type=int).guess_type()
"""When the event that is handled came about, by the page's clock; below 0 where no input device made it."""

EVENT_MADE_WITH = rx.Var("(event.pointerType || event.type)", _var_type=str).guess_type()
"""What the event that is handled was made with: a kind of pointer, a key (`keydown`), or assistive technology."""

RANDOM_ID = rx.Var("generateUUID()", _var_type=str, _var_data=_RANDOM).guess_type()
"""A fresh random id, by Reflex's own generator."""


def latest(var: ClientStateVar) -> Any:  # noqa: ANN401  # a Var whose kind follows the variable's
    """Read a client variable's newest value at the time of an event."""
    slot = f"refs['_client_state_{var._getter_name}']"  # noqa: SLF001  # Reflex gives no public name for the slot
    return rx.Var(slot, _var_type=var._var_type, _var_data=REFS).guess_type()  # noqa: SLF001  # nor for its type


def kept(name: str, value: rx.Var) -> Any:  # noqa: ANN401  # a Var of the value's own kind
    """Give *value* as it was when it was first asked for on this page, kept under a *name*."""
    needs = VarData.merge(REFS, value._get_all_var_data())  # noqa: SLF001  # what the value itself needs
    return rx.Var(f"(refs['{name}'] ??= {value!s})", _var_type=value._var_type, _var_data=needs).guess_type()  # noqa: SLF001  # as above


def as_of(name: str, mark: rx.Var, value: rx.Var) -> Any:  # noqa: ANN401  # a Var of the value's own kind
    """Give *value* as it was when *mark* became what it is now, kept on this page under a *name*."""
    slot, needs = f"refs['{name}']", VarData.merge(REFS, mark._get_all_var_data(), value._get_all_var_data())  # noqa: SLF001  # as above
    kept_now = f"({slot}?.[0] === {mark!s} ? {slot} : {slot} = [{mark!s}, {value!s}])"
    return rx.Var(f"{kept_now}[1]", _var_type=value._var_type, _var_data=needs).guess_type()  # noqa: SLF001  # as above


def kept_mark(name: str) -> Any:  # noqa: ANN401  # a number Var
    """Give the mark that goes with what is kept under a *name*: within the value of `as_of`, the one before."""
    return rx.Var(f"refs['{name}']?.[0]", _var_type=int, _var_data=REFS).guess_type()


def put(var: ClientStateVar, value: Any) -> rx.Var:  # noqa: ANN401  # whatever a Var can be made of
    """Make an event that sets a client variable to *value*, for every component that shows it."""
    slot = f"refs['_client_state_{var._setter_name}']"  # noqa: SLF001  # Reflex gives no public name for the slot
    return act(rx.Var(slot, _var_data=REFS).to(FunctionVar).call(rx.Var.create(value)))


def act(expression: rx.Var) -> rx.Var:
    """Make an event of an expression that is evaluated for what it does."""
    return ArgsFunctionOperation.create(args_names=(), return_expr=expression).to(FunctionVar, EventChain)


def when(condition: rx.Var[bool], events: list[Any]) -> rx.Var:
    """Make an event that runs *events* only if *condition* holds when it fires."""
    return act(both(condition, chained(events).to(FunctionVar).call()))


def chained(events: list[Any]) -> rx.Var:
    """Make one function of *events*, run in their order."""
    return rx.Var.create(EventChain.create(events, args_spec=no_args_event_spec))


def after_frame(events: list[Any]) -> rx.Var:
    """Make an event that runs *events* once the browser has drawn what came before them."""
    return act(_after_frame(chained(events)))


def hooked(name: str, value: rx.Var) -> Any:  # noqa: ANN401  # a Var of the value's own kind
    """Give *value* a *name* in every component that uses it, so that it is written there only once."""
    hooks = {f"const {name} = {value!s}": value._get_all_var_data()}  # noqa: SLF001  # what the value itself needs
    return rx.Var(name, _var_type=value._var_type, _var_data=VarData(hooks=hooks)).guess_type()  # noqa: SLF001  # as above


def deferred(name: str, value: rx.Var) -> Any:  # noqa: ANN401  # a Var of the value's own kind
    """Give *value* under a *name* as it was a moment ago: what is drawn from it gives way to what is more urgent.

    React draws with the newest value afterwards, in slices between which a press finds its turn."""
    needs = VarData.merge(VarData(imports={"react": ["useDeferredValue"]}), value._get_all_var_data())  # noqa: SLF001  # as above
    hooks = {f"const {name} = useDeferredValue({value!s})": needs}
    return rx.Var(name, _var_type=value._var_type, _var_data=VarData(hooks=hooks)).guess_type()  # noqa: SLF001  # as above


@var_operation
def _after_frame(then: rx.Var) -> CustomVarOperationReturn[Any]:
    # A frame's callbacks run before it is drawn, and what they put off, after it.
    return var_operation_return(f"requestAnimationFrame(() => setTimeout({then}))", var_type=Any)


@var_operation
def both(condition: rx.Var, then: rx.Var) -> CustomVarOperationReturn[Any]:
    """Evaluate *then* only if *condition* is true."""
    return var_operation_return(f"({condition} && {then})", var_type=Any)


@var_operation
def grouped(number: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Write a whole number with commas between the thousands."""
    # A hundred rows write one at each board; the browser's own formatter would be most of a row's cost.
    return var_operation_return(rf"String({number}).replace(/\B(?=(\d{{3}})+$)/g, ',')", var_type=str)


@var_operation
def ordinal(number: rx.vars.NumberVar) -> CustomVarOperationReturn[str]:
    """Write a whole number as a place: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = f"(['st', 'nd', 'rd'][(({number} + 90) % 100 - 10) % 10 - 1] ?? 'th')"
    return var_operation_return(f"({number} + {ending})", var_type=str)


@var_operation
def tenths(number: rx.vars.NumberVar) -> CustomVarOperationReturn[float]:
    """Round a number to one decimal."""
    return var_operation_return(f"(Math.round({number} * 10) / 10)", var_type=float)


@var_operation
def larger(one: rx.vars.NumberVar, other: rx.vars.NumberVar) -> CustomVarOperationReturn[int]:
    """Give the larger of two numbers."""
    return var_operation_return(f"Math.max({one}, {other})", var_type=int)


@var_operation
def ceiling(number: rx.vars.NumberVar) -> CustomVarOperationReturn[int]:
    """Round a number up to a whole one."""
    return var_operation_return(f"Math.ceil({number})", var_type=int)


@var_operation
def count_reached(steps: rx.vars.ArrayVar, number: rx.vars.NumberVar) -> CustomVarOperationReturn[int]:
    """Count the *steps* that *number* has come to."""
    return var_operation_return(f"{steps}.filter((step) => step <= {number}).length", var_type=int)


@var_operation
def pushed(values: rx.vars.ArrayVar, value: rx.Var) -> CustomVarOperationReturn[int]:
    """Append *value* to a list that the page keeps, and give how many it has now."""
    return var_operation_return(f"{values}.push({value})", var_type=int)


def taken(name: str) -> Any:  # noqa: ANN401  # a list Var
    """Take all that is in the list that is kept under a *name*, which must be there."""
    return rx.Var(f"refs['{name}'].splice(0)", _var_type=list[int], _var_data=REFS).guess_type()


@var_operation
def claimed(event: rx.Var, target_id: rx.vars.StringVar) -> CustomVarOperationReturn[bool]:
    """Say whether a key event is a press on *target_id* (or on nothing in particular), and keep the browser off it.

    Space and Enter would otherwise come back as a click, or scroll the page. A held key's repeats are claimed but
    are no presses."""
    key = f"({event}.key === ' ' || {event}.key === 'Enter')"
    place = f"({event}.target.id === {target_id} || {event}.target === document.body)"
    plain = f"!({event}.ctrlKey || {event}.altKey || {event}.metaKey)"
    return var_operation_return(
        f"({key} && {place} && {plain} && ({event}.preventDefault(), !{event}.repeat))", var_type=bool
    )


@var_operation
def play(audio_id: rx.Var) -> CustomVarOperationReturn[Any]:
    """Play the audio element of that id from its start, if there is one and the browser lets us."""
    return var_operation_return(f"document.getElementById({audio_id})?.play().catch(() => null)", var_type=Any)


@var_operation
def replay(element_id: rx.Var) -> CustomVarOperationReturn[Any]:
    """Play the element's animations from their start, also while they run."""
    rewound = "one.currentTime = 0; one.play()"
    return var_operation_return(
        f"document.getElementById({element_id}).getAnimations().forEach((one) => {{ {rewound} }})", var_type=Any
    )


@var_operation
def focus(element_id: rx.vars.StringVar) -> CustomVarOperationReturn[None]:
    """Give the focus to the element of that id."""
    return var_operation_return(f"document.getElementById({element_id}).focus()")


@var_operation
def value_of(element_id: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    """Read what stands in the field of that id."""
    return var_operation_return(f"document.getElementById({element_id}).value", var_type=str)


@var_operation
def remembered(key: rx.vars.StringVar) -> CustomVarOperationReturn[str]:
    """Read what this browser remembers under *key*."""
    return var_operation_return(f"localStorage.getItem({key})", var_type=str)


@var_operation
def remember(key: rx.vars.StringVar, value: rx.Var) -> CustomVarOperationReturn[Any]:
    """Let this browser remember *value* under *key*."""
    return var_operation_return(f"localStorage.setItem({key}, {value})", var_type=Any)
