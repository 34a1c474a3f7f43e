"""Limits are told once when they are exceeded and once when all is well again, and kept with their history."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.ops import BACK, NAME_LONGEST, OVER, SET, LimitInvalid, UnknownVital
from clickgame.gateway.alarms import HISTORY_KEPT, Alarms
from clickgame.gateway.vitals import VITALS
from tests.fakes import FakeClock

LAG = next(place for place, vital in enumerate(VITALS) if vital.key == "lag")


class Paper:
    """Notes in memory, which may refuse."""

    def __init__(self, told: dict[str, Any] | None = None) -> None:
        """Start with what was *told*."""
        self.told = told or {}
        self.writes = 0
        self.refuses = False

    def read(self) -> dict[str, Any]:
        """Read them."""
        return self.told

    def write(self, told: dict[str, Any]) -> None:
        """Write them, or refuse."""
        if self.refuses:
            raise OSError("full")
        self.told, self.writes = told, self.writes + 1


def made(paper: Paper | None = None) -> Alarms:
    """Make alarms that are noted on *paper*."""
    alarms = Alarms(wall=FakeClock())
    alarms.keep_in(paper or Paper())
    return alarms


def point(lag: float) -> tuple[float, ...]:
    """Give a point with this loop lag (ms), and nothing else."""
    return tuple(lag if place == LAG else 0.0 for place in range(len(VITALS)))


@given(st.lists(st.floats(0, 1_000), max_size=40), st.floats(0, 500))
def test_each_turn_is_told_once_and_nothing_in_between(lags: list[float], limit: float) -> None:
    alarms = made()
    alarms.limit("lag", limit, by="kim")
    is_over = False
    for lag in lags:
        before = len(alarms.history)
        alarms.judge(point(lag))
        is_beyond = limit > 0 and lag > limit
        assert len(alarms.history) - before == (is_beyond != is_over)
        if is_beyond != is_over:
            assert alarms.history[0].what == (OVER if is_beyond else BACK)
        is_over = is_beyond
        assert ("lag" in alarms.over) == is_over


def test_limits_and_history_are_kept_and_the_history_has_a_bound() -> None:
    paper = Paper()
    alarms = made(paper)
    for number in range(HISTORY_KEPT + 20):
        alarms.limit("cpu", str(number), by="  kim \n " + "x" * 99)
    assert len(alarms.history) == HISTORY_KEPT
    again = made(Paper(paper.told))
    assert again.limits["cpu"] == HISTORY_KEPT + 19
    assert again.history == alarms.history
    assert (again.history[0].what, len(again.history[0].by)) == (SET, NAME_LONGEST)


def test_what_is_news_to_nobody_is_not_written() -> None:
    paper = Paper()
    alarms = made(paper)
    for _ in range(5):
        alarms.judge(point(500.0))
    assert paper.writes == 1


def test_a_disk_that_refuses_changes_nothing_but_that(caplog: pytest.LogCaptureFixture) -> None:
    paper = Paper()
    paper.refuses = True
    alarms = made(paper)
    alarms.limit("lag", 5, by="kim")
    assert alarms.limits["lag"] == 5
    assert "are not kept" in caplog.text


@pytest.mark.parametrize("key", ["", "nobody", 7, None, ["lag"], {}])
def test_a_limit_of_nothing_is_refused(key: object) -> None:
    with pytest.raises(UnknownVital):
        made().limit(key, 5, by="kim")


@pytest.mark.parametrize(
    "limit", [-1, "-1", "lots", "nan", "inf", "1e999", 10**400, float("nan"), True, None, [], {}, "9" * 5_000]
)
def test_what_is_no_limit_is_refused_and_changes_nothing(limit: object) -> None:
    alarms = made()
    before = dict(alarms.limits)
    with pytest.raises(LimitInvalid):
        alarms.limit("lag", limit, by="kim")
    assert alarms.limits == before
    assert not alarms.history


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("lagcpu 0set", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(["lag", "cpu", "x"]), inner, max_size=3)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["limits", "history", "x"]), junk, max_size=3))
def test_notes_that_make_no_sense_are_passed_over(told: dict[str, Any]) -> None:
    alarms = made(Paper(told))
    assert alarms.limits.keys() == {vital.key for vital in VITALS}
    assert all(0 <= limit < float("inf") for limit in alarms.limits.values())
    assert len(alarms.history) <= HISTORY_KEPT
    alarms.judge(point(1.0))
