"""The gate: what a page may say is looked at here before anything runs.

Reflex trusts its own page. A stranger with a WebSocket client can send anything, so every event has to name a handler
that the page may call and bring the values that it takes. All else is refused with a code, changes nothing, and never
becomes a traceback. Nothing here knows Reflex or a socket: it looks at plain data.
"""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from clickgame.contract.errors import CountInvalid, EventMalformed, UnknownEvent
from clickgame.gateway.reflex.channels import CALLS, TEXT_LONGEST

ROUTER: Mapping[str, type] = {"pathname": str, "asPath": str, "query": dict}
ITEMS_MOST = 128  # times of presses are the longest list
DEPTH_MOST = 6


def check(data: object) -> str:
    """Give the name of the event *data*. Raises GameError unless it is one that the page may send."""
    if not isinstance(data, dict):
        raise EventMalformed
    event = cast("dict[str, object]", data)
    name = event.get("name")
    if not isinstance(name, str) or name not in CALLS:
        raise UnknownEvent
    values = CALLS[name]
    payload, router = event.get("payload", {}), event.get("router_data", {})
    if not _has_form(payload, {**values.required, **values.optional}, required=values.required):
        raise EventMalformed
    if not _has_form(router, ROUTER):
        raise EventMalformed
    brought = cast("dict[str, object]", payload)
    for key, value in brought.items():
        if values.required.get(key) is int and type(value) is not int:
            raise CountInvalid
    return name


def path_of(event: Mapping[str, object]) -> str:
    """Give the path of the page that sent *event*, which has passed `check`."""
    router = cast("Mapping[str, str]", event.get("router_data", {}))
    return router.get("pathname", "/")


def address_of(event: Mapping[str, object]) -> str:
    """Give the path that the browser of the page shows, without query and fragment, as `path_of` gives the route."""
    router = cast("Mapping[str, str]", event.get("router_data", {}))
    return re.split(r"[?#]", router.get("asPath", "/"), maxsplit=1)[0]


def longest_in(data: object) -> int:
    """Tell how long a text in the event *data* may be."""
    name = cast("dict[object, object]", data).get("name") if isinstance(data, dict) else None
    call = CALLS.get(name) if isinstance(name, str) else None
    return call.longest if call else TEXT_LONGEST


def is_small(value: object, depth: int = DEPTH_MOST, *, longest: int = TEXT_LONGEST) -> bool:
    """Tell whether *value* is shallow, and no text in it longer than *longest*."""
    if isinstance(value, str):
        return len(value) <= longest
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value)
        return (
            depth > 0
            and len(pairs) <= ITEMS_MOST
            and all(is_small(key) and is_small(part, depth - 1, longest=longest) for key, part in pairs.items())
        )
    if isinstance(value, list):
        items = cast("list[object]", value)
        return (
            depth > 0 and len(items) <= ITEMS_MOST and all(is_small(item, depth - 1, longest=longest) for item in items)
        )
    return value is None or isinstance(value, (bool, int, float))


def _has_form(data: object, form: Mapping[str, type], *, required: Iterable[str] = ()) -> bool:
    """Tell whether *data* has the keys of *form* and no others, with strings, lists and mappings where it says so."""
    if not isinstance(data, dict):
        return False
    values = cast("dict[str, object]", data)
    return (
        values.keys() <= form.keys()
        and values.keys() >= set(required)
        and all(form[key] is int or isinstance(value, form[key]) for key, value in values.items())
    )
