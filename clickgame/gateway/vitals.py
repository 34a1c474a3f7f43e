"""The vitals of this process: six numbers, now and over the last hour, day and month.

They are reckoned from what is measured anyhow, from one look to the next. A curve's point is the whole of its step, not
what was seen at its end: a rate, or the distribution of all that happened in it.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import time

from clickgame.contract.measures import PREFIX, Read, Times, Value
from clickgame.contract.ops import Kept

LOOK_S = 2.0
MOST_SHARE = 0.99
MOST_ANSWERS = 0.95
MEGABYTE = 1_000_000

logger = logging.getLogger(__name__)

Readings = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Span:
    """How far back a curve goes: so many *steps* of *step_s*."""

    key: str
    title: str
    step_s: int
    steps: int


SPANS = (Span("hour", "Hour", 10, 360), Span("day", "Day", 120, 720), Span("month", "Month", 3_600, 744))

Reckon = Callable[[Readings, Readings, float], float]


@dataclass(frozen=True, slots=True)
class Vital:
    """One number: what it is called, its unit, how it comes from two readings and the time (s) between them.

    Beyond its *limit* operators are told, unless they choose another one; 0 is none.
    """

    key: str
    title: str
    unit: str
    reckon: Reckon
    limit: float


def _rate(name: str, factor: float = 1.0) -> Reckon:
    def reckon(now: Readings, then: Readings, passed_s: float) -> float:
        return factor * max(0.0, _number(now, name) - _number(then, name)) / max(passed_s, 0.001)

    return reckon


def _level(name: str, factor: float = 1.0) -> Reckon:
    return lambda now, _then, _passed_s: factor * _number(now, name)


def _most_ms(name: str, share: float) -> Reckon:
    def reckon(now: Readings, then: Readings, _passed_s: float) -> float:
        newest, before = now.get(PREFIX + name), then.get(PREFIX + name)
        if not isinstance(newest, Times) or not isinstance(before, Times):
            return 0.0
        return 1_000 * newest.since(before).quantile_s(share)

    return reckon


def _number(readings: Readings, name: str) -> float:
    value = readings.get(PREFIX + name, 0.0)
    return float(value) if isinstance(value, (int, float)) else 0.0


VITALS = (
    Vital("presses", "Presses a second", "", _rate("presses_total"), 0.0),
    Vital("answers", "Answers, 95%", "ms", _most_ms("answer_seconds", MOST_ANSWERS), 100.0),
    Vital("sockets", "Sockets", "", _level("sockets"), 0.0),
    Vital("cpu", "Processor", "%", _rate("cpu_seconds_total", 100.0), 90.0),
    Vital("lag", "Loop lag, 99%", "ms", _most_ms("loop_lag_seconds", MOST_SHARE), 100.0),
    Vital("memory", "Memory", "MB", _level("memory_bytes", 1 / MEGABYTE), 0.0),
)
"""In the order in which the page draws them, and the file keeps them."""

Point = tuple[float, ...]


class _Memory:
    """Keeps points for as long as this process lives."""

    def __init__(self) -> None:
        """Start with none."""
        self._rings = [OrderedDict[int, Point]() for _ in SPANS]

    def put(self, ring: int, step: int, values: Sequence[float], /) -> None:
        """Keep the values of a step; see `Kept`."""
        self._rings[ring][step] = tuple(values)
        if len(self._rings[ring]) > SPANS[ring].steps:
            self._rings[ring].popitem(last=False)

    def read(self, ring: int, *, until: int) -> Sequence[Point | None]:
        """Give those of a round; see `Kept`."""
        return [self._rings[ring].get(step) for step in range(until - SPANS[ring].steps, until)]


class Vitals:
    """Looks at what is measured, and keeps it over time."""

    def __init__(self, reads: Sequence[Read], *, wall: Callable[[], float] = time) -> None:
        """Read with each of *reads*; *wall* tells seconds, UTC. It is kept in memory before `keep_in`."""
        self._reads = reads
        self._wall = wall
        self._kept: Kept = _Memory()
        self._is_refused = False
        self._before: tuple[float, Readings] | None = None
        self._steps: list[tuple[int, float, Readings]] = []
        self.on_step: Callable[[Point], None] = lambda _point: None
        self.now: Point = (0.0,) * len(VITALS)
        self.readings: Readings = {}

    def keep_in(self, kept: Kept) -> None:
        """Keep everything there from now on."""
        self._kept = kept

    def look(self) -> None:
        """Look at what is measured: to be called every LOOK_S."""
        at = self._wall()
        self.readings = readings = self._read()
        if self._before is not None:
            self.now = _point(readings, self._before[1], at - self._before[0])
        self._before = at, readings
        if not self._steps:
            self._steps = [(int(at // span.step_s), at, readings) for span in SPANS]
        for ring, span in enumerate(SPANS):
            step, since, then = self._steps[ring]
            if int(at // span.step_s) != step:
                self._steps[ring] = int(at // span.step_s), at, readings
                self._end(ring, step, _point(readings, then, at - since))

    def over(self, span: Span) -> Sequence[Point | None]:
        """Give the points of a span, the newest last; None for steps in which nobody looked."""
        return self._kept.read(SPANS.index(span), until=int(self._wall() // span.step_s))

    def _end(self, ring: int, step: int, point: Point) -> None:
        if ring == 0:
            self.on_step(point)
        try:
            self._kept.put(ring, step, point)
        except OSError as problem:
            if not self._is_refused:
                logger.warning("the numbers over time are not kept: %s", problem)
            self._is_refused = True
        else:
            self._is_refused = False

    def _read(self) -> Readings:
        read = (reading for read in self._reads for reading in read())
        return {
            reading.name: reading.value.copy() if isinstance(reading.value, Times) else reading.value
            for reading in read
        }


def _point(now: Readings, then: Readings, passed_s: float) -> Point:
    return tuple(vital.reckon(now, then, passed_s) for vital in VITALS)
