"""Boards go out as often as they may, and no more."""

import pytest

from clickgame.gateway.pace import Pace
from clickgame.settings import Settings

SETTINGS = Settings(tick_hz=10.0, tick_least_hz=2.0, tick_share=0.4, watch_bytes_s=1_500)


def settled_period_s(*, cost_s: float, sent_bytes: int) -> float:
    """Tick for ten seconds and give the last period."""
    pace, period_s, passed_s = Pace(SETTINGS), 0.1, 0.0
    while passed_s < 10:
        period_s = pace.period_s(cost_s=cost_s, sent_bytes=sent_bytes, passed_s=period_s)
        passed_s += period_s
    return period_s


def test_a_small_room_gets_boards_at_the_full_rate() -> None:
    assert settled_period_s(cost_s=0.001, sent_bytes=200) == pytest.approx(0.1)


def test_a_fan_out_that_costs_much_goes_out_less_often() -> None:
    assert settled_period_s(cost_s=0.1, sent_bytes=200) == pytest.approx(0.25)


def test_a_full_board_keeps_within_what_a_watcher_may_be_sent() -> None:
    period_s = settled_period_s(cost_s=0.001, sent_bytes=400)
    assert 400 / period_s == pytest.approx(1_500, rel=0.01)


def test_one_big_board_delays_nothing() -> None:
    pace = Pace(SETTINGS)
    assert pace.period_s(cost_s=0.001, sent_bytes=1_000, passed_s=1.0) == pytest.approx(0.1)


def test_boards_never_come_less_often_than_the_least_rate() -> None:
    assert settled_period_s(cost_s=9.0, sent_bytes=200) == pytest.approx(0.5)
    assert settled_period_s(cost_s=0.001, sent_bytes=50_000) == pytest.approx(0.5)
