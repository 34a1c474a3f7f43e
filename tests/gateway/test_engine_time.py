"""A gateway knows the engine's time, though their clocks have nothing in common and words are on their way for long."""

import pytest

from clickgame.gateway.engine_time import CREEP, EngineTime
from tests.fakes import FakeClock


def test_the_word_that_was_the_fastest_is_believed() -> None:
    clock = FakeClock(10.0)
    time = EngineTime(clock)
    time.learn(5_000.0)
    clock.move(3.0)
    time.learn(5_002.0)  # a second late
    assert time() == pytest.approx(5_003.0, abs=3 * CREEP)
    clock.move(1.0)
    time.learn(5_004.5)  # half a second faster than any before
    assert time() == 5_004.5


def test_a_clock_that_goes_slower_is_followed() -> None:
    clock = FakeClock(10.0)
    time = EngineTime(clock)
    time.learn(1_000.0)
    for second in range(1, 1_001):
        clock.move(1.0)
        time.learn(1_000.0 + second * (1 - CREEP / 2))
    assert time() == pytest.approx(1_000.0 + 1_000 * (1 - CREEP / 2))


def test_another_engine_has_a_time_of_its_own() -> None:
    clock = FakeClock(10.0)
    time = EngineTime(clock)
    time.learn(5_000.0)
    time.forget()
    time.learn(100.0)
    clock.move(1.0)
    assert time() == 101.0
