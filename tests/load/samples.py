"""What was measured: raw samples as they come from a worker, and the figures of a row made from them."""

import statistics
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

MS_PER_S = 1000


@dataclass(slots=True)
class Tally:
    """Frames that some clients received; *size* is their payload in bytes, *boards* how many of them were boards."""

    clients: int = 0
    frames: int = 0
    size: int = 0
    boards: int = 0

    def reset(self) -> None:
        """Count from now."""
        self.frames = self.size = self.boards = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add up the clients of several workers."""
        return Tally(
            self.clients + other.clients,
            self.frames + other.frames,
            self.size + other.size,
            self.boards + other.boards,
        )


class Sighting(NamedTuple):
    """A *score* of a probe, when (s, monotonic) it was pressed or seen, and by which observer."""

    probe: str
    score: int
    at: float
    observer: int = 0


@dataclass(slots=True)
class Sample:
    """One worker's account of *seconds*: times in seconds, *busy* its share of a core, *late_s* its worst lateness."""

    seconds: float = 0.0
    delays: "array[float]" = field(default_factory=lambda: array("d"))
    sent: int = 0
    pressed: list[Sighting] = field(default_factory=list[Sighting])
    seen: list[Sighting] = field(default_factory=list[Sighting])
    players: Tally = field(default_factory=Tally)
    watchers: Tally = field(default_factory=Tally)
    busy: float = 0.0
    late_s: float = 0.0
    unanswered: int = 0
    errors: Counter[str] = field(default_factory=Counter[str])


@dataclass(slots=True)
class Figures:
    """A row: rates per second, delays in ms, shares of one core, sizes in bytes; NaN is not measured."""

    wanted: float = float("nan")
    sent: float = float("nan")
    answered: float = float("nan")
    frames_back: float = float("nan")
    p50: float = float("nan")
    p95: float = float("nan")
    p99: float = float("nan")
    longest: float = float("nan")
    board_p50: float = float("nan")
    board_p95: float = float("nan")
    board_hz: float = float("nan")
    frames: float = float("nan")
    size: float = float("nan")
    server: float = float("nan")
    waited: float = float("nan")
    generator: float = float("nan")
    late: float = float("nan")
    unanswered: float = 0.0
    errors: float = 0.0
    extra: dict[str, float] = field(default_factory=dict[str, float])


def percentile(ordered: Sequence[float], share: float) -> float:
    """Give the value that *share* of the *ordered* ones don't exceed; NaN if there are none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def board_delays(samples: Iterable[Sample]) -> list[float]:
    """Join what probes pressed with what observers saw: s from each press to each observer's first board with it."""
    seen: dict[tuple[str, int, int], list[Sighting]] = {}
    pressed: list[Sighting] = []
    for worker, sample in enumerate(samples):
        pressed += sample.pressed
        for sighting in sample.seen:
            seen.setdefault((sighting.probe, worker, sighting.observer), []).append(sighting)
    delays: list[float] = []
    for press in pressed:
        for (probe, *_), sightings in seen.items():
            # An observer's sightings are in order of time, and a score only rises.
            place = bisect_left(sightings, press.score, key=lambda sighting: sighting.score)
            if probe == press.probe and place < len(sightings):
                delays.append(sightings[place].at - press.at)
    return sorted(delays)


def figures(samples: Sequence[Sample], *, wanted: float, server: float, waited: float) -> Figures:
    """Make a row of what all workers measured at the *wanted* rate.

    *server* is the share of its core that the server took, *waited* what it wanted and did not get.
    """
    seconds = max(sample.seconds for sample in samples) or 1.0
    delays = sorted(delay for sample in samples for delay in sample.delays)
    boards = board_delays(samples)
    players = sum((sample.players for sample in samples), Tally())
    watchers = sum((sample.watchers for sample in samples), Tally())
    everybody, shown = players + watchers, watchers if watchers.clients else players
    per_client_s = max(1, shown.clients) * seconds
    return Figures(
        wanted=wanted,
        sent=sum(sample.sent for sample in samples) / seconds,
        answered=len(delays) / seconds,
        frames_back=(players.frames - players.boards) / seconds,
        p50=percentile(delays, 0.50) * MS_PER_S,
        p95=percentile(delays, 0.95) * MS_PER_S,
        p99=percentile(delays, 0.99) * MS_PER_S,
        longest=percentile(delays, 1.0) * MS_PER_S,
        board_p50=percentile(boards, 0.50) * MS_PER_S,
        board_p95=percentile(boards, 0.95) * MS_PER_S,
        board_hz=everybody.boards / (max(1, everybody.clients) * seconds),
        frames=shown.frames / per_client_s,
        size=shown.size / per_client_s,
        server=server,
        waited=waited,
        generator=max(sample.busy for sample in samples),
        late=max(sample.late_s for sample in samples) * MS_PER_S,
        unanswered=sum(sample.unanswered for sample in samples),
        errors=sum(sum(sample.errors.values()) for sample in samples),
    )


def median(rows: Sequence[Figures]) -> Figures:
    """Take the median of each figure over several runs of the same row."""
    middle = Figures()
    for spec in fields(Figures):
        if spec.name != "extra":
            setattr(middle, spec.name, statistics.median(getattr(row, spec.name) for row in rows))
    for name in rows[0].extra:
        middle.extra[name] = statistics.median(row.extra[name] for row in rows)
    return middle
