"""How often a player may take another handle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.naming import HandleTooOften
from clickgame.core.renames import HOUR_S, Renames

T0 = 1_000_000.0


def taken(renames: Renames, player: str, *, now: float) -> bool:
    """Have *player* take another handle at *now*; tell whether that was allowed."""
    try:
        renames.check(player, now=now)
    except HandleTooOften:
        return False
    renames.count(player, now=now)
    return True


def test_so_many_at_once_then_one_after_the_other() -> None:
    renames = Renames(per_h=4)
    assert [taken(renames, "ann", now=T0) for _ in range(6)] == [True] * 4 + [False] * 2
    assert taken(renames, "bob", now=T0)
    assert not taken(renames, "ann", now=T0 + HOUR_S / 4 - 1)
    assert taken(renames, "ann", now=T0 + HOUR_S / 4)
    assert not taken(renames, "ann", now=T0 + HOUR_S / 4)


@pytest.mark.parametrize(
    ("waited_s", "said"),
    [(0, "15 minutes"), (1, "15 minutes"), (60, "14 minutes"), (840, "a minute"), (899, "a minute")],
)
def test_a_refusal_says_when_it_goes_again(waited_s: float, said: str) -> None:
    renames = Renames(per_h=4)
    while taken(renames, "ann", now=T0):
        pass
    with pytest.raises(HandleTooOften) as caught:
        renames.check("ann", now=T0 + waited_s)
    assert caught.value.text == f"You can take another handle in {said}."
    assert str(caught.value) == f"handle_too_often: {caught.value.text}"


def test_one_refusal_says_nothing_for_another() -> None:
    first, second = HandleTooOften(600.0), HandleTooOften(60.0)
    assert first.text == "You can take another handle in 10 minutes."
    assert second.text == "You can take another handle in a minute."


@given(st.integers(1, 50), st.lists(st.floats(0, 1_200), max_size=80))
def test_nobody_takes_more_than_that_in_any_hour_beyond_the_first_ones(per_h: int, gaps_s: list[float]) -> None:
    """So many at once and as many in an hour: within any *s* seconds no more than both together."""
    renames, now, times = Renames(per_h=per_h), T0, list[float]()
    for gap_s in gaps_s:
        now += gap_s
        if taken(renames, "ann", now=now):
            times.append(now)
    for begun, first in enumerate(times):
        for ended, last in enumerate(times[begun:], start=1):
            assert ended <= per_h * (1 + (last - first) / HOUR_S) + 1e-6


def test_whoever_waits_has_it_all_again() -> None:
    renames = Renames(per_h=3)
    while taken(renames, "ann", now=T0):
        pass
    assert [taken(renames, "ann", now=T0 + HOUR_S) for _ in range(4)] == [True] * 3 + [False]


def test_only_those_of_the_last_hour_are_remembered() -> None:
    renames = Renames(per_h=12)
    for number in range(5_000):
        assert taken(renames, f"player {number}", now=T0 + number)
    assert len(renames) <= HOUR_S / 12 + 1
    assert taken(renames, "ann", now=T0 + 10_000)
    assert len(renames) <= HOUR_S / 12


def test_whoever_is_forgotten_is_forgotten() -> None:
    renames = Renames(per_h=1)
    assert taken(renames, "ann", now=T0)
    renames.forget("ann")
    renames.forget("eve")
    assert len(renames) == 0
    assert taken(renames, "ann", now=T0)
