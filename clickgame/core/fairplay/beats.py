"""The second look: a beat to follow for some seconds, which speeds up and slows down, and whether somebody did.

Pure; times are in milliseconds. The beat is slow enough for whoever presses with a switch or a hand that trembles, and
turns too often for whoever only repeats what was. A program may be written to follow it, too: it is a courtesy to
people that costs programs something, and no proof.
"""

import math
import random
from collections.abc import Sequence

BEATS = 22
SLOWEST_MS, FASTEST_MS = 760, 430
TURN_BEATS = (5.0, 9.0)  # from slow to slow again
NEAR_MS = 100
"""A press this near to a beat follows it: people are some 20 to 60 ms off (Repp, 2005)."""

FOLLOWED_LEAST = 0.75  # of the beats
PRESSES_MOST = 1.4  # times as many as beats: whoever presses all the time has followed nothing
EXACT_MS = 3.0
"""Nobody is so near to every beat: this is a machine that has read where they are."""

STARTS = 4  # beats or presses at the beginning that may have been missed, or too many


def compose(rng: random.Random) -> tuple[int, ...]:
    """Give the times of BEATS beats from the first, which is at 0."""
    middle, swing = (SLOWEST_MS + FASTEST_MS) / 2, (SLOWEST_MS - FASTEST_MS) / 2
    phase, at, beats = rng.uniform(0, 2 * math.pi), 0.0, [0]
    while len(beats) < BEATS:
        phase += 2 * math.pi / rng.uniform(*TURN_BEATS)
        at += middle + swing * math.sin(phase)
        beats.append(round(at))
    return tuple(beats)


def is_followed(beats: Sequence[int], times: Sequence[int]) -> bool:
    """Tell whether presses at *times*, by another clock, follow *beats* as a person does."""
    if len(times) > PRESSES_MOST * len(beats):
        return False
    shifts = sorted({time - beat for time in times[:STARTS] for beat in beats[:STARTS]})
    shift = max(shifts, key=lambda shift: len(_off(beats, times, shift)))
    near = sorted(_off(beats, times, shift))
    off = _off(beats, times, shift + near[len(near) // 2])  # somebody may be late all the time: that is no fault
    if len(off) < FOLLOWED_LEAST * len(beats):
        return False
    mean = sum(off) / len(off)
    return math.sqrt(sum((each - mean) ** 2 for each in off) / len(off)) > EXACT_MS


def _off(beats: Sequence[int], times: Sequence[int], shift: int) -> list[int]:
    """Give how far off (ms) the nearest press was from each beat that was followed, with beats *shift* later."""
    nearest = (min((time - shift - beat for time in times), key=abs) for beat in beats)
    return [off for off in nearest if abs(off) <= NEAR_MS]
