"""Days in a row: counted against a model that goes through the calendar day by day."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.periods import PERIODS
from clickgame.core.streaks import Streak
from tests.core.arenas import T0, arena_of, press

(WEEK,) = (period for period in PERIODS if period.key == "week")
MONDAY = 4


def streak_of(*days: int) -> Streak:
    """Give the streak of somebody who has pressed on *days*."""
    streak = Streak("ann")
    for day in days:
        streak.press_on(day)
    return streak


def days_in_a_row(pressed: set[int], *, upto: int) -> int:
    """Walk through the calendar: a missed day breaks the row, unless its week has forgiven none yet within the row."""
    days, forgiven = 0, set[int]()
    missed = 0
    for day in range(min(pressed), upto + 1):
        if day in pressed:
            days, missed = days + 1, 0
            continue
        missed += 1
        if days and missed == 1 and WEEK.number(day) not in forgiven:
            forgiven.add(WEEK.number(day))
        else:
            if days and missed > 1:  # in vain
                forgiven.discard(WEEK.number(day - 1))
            days = 0
    return days


@given(st.lists(st.sampled_from((1, 1, 1, 1, 2, 2, 3, 8)), min_size=1, max_size=80))
def test_a_streak_is_what_the_calendar_says(gaps: list[int]) -> None:
    streak, day, longest = Streak("ann"), 3, 0
    pressed: set[int] = set()
    for gap in gaps:
        day += gap
        pressed.add(day)
        assert (day <= streak.until) == (streak.press_on(day) and streak.days > 1)
        assert streak.days == days_in_a_row(pressed, upto=day)
        longest = max(longest, streak.days)
        assert (streak.longest, streak.day) == (longest, day)


def test_a_second_press_on_a_day_changes_nothing_nor_does_an_earlier_day() -> None:
    streak = streak_of(MONDAY, MONDAY + 1)
    assert not streak.press_on(MONDAY + 1)
    assert not streak.press_on(MONDAY)
    assert streak == streak_of(MONDAY, MONDAY + 1)


def test_one_missed_day_a_week_is_forgiven() -> None:
    assert streak_of(MONDAY, MONDAY + 2).days == 2
    assert streak_of(MONDAY, MONDAY + 2, MONDAY + 4).days == 1
    assert streak_of(MONDAY, MONDAY + 2, *range(MONDAY + 3, MONDAY + 7), MONDAY + 8).days == 7
    assert streak_of(MONDAY, MONDAY + 3).days == 1


def test_until_when_a_press_goes_on_with_it() -> None:
    assert streak_of(MONDAY).until == MONDAY + 2
    assert streak_of(MONDAY, MONDAY + 2).until == MONDAY + 3
    assert streak_of(MONDAY + 4, MONDAY + 6).until == MONDAY + 8


def test_the_first_press_of_a_day_goes_on_with_the_streak() -> None:
    arena = arena_of("ann")
    roster = arena._roster
    for day in (MONDAY, MONDAY + 1):
        arena.turn(day)
        for presses in (1, 2):
            press(arena, "ann", day * 10 + presses, now=T0 + day * 20 + presses)
    assert [(streak.player, streak.days) for streak in roster.pressed_on] == [("ann", 2), ("ann", 2)]
    roster.forget("ann")
    assert roster.streaks == {}
