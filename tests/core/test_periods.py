"""The calendar: which number a day belongs to."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.periods import PERIODS, day_of

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
