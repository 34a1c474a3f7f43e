"""Programs that press, made up from seeds: what they sleep between two presses, and what the machine makes of it."""

import random
from collections.abc import Callable, Iterator

from tests.fairplay.traces import PEOPLE

RECORDED = [name for name in PEOPLE if name not in {"switch access", "reconnecting", "in bursts"}]
TICK_MS = 15.625  # what an older Windows counts time in


def _late(rng: random.Random) -> Callable[[], float]:
    """Give how late (ms) a machine is, each time: a little, and now and then more."""
    usual_ms = rng.uniform(0.1, 1.0)
    busy = rng.uniform(0, 0.008)
    return lambda: rng.expovariate(1 / usual_ms) + (rng.uniform(4, 20) if rng.random() < busy else 0)


def _pressed(rng: random.Random, sleeps: Iterator[float]) -> Iterator[float]:
    """Press after each of the *sleeps*: by a timer that keeps to its line, or by sleeping, which adds up."""
    late = _late(rng)
    keeps_to_line, before = rng.random() < 0.5, 0.0
    for sleep in sleeps:
        after = late()
        yield sleep + after - before
        before = after if keeps_to_line else 0.0


def _always(of: Callable[[], float]) -> Iterator[float]:
    while True:
        yield of()


def fixed(rng: random.Random) -> Iterator[float]:
    """Press every so often, 4 to 24 times a second."""
    every_ms = 1000 / rng.uniform(4, 24)
    if rng.random() < 0.2:
        every_ms = max(3, round(every_ms / TICK_MS)) * TICK_MS
    return _pressed(rng, _always(lambda: every_ms))


def very_fast(rng: random.Random) -> Iterator[float]:
    """Press 27 to 50 times a second, as evenly or unevenly as may be."""
    every_ms, vary = 1000 / rng.uniform(27, 50), rng.uniform(0, 0.3)
    return _pressed(rng, _always(lambda: every_ms * rng.uniform(1 - vary, 1 + vary)))


def uniform(rng: random.Random) -> Iterator[float]:
    """Sleep for a random time between two bounds, as most scripts do that mean to look human."""
    every_ms, vary = 1000 / rng.uniform(5, 16), rng.uniform(0.1, 0.5)
    return _pressed(rng, _always(lambda: every_ms * rng.uniform(1 - vary, 1 + vary)))


def gaussian(rng: random.Random) -> Iterator[float]:
    """Sleep for a normally distributed time."""
    every_ms, vary = 1000 / rng.uniform(5, 16), rng.uniform(0.05, 0.25)
    return _pressed(rng, _always(lambda: max(5.0, rng.gauss(every_ms, vary * every_ms))))


def humanised(rng: random.Random) -> Iterator[float]:
    """Sleep for a log-normal time whose tempo drifts, and pause now and then."""
    every_ms, vary, tempo = 1000 / rng.uniform(6, 14), rng.uniform(0.06, 0.2), 1.0

    def sleep() -> float:
        nonlocal tempo
        tempo = 1 + 0.99 * (tempo - 1) + rng.gauss(0, 0.006)
        pause = rng.uniform(300, 4_000) if rng.random() < 0.004 else 0.0
        return every_ms * tempo * rng.lognormvariate(0, vary) + pause

    return _pressed(rng, _always(sleep))


def _recording(rng: random.Random, *, longest: int) -> list[float]:
    person = PEOPLE[rng.choice(RECORDED)](rng)
    return [next(person) for _ in range(rng.randint(30, longest))]


def replayed(rng: random.Random) -> Iterator[float]:
    """Play 30 to 200 presses of a person again and again."""
    recording = _recording(rng, longest=200)
    return _pressed(rng, _again(lambda: recording))


def replayed_with_noise(rng: random.Random) -> Iterator[float]:
    """Play a recording again and again, each interval some percent off."""
    recording, off = _recording(rng, longest=200), rng.uniform(0.02, 0.08)
    return _pressed(rng, _again(lambda: [each * rng.gauss(1, off) for each in recording]))


def long_recording(rng: random.Random) -> Iterator[float]:
    """Play a recording of up to 1,000 presses again and again."""
    recording = _recording(rng, longest=1_000)
    return _pressed(rng, _again(lambda: recording))


def _again(of: Callable[[], list[float]]) -> Iterator[float]:
    while True:
        yield from of()


BOTS = {
    each.__name__.replace("_", " "): each
    for each in (fixed, very_fast, uniform, gaussian, humanised, replayed, replayed_with_noise, long_recording)
}
