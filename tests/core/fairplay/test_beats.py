"""The beat: people follow it, steady or not; who repeats, hammers or is exact does not."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.fairplay.beats import BEATS, FASTEST_MS, SLOWEST_MS, compose, is_followed

seeds = st.integers(0, 10_000)


def person(beats: tuple[int, ...], rng: random.Random, *, off_ms: float, misses: float = 0.0) -> list[int]:
    """Give the presses of somebody who is that far off a beat, late as a rule, and misses some."""
    return sorted(
        round(50_000 + beat + rng.gauss(30, off_ms)) for beat in beats if rng.random() >= misses or beat == beats[0]
    )


@given(seeds)
def test_a_beat_speeds_up_and_slows_down_within_what_everybody_can_follow(seed: int) -> None:
    beats = compose(random.Random(seed))
    gaps = [after - before for before, after in pairwise(beats)]
    assert len(beats) == BEATS
    assert beats[0] == 0
    assert FASTEST_MS - 1 <= min(gaps) < max(gaps) <= SLOWEST_MS + 1
    assert max(gaps) > 1.15 * min(gaps)


@given(seeds, st.floats(8, 45))
def test_people_follow_it(seed: int, off_ms: float) -> None:
    rng = random.Random(seed)
    beats = compose(rng)
    assert is_followed(beats, person(beats, rng, off_ms=off_ms))


def test_people_may_miss_some_and_press_some_too_many() -> None:
    rng = random.Random(4)
    passed = 0
    for _ in range(200):
        beats = compose(rng)
        times = person(beats, rng, off_ms=45, misses=0.08)
        passed += is_followed(beats, sorted([times[0] - 700, *times, times[-1] + 300]))
    assert passed > 180


def test_who_is_late_all_the_time_follows_it() -> None:
    rng = random.Random(5)
    beats = compose(rng)
    assert is_followed(beats, [time + 320 for time in person(beats, rng, off_ms=25)])


@pytest.mark.parametrize("every_ms", range(380, 800, 30))
def test_one_s_own_beat_follows_no_other(every_ms: int) -> None:
    rng, passed = random.Random(6), 0
    for _ in range(60):
        at, times = 0.0, list[int]()
        for _press in range(BEATS):
            at += rng.gauss(every_ms, 20)
            times.append(round(at))
        passed += is_followed(compose(rng), sorted(times))
    assert passed <= 6


@given(seeds)
def test_hammering_and_exactness_are_no_following(seed: int) -> None:
    beats = compose(random.Random(seed))
    assert not is_followed(beats, range(0, beats[-1], 50))
    assert not is_followed(beats, [beat + 70 for beat in beats])
    assert not is_followed(beats, [5, 6])


@given(seeds, st.lists(st.integers(0, 60_000), min_size=2, max_size=128))
def test_anything_gets_an_answer(seed: int, times: list[int]) -> None:
    assert is_followed(compose(random.Random(seed)), sorted(times)) in (True, False)
