"""The calendar: which number a day belongs to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core import arena, boards, leaderboards
from clickgame.core.boards import BoardKind
from clickgame.core.periods import PERIODS, Period, day_of
from tests.core.arenas import T0, arena_of, press

DAY, WEEK = PERIODS


START = datetime(1970, 1, 1, tzinfo=UTC)


@given(st.datetimes(START.replace(tzinfo=None), timezones=st.just(UTC)))
def test_days_and_weeks_are_those_of_the_calendar(when: datetime) -> None:
    """Days turn at midnight in UTC, weeks on Monday."""
    day = day_of(when.timestamp())
    date = START + timedelta(days=DAY.first(DAY.number(day)))
    assert date.date() == when.date()
    monday = START + timedelta(days=WEEK.first(WEEK.number(day)))
    assert monday.weekday() == 0
    assert 0 <= (when.date() - monday.date()).days < 7


def test_periods_have_keys_of_their_own() -> None:
    assert len({period.key for period in PERIODS}) == len(PERIODS)


def test_a_period_is_one_line_and_a_board_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has pressed before it came begins anew with it."""
    before = arena_of("ann")
    press(before, "ann", 4, now=T0 + 1)
    fortnight = Period("fortnight", "Fortnights", lambda day: (day + 3) // 14, lambda number: number * 14 - 3)
    for module in (arena, boards, leaderboards):
        monkeypatch.setattr(module, "PERIODS", (*PERIODS, fortnight))
    kind = BoardKind(
        "fortnight", "Fortnight", boards.pressed_in("fortnight"), lambda score: score.pressed_at, period="fortnight"
    )
    monkeypatch.setitem(boards.BY_KEY, kind.key, kind)
    later = arena_of("bob", boards=("today", "week", "fortnight"))
    later._roster.join(player="ann", key="a", handle="Ann", now=T0)
    later.load(before.scores.values(), now=T0)
    press(later, "ann", 9, now=T0 + 2)
    press(later, "bob", 3, now=T0 + 3)
    later.boards.settle()
    assert [(row.player, row.score) for row in later.boards.rows("fortnight", count=9)] == [("ann", 5), ("bob", 3)]
    closed = {season.period: season.presses for season in later.turn(14)}
    assert closed == {"day": 12, "week": 12, "fortnight": 8}
