"""What is added up beside the game: times by how long they were, and readings of a table's measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.measures import BOUNDS_S, COUNTER, GAUGE, PREFIX, Measure, Times, reader

seconds = st.floats(0, 20)


@given(st.lists(st.tuples(seconds, st.integers(1, 50)), max_size=50))
def test_times_are_as_many_and_as_long_as_was_taken_in(taken: list[tuple[float, int]]) -> None:
    times = Times()
    for each, count in taken:
        times.add(each, times=count)
    assert times.count == sum(count for _, count in taken)
    assert times.sum_s == pytest.approx(sum(each * count for each, count in taken))
    for bound, so_far in zip(BOUNDS_S, (sum(times.counts[: at + 1]) for at in range(len(BOUNDS_S))), strict=True):
        assert so_far == sum(count for each, count in taken if each <= bound)


@given(st.lists(st.floats(0, BOUNDS_S[-1]), min_size=1, max_size=50), st.sampled_from((0.5, 0.95, 0.99)))
def test_a_quantile_is_in_the_part_that_the_true_one_is_in(taken: list[float], share: float) -> None:
    times = Times()
    for each in taken:
        times.add(each)
    true = sorted(taken)[min(len(taken) - 1, max(0, -int(-share * len(taken) // 1) - 1))]
    bounds = (0.0, *BOUNDS_S)
    low = max(bound for bound in bounds if bound < true or bound == 0.0)
    high = min(bound for bound in BOUNDS_S if bound >= true)
    assert low <= times.quantile_s(share) <= high


def test_nothing_has_a_quantile_of_nothing_and_what_has_no_end_counts_as_the_last_bound() -> None:
    times = Times()
    assert times.quantile_s(0.95) == 0.0
    times.add(1_000.0)
    assert times.quantile_s(0.95) == BOUNDS_S[-1]


def test_what_came_since_a_copy_is_told_apart() -> None:
    times = Times()
    times.add(0.3)
    before = times.copy()
    times.add(0.004, times=3)
    since = times.since(before)
    assert (before.count, since.count) == (1, 3)
    assert since.sum_s == pytest.approx(0.012)


def test_a_reader_reads_anew_each_time() -> None:
    source = {"size": 1.0}
    table = (
        Measure[dict[str, float]]("size", GAUGE, "How large.", lambda of: of["size"]),
        Measure[dict[str, float]]("seen_total", COUNTER, "How often.", dict, label="what"),
    )
    read = reader(table, source)
    assert [reading.value for reading in read()] == [1.0, {"size": 1.0}]
    source["size"] = 2.0
    assert [(reading.name, reading.label, reading.value) for reading in read()] == [
        (f"{PREFIX}size", "", 2.0),
        (f"{PREFIX}seen_total", "what", {"size": 2.0}),
    ]
