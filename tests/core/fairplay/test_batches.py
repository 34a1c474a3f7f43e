"""Times from a page: what is refused, and what the figures say of what is taken."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.doubts import TimesInvalid
from clickgame.core.fairplay.batches import FINGERS_ALL, LATEST_MS, SIZE_MOST, Batch, checked

gaps = st.lists(st.integers(0, 2_000), min_size=1, max_size=SIZE_MOST - 1)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=SIZE_MOST + 5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def times_of(gaps: list[int], *, start: int = 1_003) -> list[int]:
    """Give the times of presses with those *gaps* between them."""
    times = [start]
    for gap in gaps:
        times.append(times[-1] + gap)
    return times


@given(anything)
def test_what_are_no_times_is_refused(sent: object) -> None:
    try:
        known = checked(sent)
    except TimesInvalid:
        return
    assert isinstance(sent, list)
    assert list(known) == sorted(sent, key=abs)
    assert all(type(time) is int and abs(time) <= LATEST_MS for time in known)
    assert 2 <= len(known) <= SIZE_MOST


@pytest.mark.parametrize(
    "sent",
    [
        (1, 2),
        [1],
        [1, 2.0],
        [1, math.nan],
        [1, math.inf],
        [1, True],
        [-3, 2],
        [1, -LATEST_MS - 1],
        [2, 1],
        [1, 10**400],
        [1, LATEST_MS + 1],
        [0] * (SIZE_MOST + 1),
        ["1", "2"],
        [[1], [2]],
    ],
    ids=str,
)
def test_each_of_these_is_refused(sent: object) -> None:
    with pytest.raises(TimesInvalid):
        checked(sent)


@given(gaps)
def test_times_in_order_are_taken_as_they_are(gaps: list[int]) -> None:
    times = times_of(gaps)
    assert list(checked(times)) == times
    assert Batch(times).gaps == gaps


@given(gaps, st.integers(2, 9))
def test_figures_grow_with_the_gaps(gaps: list[int], times_as_long: int) -> None:
    """Whoever presses half as fast as somebody else, and otherwise alike, has the same figures in twice the time."""
    one, other = Batch(times_of(gaps)), Batch(times_of([gap * times_as_long for gap in gaps]))
    assert other.spread == pytest.approx(one.spread * times_as_long) or one.median == 1
    assert other.off_line == pytest.approx(one.off_line * times_as_long, abs=0.05)
    assert other.likeness(1) == pytest.approx(one.likeness(1), abs=1e-6)


@given(gaps, st.integers(0, 10**9))
def test_figures_do_not_ask_when_the_page_was_opened(gaps: list[int], start: int) -> None:
    one, other = Batch(times_of(gaps)), Batch(times_of(gaps, start=start))
    assert (one.median, one.mean, one.spread, one.off_line) == (other.median, other.mean, other.spread, other.off_line)
    assert (one.grain, one.alike) == (other.grain, other.alike)


def test_presses_that_no_device_made_are_told_by_their_sign() -> None:
    assert Batch([-1_000, -1_100, -1_200]).gaps == Batch([1_000, 1_100, 1_200]).gaps
    assert not Batch([-1_000, -1_100, 1_200]).is_trusted
    assert Batch([-1_000, 1_100, 1_200]).is_trusted


def test_an_even_beat_is_on_its_line() -> None:
    batch = Batch(times_of([100] * 74))
    assert (batch.median, batch.mean, batch.spread, batch.off_line, batch.grain) == (100, 100, 0, 0, 1)
    assert batch.alike == batch.likeness(1) == 1


@pytest.mark.parametrize("grain", [5.0, 8.0, 1000 / 120, 1000 / 60])
def test_a_coarse_clock_is_known(grain: float) -> None:
    rng, at = random.Random(1), 0.0
    times = [round((at := at + rng.gauss(110, 9)) // grain * grain) for _ in range(75)]
    assert Batch(times).grain == pytest.approx(grain)
    assert not Batch(times).is_blind


def test_a_clock_that_shows_hardly_anything_is_known() -> None:
    assert Batch([100, 200, 200, 400]).is_blind
    assert not Batch([100, 200, 210, 400]).is_blind


def test_gaps_of_one_finger_are_compared() -> None:
    batch = Batch(times_of([50, 90] * (FINGERS_ALL // 2) + [51, 120]))
    assert batch.alike == 0.5
    assert Batch(times_of([50, 90])).alike == 1
    assert Batch(times_of([50, 90] * 30)).likeness(1) == pytest.approx(-1, abs=0.05)
