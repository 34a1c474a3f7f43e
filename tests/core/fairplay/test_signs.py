"""The table of signs: what each sees, and what it does not."""

import random
from collections.abc import Callable

import pytest

from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.signs import BY_KEY, SIGNS
from tests.core.fairplay.test_batches import times_of

RNG = random.Random(7)


def shown(batch: Batch) -> set[str]:
    """Give the signs that *batch* shows."""
    return {sign.key for sign in SIGNS if sign.shows(batch)}


def batch_of(gap: Callable[[], float], *, grain: int = 1, is_trusted: bool = True) -> Batch:
    """Give 75 presses with such gaps (ms), by a clock of that *grain*."""
    at, times = 1_003.0, list[int]()
    for _ in range(75):
        at += gap()
        times.append(int(at // grain * grain))
    return Batch(times if is_trusted else [-time for time in times])


def test_every_sign_is_told_and_found_by_its_key() -> None:
    assert len(BY_KEY) == len(SIGNS)
    assert all(sign.text[0].isupper() and sign.text[-1] != "." and sign.enough >= 2 for sign in SIGNS)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (lambda: 100, {"even", "steady"}),
        (lambda: 101 + RNG.random(), {"even", "steady"}),
        (lambda: RNG.gauss(30, 6), {"fast"}),
        (lambda: RNG.gauss(110, 10), set[str]()),
        (lambda: RNG.lognormvariate(4.6, 0.2), set[str]()),
        (lambda: 400, set[str]()),  # slow: a program that clicks for somebody whose pointer rests
    ],
)
def test_what_gaps_show(gap: Callable[[], float], expected: set[str]) -> None:
    assert shown(batch_of(gap)) == expected


def test_an_even_beat_is_seen_through_a_coarse_clock() -> None:
    assert shown(batch_of(lambda: 107, grain=8)) == {"steady"}
    assert shown(batch_of(lambda: 140, grain=100)) == set()


def test_gaps_by_lot_are_flat_more_often_than_not() -> None:
    flat = [shown(batch_of(lambda: RNG.uniform(60, 140))) for _ in range(100)]
    bells = [shown(batch_of(lambda: RNG.gauss(100, 20))) for _ in range(100)]
    coarse = [shown(batch_of(lambda: RNG.uniform(60, 140), grain=8)) for _ in range(20)]
    assert sum("flat" in one for one in flat) > 60
    assert sum("flat" in one for one in bells) < 10
    assert not any("flat" in one for one in coarse)


def test_fingers_in_turn_are_not_flat() -> None:
    turns = [gap + RNG.gauss(0, 6) for gap in (70, 95) * 38]
    assert shown(Batch(times_of([round(gap) for gap in turns]))) == set()


def test_presses_of_a_script_show_it_unless_they_are_few() -> None:
    """Software for people who speak their clicks makes some, and never many a second."""
    assert shown(batch_of(lambda: RNG.gauss(110, 10), is_trusted=False)) == {"scripted"}
    assert shown(batch_of(lambda: RNG.gauss(600, 50), is_trusted=False)) == set()
