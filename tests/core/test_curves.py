"""The curve of a run: bounded, whatever a run does, and never a press more or fewer than there were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.curves import POINTS, Curve, counts_of, reached, step_of

looks = st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 4_000), st.integers(1, 500)), max_size=80)


def curve_of(*presses: tuple[int, int]) -> Curve:
    """Give the curve of a run with so many presses at each time (s)."""
    curve = Curve()
    for at, count in presses:
        curve.add(count, since=at, until=at)
    return curve


@given(looks)
def test_a_curve_keeps_every_press_and_stays_small(looks: list[tuple[int, int, int]]) -> None:
    curve, total, now = Curve(), 0, 0
    for wait, back, presses in looks:
        now += wait
        curve.add(presses, since=max(0, now - back), until=now)
        total += presses
        assert sum(curve.counts) == total
        assert len(curve.counts) == now // curve.step + 1 <= POINTS
        assert curve.step == step_of(now)
        assert counts_of(curve.text) == tuple(curve.counts)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=300))
def test_each_count_is_what_was_pressed_in_its_part(seconds: list[int]) -> None:
    curve = curve_of(*enumerate(seconds))
    parts = range(0, len(seconds), curve.step)
    assert curve.counts == [sum(seconds[at : at + curve.step]) for at in parts]


def test_presses_of_a_silence_are_spread_over_it() -> None:
    curve = curve_of((0, 3))
    curve.add(10, since=1, until=4)
    assert curve.counts == [3, 3, 3, 2, 2]


def test_a_text_that_is_no_curve_is_none() -> None:
    assert counts_of("") == ()
    assert counts_of("4 0 12") == (4, 0, 12)
    for text in ("4,0", "4  0", "-1", "x", " ".join("1" * (POINTS + 1))):
        with pytest.raises(ValueError, match=r"curve|literal"):
            counts_of(text)


def test_a_run_has_come_to_its_score_at_its_end() -> None:
    assert reached((3, 0, 2), 5) == [3, 3, 5]
    assert reached((), 5) == []


@given(st.lists(st.integers(0, 50), max_size=POINTS), st.integers(0, 500))
def test_a_beginning_that_was_lost_is_taken_for_even(counts: list[int], lost: int) -> None:
    sums = reached(counts, sum(counts) + lost)
    assert len(sums) == len(counts)
    assert sums == sorted(sums)
    if any(counts):
        assert sums[-1] == sum(counts) + lost
