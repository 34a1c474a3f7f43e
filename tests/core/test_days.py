"""Presses by day: against adding up, with several arenas whose days begin and end as each is played."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.days import DAYS_KEPT, MOST, PastDays, presses_by_day, presses_on_last_day
from clickgame.core.scores import Score, ScoreKey
from tests.core.arenas import T0, arena_of, press

FIRST = 20_000


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from((0, 1)), st.integers(1, 3)), max_size=60))
def test_presses_by_day_are_what_adding_up_says(presses: list[tuple[int, int, int]]) -> None:
    """Each is: days since the one before, in which of two arenas, and how many."""
    arena = arena_of("ann")
    roster = arena._roster
    arenas = arena, arena_of("ann", roster=roster, name="sprint")
    day, told, counted = FIRST, [0, 0], Counter[int]()
    for number, (later, place, count) in enumerate(presses):
        day += later
        for each in arenas:
            each.turn(day)
        told[place] += count
        press(arenas[place], "ann", told[place], now=T0 + 10 * number)
        counted[day] += count
        for name, days in tuple(roster.past_days.items()):
            roster.past_days[name] = PastDays.of(name, days.pairs)
        scores = [each.scores["ann"] for each in arenas]
        found = presses_by_day(roster.past_days.get("ann"), scores, today=day)
        assert found == {each: counted[each] for each in sorted(counted) if each > day - DAYS_KEPT}
        assert list(found) == sorted(found)
    if "ann" in roster.past_days:
        assert len(roster.past_days["ann"].pairs) <= 2 * DAYS_KEPT


def test_each_day_that_is_added_is_noted_and_forgotten_with_its_player() -> None:
    arena = arena_of("ann")
    for number, day in enumerate((FIRST, FIRST, FIRST + 1)):
        arena.turn(day)
        press(arena, "ann", number + 1, now=T0 + 10 * number)
    roster = arena._roster
    assert roster.days_over == [PastDays.of("ann", [FIRST, 2])]
    roster.put_past_days(PastDays.of("ann", [FIRST, 5]))
    assert roster.past_days["ann"].by_day() == {FIRST: 5}
    roster.forget("ann")
    assert roster.past_days == {}
    with pytest.raises(KeyError):
        roster.put_past_days(PastDays("ann"))


def test_a_score_from_before_there_were_days_has_none() -> None:
    """Whatever it has is of no known day; one with a day is known since that."""
    assert presses_on_last_day(Score(ScoreKey("ann"), total=9)) == 0
    known = Score(ScoreKey("ann"), total=9, day=FIRST, befores=(4, 0))
    assert presses_by_day(None, [known], today=FIRST) == {FIRST: 5}
    assert presses_on_last_day(Score(ScoreKey("ann"), total=9, day=FIRST, befores=(12, 0))) == 0


def test_more_than_a_place_can_hold_stays_as_much_as_it_can() -> None:
    days = PastDays("ann")
    for _ in range(2):
        days.add(FIRST, MOST + 5)
        assert days.by_day() == {FIRST: MOST}


@pytest.mark.parametrize("pairs", [[7], [8, 1, 7, 1], [7, 1, 7, 1], [-1, 1], [7, MOST + 1]])
def test_what_are_no_days_in_order_is_refused(pairs: list[int]) -> None:
    with pytest.raises(ValueError, match="no days"):
        PastDays.of("ann", pairs)
