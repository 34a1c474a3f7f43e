"""Presses as a page measures them, made up from seeds: of people, by technique, and of programs, by kind.

What people do is taken from what is known of fast tapping:

- A finger taps at 5 to 7 a second for some seconds (the finger tapping test: Reitan, Halstead), drummers at up to 10
  with one hand, and the fastest drummer measured at 20 with two (Fujii, Kudo, Ohtsuki, Oda, 2009: each hand's intervals
  vary by some 4 to 6 %). Two fingers in turn come to 9 to 14 a second, players of click tests with two fingers on one
  button to 16, and ten fingers in a roll to 20 and more for a moment.
- Intervals are skewed and vary by 4 % at the very best, mostly by 6 to 15 %. A clock that varies, and a motor delay
  that makes neighbours differ the other way, give an autocorrelation of up to -0.5 between neighbours (Wing and
  Kristofferson, 1973). Slow drifts lie above both (Gilden, Thornton, Mallon, 1995), and a hand tires by a tenth or more
  in a minute.
- Whoever taps with music is 5 to 15 ms off the beat, and comes back to it (Repp, 2005).
- A resting tremor beats 4 to 6 times a second, others up to 8, each within some percent of its frequency.

Times are in milliseconds. What a page sees of them is rounded by its timer: `TIMERS`.
"""

import math
import random
from collections.abc import Callable, Iterator

PRESSES = 2_000
Technique = Callable[[random.Random], Iterator[float]]

TIMERS = {"1 ms": 1.0, "5 ms": 5.0, "8 ms": 8.0, "16.7 ms": 1000 / 60, "100 ms": 100.0}
"""What browsers and mice round times to: 1 ms most of them, 8 ms a mouse that is asked 125 times a second, 16.7 ms a
touch screen, and 100 ms a browser that resists being recognised."""


def _drift(rng: random.Random, *, share: float) -> Iterator[float]:
    """Give factors of the tempo: slow, *share* of it as a rule, and never far away."""
    level = rng.gauss(0, share)
    while True:
        level = 0.995 * level + rng.gauss(0, share / 10)
        yield math.exp(level)


def _taps(  # what differs between techniques
    rng: random.Random,
    *,
    mean_ms: float,
    vary: float,
    motor: float = 0.5,
    turns: tuple[float, ...] = (1.0,),
    tires: float = 0.0,
    rest: float = 0.004,
    drift: float = 0.03,
) -> Iterator[float]:
    """Give intervals of some *mean_ms* that *vary* by that share, *motor* of it by delays that neighbours share.

    *turns* are the fingers' own factors, *tires* how much slower it gets in the end, *rest* how often a hand rests.
    """
    delay_ms = motor * vary * mean_ms / math.sqrt(2)
    clock = vary * math.sqrt(1 - motor**2)
    before = rng.gauss(0, delay_ms)
    tempo = _drift(rng, share=drift)
    for number in range(10**9):
        after = rng.gauss(0, delay_ms)
        slower = 1 + tires * (1 - math.exp(-number / 400))
        turn = turns[number % len(turns)]
        interval = mean_ms * next(tempo) * slower * turn * math.exp(rng.gauss(0, clock)) + after - before
        before = after
        if rng.random() < rest:
            interval += rng.expovariate(1 / (3 * mean_ms))
        yield max(interval, mean_ms / 8)


def one_finger(rng: random.Random) -> Iterator[float]:
    """Tap with one finger, slowly or fast."""
    return _taps(
        rng, mean_ms=rng.uniform(115, 260), vary=rng.uniform(0.055, 0.16), motor=rng.random(), tires=rng.random() / 3
    )


def steady_finger(rng: random.Random) -> Iterator[float]:
    """Tap as evenly as a drummer, who neither tires nor rests."""
    return _taps(
        rng, mean_ms=rng.uniform(75, 160), vary=rng.uniform(0.04, 0.055), motor=rng.uniform(0, 0.7), rest=0, drift=0.012
    )


def two_fingers(rng: random.Random) -> Iterator[float]:
    """Tap with two fingers in turn, one of them later than the middle."""
    late = rng.uniform(0.0, 0.3)
    return _taps(
        rng,
        mean_ms=rng.uniform(70, 115),
        vary=rng.uniform(0.05, 0.14),
        turns=(1 + late, 1 - late),
        tires=rng.random() / 4,
    )


def butterfly(rng: random.Random) -> Iterator[float]:
    """Tap with two fingers on one button, which now and then bounces."""
    late = rng.uniform(0.0, 0.45)
    taps = _taps(rng, mean_ms=rng.uniform(58, 95), vary=rng.uniform(0.08, 0.2), turns=(1 + late, 1 - late), rest=0.01)
    return _bounce(rng, taps, share=rng.uniform(0, 0.2))


def jitter(rng: random.Random) -> Iterator[float]:
    """Shake a tense arm: fast, uneven, and with rests."""
    return _taps(
        rng, mean_ms=rng.uniform(68, 110), vary=rng.uniform(0.08, 0.22), tires=rng.uniform(0.1, 0.6), rest=0.02
    )


def drumming(rng: random.Random) -> Iterator[float]:
    """Roll over four to ten fingers, each with its own place, hand after hand, with a breath between rolls."""
    fingers = rng.choice((4, 5, 8, 10))
    turns = [rng.uniform(0.6, 1.4) for _ in range(fingers)]
    even = tuple(turn * fingers / sum(turns) for turn in turns)
    return _taps(rng, mean_ms=rng.uniform(46, 80), vary=rng.uniform(0.1, 0.25), turns=even, rest=0.03)


def two_keys(rng: random.Random) -> Iterator[float]:
    """Press Space and Enter in turn, with both hands."""
    late = rng.uniform(0.0, 0.2)
    return _taps(rng, mean_ms=rng.uniform(72, 130), vary=rng.uniform(0.05, 0.12), turns=(1 + late, 1 - late))


def with_music(rng: random.Random) -> Iterator[float]:
    """Tap with a beat: some milliseconds off, and always back to it."""
    beat_ms, off_ms = 15_000 / rng.uniform(90, 175), 0.0
    spread_ms = max(rng.uniform(5, 15), 0.045 * beat_ms)
    while True:
        before = off_ms
        off_ms = 0.6 * off_ms + rng.gauss(0, 0.8 * spread_ms)
        yield max(beat_ms + off_ms - before, 15.0)


def switch_access(rng: random.Random) -> Iterator[float]:
    """Press a switch with a head, a foot or a breath; some programs click by themselves where a pointer rests."""
    if rng.random() < 0.3:
        dwell_ms = rng.uniform(500, 1500)
        while True:
            yield dwell_ms + rng.gauss(0, 3)
    yield from _taps(rng, mean_ms=rng.uniform(300, 1200), vary=rng.uniform(0.1, 0.35), rest=0.05)


def tremor(rng: random.Random) -> Iterator[float]:
    """Press with a hand that trembles 4 to 8 times a second, and now and then misses the button."""
    taps = _taps(rng, mean_ms=1000 / rng.uniform(4, 8), vary=rng.uniform(0.04, 0.09), motor=0.3, rest=0, drift=0.02)
    for interval in taps:
        yield interval if rng.random() > 0.03 else interval + next(taps)


def worn_mouse(rng: random.Random) -> Iterator[float]:
    """Tap on a mouse that makes two presses of some."""
    return _bounce(rng, one_finger(rng), share=rng.uniform(0.05, 0.5))


def reconnecting(rng: random.Random) -> Iterator[float]:
    """Tap through a bad connection: what was pressed in a silence comes at once, with its times."""
    for interval in rng.choice((one_finger, two_fingers, jitter))(rng):
        yield interval if rng.random() > 0.01 else interval + rng.uniform(300, 30_000)


def in_bursts(rng: random.Random) -> Iterator[float]:
    """Tap a dozen times, look at the board, and go on."""
    for interval in rng.choice((one_finger, two_fingers, steady_finger))(rng):
        yield interval if rng.random() > 0.06 else interval + rng.lognormvariate(6.5, 0.8)


PEOPLE: dict[str, Technique] = {
    each.__name__.replace("_", " "): each
    for each in (
        one_finger,
        steady_finger,
        two_fingers,
        butterfly,
        jitter,
        drumming,
        two_keys,
        with_music,
        switch_access,
        tremor,
        worn_mouse,
        reconnecting,
        in_bursts,
    )
}


def _bounce(rng: random.Random, taps: Iterator[float], *, share: float) -> Iterator[float]:
    for interval in taps:
        bounce_ms = rng.uniform(8, 40)
        if rng.random() < share and interval > 2 * bounce_ms:
            yield bounce_ms
            yield interval - bounce_ms
        else:
            yield interval


def page_times(intervals: Iterator[float], *, timer_ms: float, presses: int, rng: random.Random) -> list[int]:
    """Give *presses* times (ms) as a page tells them, from *intervals* that its timer rounds."""
    at, times = rng.uniform(1_000, 60_000), list[int]()
    for _ in range(presses):
        at += max(0.0, next(intervals))
        times.append(round(at // timer_ms * timer_ms))
    return times
