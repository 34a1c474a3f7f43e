"""Times that are told, and times that pass: what disagrees often enough is awry, and what a network does is not."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.fairplay.arrivals import DRIFT_S, ENOUGH, SETTLED_S, SLACK_S, STRETCH_S, Arrival, Arrivals

LONG = 1e9
STEP_S = 16.0


def heard(*batches: tuple[float, float], unbroken_s: float = LONG, connection: str = "one") -> Arrivals:
    """Give what is known after *batches*: how long (s) each was after the one before, and how long it said."""
    arrivals = Arrivals()
    at, told_s = 500.0, 30.0
    arrivals.hear(round(told_s * 1_000), Arrival(at, connection, unbroken_s))
    for passed_s, said_s in batches:
        at, told_s = at + passed_s, told_s + said_s
        arrivals.hear(round(told_s * 1_000), Arrival(at, connection, unbroken_s))
    return arrivals


@pytest.mark.parametrize(
    ("said_s", "misfits"),
    [
        (STEP_S, 0),
        (STEP_S + SLACK_S, 0),
        (STEP_S - SLACK_S, 0),
        (STEP_S + SLACK_S + 0.1, 3),
        (STEP_S - SLACK_S - 0.1, 3),
        (0.0, 3),  # a page that tells the same times again and again
        (-STEP_S, 3),
    ],
)
def test_a_stretch_is_awry_that_is_off_by_more_than_the_slack(said_s: float, misfits: int) -> None:
    assert heard(*[(STEP_S, said_s)] * 3).misfits == misfits


def test_what_is_shorter_by_both_clocks_waits_until_it_is_long_enough() -> None:
    """Whichever clock says so: a program that presses fast tells of more time than it takes."""
    assert heard(*[(4.0, 5.0)] * 2).misfits == 0
    assert heard(*[(4.0, STRETCH_S / 2)] * 2).misfits == 1
    assert heard(*[(STRETCH_S / 3, 0.5)] * 3).misfits == 1


def test_what_fits_makes_good_for_what_did_not_and_the_other_direction_begins_anew() -> None:
    more, less, right = (STEP_S, 2 * STEP_S), (STEP_S, 1.0), (STEP_S, STEP_S)
    assert heard(more, more, right).misfits == 1
    assert heard(less, less, less, right).misfits == 2
    assert heard(more, more, more, less).misfits == 1
    assert heard(less, less, more, more).misfits == 2
    assert heard(*[more] * 9).misfits == ENOUGH
    assert heard(*[less] * 9, right).misfits == ENOUGH - 1


def test_so_many_misfits_are_enough_only_if_they_come_to_more_than_a_full_buffer_keeps_back() -> None:
    """A delay that grows from 0 to nearly as much is no lie, nor one that does so twice."""
    slow = DRIFT_S / 5
    growing, shrinking = (STEP_S + slow - 0.01, STEP_S), (STEP_S, STEP_S + 5 * slow)
    assert heard(*[growing] * 5).misfits == ENOUGH - 1
    assert heard(*[growing] * 6).misfits == ENOUGH
    assert heard(*[growing] * 5, shrinking, *[growing] * 5).misfits == ENOUGH - 1
    assert heard(*[growing] * 2, *[(STEP_S, STEP_S)] * 3, *[growing] * 5).misfits == ENOUGH - 1


def test_a_stretch_across_a_silence_or_just_behind_one_is_not_judged() -> None:
    """As with a machine that slept, whose clock may have slept with it, and with what was kept back for minutes."""
    lie = (STEP_S, 3 * STEP_S)
    assert heard(lie, lie, unbroken_s=STEP_S - 1).misfits == 0
    assert heard(lie, lie, unbroken_s=STEP_S + SETTLED_S - 0.1).misfits == 0
    assert heard(lie, lie, unbroken_s=STEP_S + SETTLED_S).misfits == 2


def test_another_connection_has_another_clock() -> None:
    arrivals = Arrivals()
    for number in range(20):
        connection = "one" if number % 2 else "two"
        arrivals.hear(number * 1_000, Arrival(number * STEP_S, connection, LONG))
    assert arrivals.misfits == 0
    for number in range(20, 23):
        arrivals.hear(number * 1_000, Arrival(number * STEP_S, "two", LONG))
    assert arrivals.misfits == 2


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(-1e9, 1e9)), max_size=30))
def test_whatever_is_told_it_stays_small(batches: list[tuple[float, float]]) -> None:
    arrivals = heard(*batches)
    assert 0 <= arrivals.misfits <= ENOUGH
    assert sys.getsizeof(arrivals) < 100


@given(st.lists(st.tuples(st.floats(1, 60), st.floats(0, SLACK_S / 2 - 0.01)), max_size=40))
def test_no_delay_that_a_silence_would_not_show_is_awry(way: list[tuple[float, float]]) -> None:
    """However it changes from batch to batch."""
    before, batches = 0.0, list[tuple[float, float]]()
    for said_s, late_s in way:
        batches.append((said_s + late_s - before, said_s))
        before = late_s
    assert heard(*batches).misfits == 0
