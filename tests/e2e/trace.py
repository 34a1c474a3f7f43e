"""What the browser's main thread did, read from a trace that Chromium wrote.

It is the thread's own time of the processor: what others on the machine took meanwhile is not in it."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
KINDS = {
    "script": ("EventDispatch", "FunctionCall", "RunMicrotasks", "TimerFire", "FireAnimationFrame", "V8", "MinorGC"),
    "style": ("UpdateLayoutTree",),
    "layout": ("Layout", "IntersectionObserver"),
    "paint": ("PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer"),
}
MAIN, RASTER = "CrRendererMain", "RasterTask"


def spent_ms(path: Path) -> dict[str, float]:
    """Sum up the processor's milliseconds for each kind of work in the trace at *path*; `raster` is other threads'."""
    events: list[dict[str, Any]] = json.loads(path.read_bytes())["traceEvents"]
    mains = {(e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == MAIN}
    whole = [event for event in events if event["ph"] == "X" and "dur" in event]
    busiest = Counter((event["pid"], event["tid"]) for event in whole).most_common()
    main = next(thread for thread, _ in busiest if thread in mains)
    spent = dict.fromkeys((*KINDS, "other"), 0.0)
    for name, own_us in _own_times([event for event in whole if (event["pid"], event["tid"]) == main]):
        spent[_kind(name)] += own_us / 1000
    raster_us = sum(_took_us(event) for event in whole if event["name"] == RASTER and event["pid"] == main[0])
    return spent | {"raster": raster_us / 1000}


def _own_times(events: list[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    """Give each event's name and the processor's microseconds that it did not spend in others."""
    open_events: list[list[Any]] = []  # [name, end, own time]
    for event in sorted(events, key=lambda event: (event["ts"], -event["dur"])):
        while open_events and event["ts"] >= open_events[-1][1]:
            name, _, own_us = open_events.pop()
            yield name, own_us
        if open_events:
            open_events[-1][2] -= _took_us(event)
        open_events.append([event["name"], event["ts"] + event["dur"], _took_us(event)])
    for name, _, own_us in open_events:
        yield name, own_us


def _took_us(event: dict[str, Any]) -> int:
    return event.get("tdur", 0)  # left out where it is less than one


def _kind(name: str) -> str:
    return next((kind for kind, starts in KINDS.items() if name.startswith(starts)), "other")
