"""Playing against hammering, one claim a test.

What silence earns stands in test_throttle_silence.py, the promise as a whole in test_throttle_properties.py.
"""

import random

import pytest

from clickgame.core.game import Game
from clickgame.core.rules import Rules
from tests.core.people import T0, game_of, held_until, restarted, tell

Counts = list[tuple[float, int]]


def steady(per_s: float, *, cadence_s: float, start: float = 0.0, seconds: float = 5.0) -> Counts:
    """Give the messages of *per_s* presses a second from *start* on, the first of them with the first press."""
    steps = range(int(seconds / cadence_s))
    return [(start + step * cadence_s, 1 + int(step * cadence_s * per_s + 1e-6)) for step in steps]


def first_hold(game: Game, counts: Counts) -> float | None:
    """Give how long after the first of *counts* a hold begins (s), None if none does."""
    for count in counts:
        tell(game, [count])
        if held_until(game):
            return count[0] - counts[0][0]
    return None


# Hammering


def test_fifty_in_a_second_are_play() -> None:
    game = game_of("page")
    assert tell(game, [(0.1, 25), (1.05, 50)]) == [25, 25]
    assert not held_until(game)


def test_the_fifty_first_is_hammering_and_the_fifty_stay() -> None:
    game = game_of("page")
    assert tell(game, [(0.1, 25), (0.6, 51)]) == [25, 25]
    assert held_until(game) == 60.6


def test_each_beginning_of_a_hold_is_counted_and_its_renewals_are_not() -> None:
    game = game_of("page")
    tell(game, [(0.1, 25), (0.6, 50)])
    assert game.holds == 0
    tell(game, [(0.7, 200), (0.8, 400), (0.9, 600)])
    assert game.holds == 1


def test_the_window_slides() -> None:
    """Fifty late in one second and some early in the next are hammering; after a whole second they are not."""
    assert tell(game_of("page"), [(0.9, 1), (0.95, 50), (1.1, 60)])[-1] < 10
    assert tell(game_of("page"), [(0.9, 1), (0.95, 50), (2.0, 60)]) == [1, 49, 10]


@pytest.mark.parametrize("cadence_s", [0.02, 0.05, 0.07, 0.1, 0.25, 0.41, 0.42, 0.5, 0.7, 0.9, 1.0])
@pytest.mark.parametrize("idle_s", [0.0, 5.0, 600.0])
def test_a_steady_sixty_a_second_is_held_within_two_seconds(cadence_s: float, idle_s: float) -> None:
    after_s = first_hold(game_of("page"), steady(60, cadence_s=cadence_s, start=idle_s))
    assert after_s is not None
    assert after_s <= 2.0


@pytest.mark.parametrize("cadence_s", [0.05, 0.099, 0.1, 0.24, 0.5, 0.9])
def test_a_steady_forty_five_a_second_is_play_even_if_the_server_is_busy(cadence_s: float) -> None:
    assert first_hold(game_of("page"), steady(45, cadence_s=cadence_s, seconds=20)) is None


@pytest.mark.parametrize("seed", range(10))
def test_a_steady_forty_five_a_second_is_play_however_ragged_the_messages(seed: int) -> None:
    rng = random.Random(seed)
    at, counts = 0.0, list[tuple[float, int]]()
    for _ in range(500):
        at += rng.choice((0.05, 0.1, 0.2, 0.3, 0.5, 0.9, rng.random()))
        counts.append((at, int(at * 45)))
    assert first_hold(game_of("page"), counts) is None


def test_tabs_share_the_throttle() -> None:
    game = game_of("page", "other")
    assert tell(game, [(0.5, 30)]) == [30]
    assert tell(game, [(0.6, 30)], page="other") == [20]
    assert held_until(game) == 60.6


def test_presses_of_two_tabs_are_judged_by_when_they_can_have_been_made() -> None:
    """Each tab is heard once a second; together they make 60 a second, and no message shows it alone."""
    game = game_of("page", "other")
    for k in range(2, 8):
        tell(game, [(k / 2, 30 * (k // 2))], page=("page", "other")[k % 2])
    assert held_until(game)


def test_hammering_on_renews_the_hold() -> None:
    game = game_of("page")
    tell(game, [(0.5, 51)])
    assert held_until(game) == 60.5
    assert tell(game, [(30.0, 102)]) == [0]
    assert held_until(game) == 90.0
    assert tell(game, [(61.0, 103)]) == [1]
    assert held_until(game) == 90.0


def test_a_held_player_gets_one_press_a_minute() -> None:
    game = game_of("page", rules=Rules(hold_s=200.0))
    story = tell(game, [(0.5, 51), *((float(second), 51 + second) for second in range(1, 200))])
    assert [step for step, credited in enumerate(story) if credited] == [0, 61, 121, 181]


def test_the_hold_ends_for_whoever_plays_on_calmly() -> None:
    game = game_of("page")
    story = tell(game, [(0.5, 51), *((float(second), 51 + 5 * second) for second in range(1, 63))])
    assert story[59:] == [0, 0, 5, 5]
    assert not held_until(game)


def test_a_hold_earns_nothing_and_outlasts_a_restart() -> None:
    game = game_of("page")
    tell(game, [(0.5, 51)])
    assert tell(game, [(30.0, 100)], is_resume=True) == [0]
    game = restarted(game, now=T0 + 35)
    assert tell(game, [(40.0, 101)], is_resume=True) == [0]
    assert tell(restarted(game, now=T0 + 70), [(70.0, 1_000)], is_resume=True) == [int(25 * 9.5) + 50]


# Bounds


def test_a_flood_of_messages_takes_bounded_memory() -> None:
    game = game_of("page")
    for step in range(1, 5_001):
        tell(game, [(1 + step / 10_000, step)])
        window = game.arenas["classic"].throttle._windows["ann"]
        assert len(window.marks) <= 130
    assert held_until(game) == 61.5


def test_a_window_with_nothing_in_it_is_not_kept() -> None:
    game = game_of("page")
    tell(game, [(1.0, 5)])
    game.sweep(T0 + 400, most=10)
    assert not game.arenas["classic"].throttle._windows
