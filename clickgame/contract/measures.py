"""What is measured of a running process: plain numbers, which are added up where things happen and read when asked for.

A measure is one line of a room's table, with how it is read from what the room has. Nobody here knows who asks: a
scrape of `/metrics` and the operator's page read the same numbers.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

COUNTER, GAUGE, TIMES = "counter", "gauge", "times"

BOUNDS_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)
"""Up to which time (s) each part of a distribution goes; the last one beyond these has no end."""

PREFIX = "clickgame_"

Source = TypeVar("Source")


class Times:
    """How often something took how long: *counts* by the parts of BOUNDS_S, and all of it together, *sum_s*."""

    __slots__ = ("counts", "sum_s")

    def __init__(self, counts: Iterable[int] = (), sum_s: float = 0.0) -> None:
        """Start with nothing, or with what is given."""
        self.counts = list(counts) or [0] * (len(BOUNDS_S) + 1)
        self.sum_s = sum_s

    def add(self, seconds: float, *, times: int = 1) -> None:
        """Take in that something took so long, so many *times*."""
        self.counts[bisect_left(BOUNDS_S, seconds)] += times
        self.sum_s += seconds * times

    @property
    def count(self) -> int:
        """How often it was, in all."""
        return sum(self.counts)

    def since(self, before: "Times") -> "Times":
        """Give what has come to this since it was *before*."""
        counts = [now - then for now, then in zip(self.counts, before.counts, strict=True)]
        return Times(counts, self.sum_s - before.sum_s)

    def copy(self) -> "Times":
        """Give the same, which stays as it is."""
        return Times(self.counts, self.sum_s)

    def quantile_s(self, share: float) -> float:
        """Give the time (s) that *share* of them did not exceed, as evenly spread within its part; 0 for none."""
        wanted = share * self.count
        for count, low, high in zip(self.counts, (0.0, *BOUNDS_S), (*BOUNDS_S, BOUNDS_S[-1]), strict=True):
            if count and wanted <= count:
                return low + (high - low) * wanted / count
            wanted -= count
        return 0.0


Value = float | Mapping[str, float] | Times


@dataclass(frozen=True)  # slots cannot be had with a type that is filled in
class Measure(Generic[Source]):
    """One number: its name without the prefix, its kind, what it says, and how it is *read*.

    With a *label*, there is a number for each of its values. What is added up ends in `_total`, times in `_seconds`.
    """

    name: str
    kind: str
    text: str
    read: Callable[[Source], Value]
    label: str = ""


class Reading(NamedTuple):
    """What a measure was when it was read."""

    name: str
    kind: str
    text: str
    label: str
    value: Value


Read = Callable[[], Iterator[Reading]]


def reader(measures: Sequence[Measure[Source]], source: Source) -> Read:
    """Make what reads all *measures* of *source*."""

    def read() -> Iterator[Reading]:
        for measure in measures:
            yield Reading(PREFIX + measure.name, measure.kind, measure.text, measure.label, measure.read(source))

    return read
