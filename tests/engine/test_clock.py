"""Times never jump, and days turn by the wall clock."""

from clickgame.engine.clock import Calendar, time_line


def test_the_time_line_rises_and_starts_in_utc() -> None:
    line = time_line()
    assert line() <= line()
    assert line() > 1.7e9


def test_a_day_is_due_when_it_begins_and_only_once() -> None:
    wall = [86_399.5]
    calendar = Calendar(lambda: wall[0])
    assert calendar.is_due
    assert calendar.today() == 0
    assert not calendar.is_due
    wall[0] = 86_400.0
    assert calendar.is_due
    assert calendar.today() == 1
    wall[0] = 86_400.0 * 5 + 1  # a machine that slept
    assert calendar.is_due
    assert calendar.today() == 5
