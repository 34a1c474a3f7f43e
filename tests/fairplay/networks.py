"""What lies between a page and the server, made up from seeds, and programs that lie about their times.

A page presses when somebody does, tells the times by a clock of its own, and sends its count ten times a second. All of
it arrives in its order, and late: by a network that stalls for minutes, keeps things back in a full buffer, or hangs up
and drops what it had; from two tabs in turn; from a machine that sleeps, whose clock may sleep with it.

The times (s) at which counts arrive go through the game's own look at a run, as in the engine.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clickgame.contract.fairplay import TIMES_AT_ONCE as SIZE
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.watch import Watch
from clickgame.core.runs import LOOK_S, Runs
from clickgame.core.scores import Score, ScoreKey
from tests.fairplay.bots import gaussian, humanised
from tests.fairplay.traces import PEOPLE

T0 = 1_000_000.0
SEND_S = 0.1
RUN_S = 300.0
Press = tuple[float, float]
"""After how long (ms) it is made, and what the page says."""


@dataclass(slots=True)
class Tab:
    """A page: when it was opened, its connection, and what it has not told yet."""

    opened_at: float
    connection: str
    times: list[int] = field(default_factory=list[int])


class Network:
    """A good one: some ms, now and then some more."""

    tabs = 1
    sleeps = 0.0
    """How often the machine sleeps, to a press."""

    def __init__(self, rng: random.Random) -> None:
        """Be as *rng* says."""
        self.rng = rng
        self.usual_s = rng.uniform(0.01, 0.25)
        self.stalled_until = 0.0

    def arrives(self, at: float) -> float:
        """Give when what is sent *at* (s) arrives."""
        jitter_s = self.rng.expovariate(1 / (0.3 * self.usual_s))
        return max(at + self.usual_s + jitter_s, self.stalled_until)

    def hangs_up(self, at: float) -> bool:  # noqa: ARG002  # a good one does not
        """Tell whether it does, *at* (s): what is on the way is gone, and the next connection is another one."""
        return False


class Stalling(Network):
    """One that keeps everything back now and then, for up to three minutes."""

    every_s = (5.0, 90.0)
    for_s = (0.3, 180.0)

    def __init__(self, rng: random.Random) -> None:
        """Stall for the first time some time later."""
        super().__init__(rng)
        self.next_at = T0 + rng.uniform(0, 30)

    def arrives(self, at: float) -> float:
        """See `Network`."""
        if at >= self.next_at:
            low, high = self.for_s
            self.stalled_until = at + low * (high / low) ** self.rng.random()
            self.next_at = self.stalled_until + self.rng.uniform(*self.every_s)
        return super().arrives(at)


class Flapping(Stalling):
    """One that stalls for some seconds, again and again."""

    every_s = (1.0, 30.0)
    for_s = (0.5, 12.0)


class Full(Network):
    """One whose buffer fills and empties while others use it: all is late by seconds, and nothing stalls."""

    def __init__(self, rng: random.Random) -> None:
        """Begin with an empty buffer."""
        super().__init__(rng)
        self.kept_s, self.filling, self.before = 0.0, 0.0, T0

    def arrives(self, at: float) -> float:
        """See `Network`."""
        passed_s, self.before = at - self.before, at
        if self.rng.random() < passed_s / 8:
            self.filling = self.rng.choice((0.0, self.rng.uniform(0.02, 0.3), -0.3, -1.0))
        if self.rng.random() < passed_s / 60:
            self.kept_s = 0.0
        self.kept_s = min(max(0.0, self.kept_s + self.filling * passed_s), 15.0)
        return super().arrives(at) + self.kept_s


class HangingUp(Stalling):
    """One that drops the connection while it stalls, as often as not."""

    def hangs_up(self, at: float) -> bool:
        """See `Network`."""
        return at < self.stalled_until and self.rng.random() < 0.05


class TwoTabs(Flapping):
    """Two tabs, or devices, of which now one is pressed and now the other."""

    tabs = 2


class Asleep(Network):
    """A machine that sleeps now and then, for up to four minutes."""

    sleeps = 0.01


NETWORKS: dict[str, type[Network]] = {
    "good": Network,
    "stalls": Stalling,
    "flaps": Flapping,
    "full buffer": Full,
    "hangs up": HangingUp,
    "two tabs": TwoTabs,
    "sleeps": Asleep,
}


def truly(intervals: Iterator[float]) -> Iterator[Press]:
    """Tell of each press what it was."""
    return ((interval, interval) for interval in intervals)


def through(
    network: str, make: Callable[[random.Random], Iterator[Press]], *, seed: str, presses: int
) -> tuple[int, tuple[str, ...]]:
    """Watch whoever *make* makes of *seed*, for so many *presses* that come by *network*.

    Tells after how many of them which signs were noticed: 0 and none if nothing was.
    """
    rng = random.Random(seed)
    way, run = NETWORKS[network](rng), _Run()
    tabs = [Tab(T0 - rng.uniform(0, 9_000), f"tab {number}") for number in range(way.tabs)]
    tab, at, arrived, counted_at, sent_at = tabs[0], T0, T0, T0, 0.0
    for number, (interval_ms, told_ms) in enumerate(_some(make(rng), presses), start=1):
        tab.opened_at += (interval_ms - told_ms) / 1_000  # its clock goes wrong by as much
        at += max(0.0, interval_ms) / 1_000
        if way.sleeps and rng.random() < way.sleeps:
            slept_s = rng.uniform(2, 240)
            at += slept_s
            tab.opened_at += slept_s * rng.choice((0, 1))
        if rng.random() < 0.02:
            tab = rng.choice(tabs)
        tab.times.append(round((at - tab.opened_at) * 1_000))
        is_sent = at - sent_at >= SEND_S
        is_told = len(tab.times) == SIZE
        if way.hangs_up(at):
            tab.connection += "'"
            tab.times = [] if is_told else tab.times
            continue
        if is_sent or is_told:
            arrived, sent_at = max(arrived, way.arrives(at)), at
            if arrived - counted_at >= RUN_S:
                run = _Run()
            counted_at = arrived
            run.count(number, at=arrived)
        if is_told:
            signs = run.hear(tab, at=arrived)
            if signs:
                return number, signs
    return 0, ()


class _Run:
    """A run as the engine knows it, with a look each second."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._runs = Runs(kept=1, pace_per_s=25.0)
        self._score = Score(ScoreKey("somebody"))
        self._looked_at = 0.0

    def count(self, presses: int, *, at: float) -> None:
        score = self._score
        if at - self._looked_at >= LOOK_S:
            self._runs.look(score, now=at)
            self._looked_at = at
        if not score.score:
            score.started_at = at
        score.score, score.pressed_at = presses, at

    def hear(self, tab: Tab, *, at: float) -> tuple[str, ...]:
        arrival = Arrival(at, tab.connection, self._runs.unbroken_s(self._score, now=at))
        self._watch.hear(Batch(tuple(tab.times)), arrival)
        tab.times = []
        return self._watch.signs


def _some(presses: Iterator[Press], most: int) -> Iterator[Press]:
    return (press for press, _ in zip(presses, range(most), strict=False))


# Who lies


def invented(rng: random.Random) -> Iterator[Press]:
    """Press 15 to 25 times a second, and tell of a person's 5 to 9."""
    every_ms = 1000 / rng.uniform(15, 25)
    claims = PEOPLE[rng.choice(("one finger", "tremor", "two keys", "jitter"))](rng)
    return ((every_ms, claim) for claim in claims)


def invented_slower(rng: random.Random) -> Iterator[Press]:
    """Press 15 to 25 times a second, and tell of a person's 3 to 5."""
    every_ms, slower = 1000 / rng.uniform(15, 25), rng.uniform(1.5, 2.0)
    return ((every_ms, slower * claim) for claim in PEOPLE["one finger"](rng))


def stretched(rng: random.Random) -> Iterator[Press]:
    """Press as fast as may be, and tell half to three times more time than there was."""
    by = rng.uniform(1.5, 3)
    return ((interval / by, interval) for interval in humanised(rng))


def shrunk(rng: random.Random) -> Iterator[Press]:
    """Press, and tell less time than there was."""
    by = rng.uniform(0.3, 0.7)
    return ((interval / by, interval) for interval in gaussian(rng))


LIARS = {each.__name__.replace("_", " "): each for each in (invented, invented_slower, stretched, shrunk)}
