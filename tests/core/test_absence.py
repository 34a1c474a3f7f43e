"""Who does not come back is forgotten: after a glance soon, everybody in the end, and nobody who is here."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickgame.core.absence import FORGOTTEN_AT_ONCE
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.rules import Rules
from tests.core.games import T0, game_of, press
from tests.core.parties import of_a_game

DAY_S = 86_400.0
RULES = Rules(glance_presses=3, glance_age_s=10 * DAY_S, absent_age_s=100 * DAY_S, guest_age_s=1_000 * DAY_S)


def swept(game: Game, now: float) -> set[str]:
    """Sweep as often as it takes to go through all players; give who has been forgotten."""
    for _ in range(len(game.roster.players) + 2):
        game.sweep(now, most=100)
    forgotten = set(game.forgotten)
    game.forgotten.clear()
    return forgotten


def test_whoever_had_a_glance_goes_soon_and_others_later() -> None:
    game = game_of("ann", "bob", "guest", rules=RULES)
    press(game, "ann", 3, now=T0)
    press(game, "bob", 4, now=T0)
    assert swept(game, T0 + 10 * DAY_S - 1) == set()
    assert swept(game, T0 + 10 * DAY_S) == {"ann"}
    assert swept(game, T0 + 100 * DAY_S - 1) == set()
    assert swept(game, T0 + 100 * DAY_S) == {"bob"}
    assert game.roster.players.keys() == {"guest"}
    assert game.total == 0


def played_elsewhere(presses: int) -> Game:
    """Give a game in which ann has pressed nowhere but in her own arena, which has closed since."""
    game = game_of("ann", rules=replace(RULES, arena_age_s=DAY_S))
    game.turn(0)
    game.open_arena(Opening("x", "sprint", "Mine", "ann", T0))
    game.hear("ann", arena="x", page="page", presses=presses, age_s=60, is_resume=True, now=T0 + 1)
    assert game.close_arenas(T0 + 2 * DAY_S, is_empty=lambda _: True) == ["x"]
    return game


def test_what_was_pressed_in_an_arena_that_has_closed_counts() -> None:
    """A start makes no guest of such a player, either, whom it would forget within a day."""
    game = played_elsewhere(4)
    assert game.arenas.keys() == game_of().arenas.keys()
    again = Game(game.rules, game.state(), now=T0 + 3 * DAY_S)
    for played in (game, again):
        assert swept(played, T0 + 100 * DAY_S - 1) == set()
        assert swept(played, T0 + 101 * DAY_S) == {"ann"}
    assert swept(played_elsewhere(3), T0 + 11 * DAY_S) == {"ann"}


Presses = list[tuple[int, str, int]]
PRESSES = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["classic", "x", "y"]), st.integers(1, 3)), min_size=1)


@settings(max_examples=50)
@given(PRESSES, st.sets(st.sampled_from(["x", "y"])))
def test_every_press_counts_once_whichever_arenas_have_closed(presses: Presses, closing: set[str]) -> None:
    """What is known by day and by arena is not added up twice."""
    game = game_of("ann", rules=replace(RULES, glance_presses=8, arena_age_s=DAY_S))
    for name in ("x", "y"):
        game.open_arena(Opening(name, "classic", "Mine" + name, "ann", T0))
    heard = Counter[str]()
    for day, arena, more in sorted(presses):
        game.turn(day)
        known, now = heard[arena], T0 + day * DAY_S + 1
        heard[arena] += more
        outcome = game.hear(
            "ann", arena=arena, page="page", presses=known + more, acked=known, age_s=60, is_resume=True, now=now
        )
        assert outcome.credited == more
    game.turn(5)
    game.close_arenas(T0 + 6 * DAY_S, is_empty=lambda name: name in closing)
    assert ("ann" in swept(game, T0 + 50 * DAY_S)) == (heard.total() <= 8)


def test_whoever_is_here_stays_and_is_away_from_leaving_on() -> None:
    game = game_of("ann", rules=RULES)
    press(game, "ann", 1, now=T0)
    game.arrived("ann")
    assert swept(game, T0 + 50 * DAY_S) == set()
    game.departed("ann")
    assert swept(game, T0 + 50 * DAY_S + 1) == set()
    assert swept(game, T0 + 60 * DAY_S) == {"ann"}


def test_a_start_is_no_return_and_nobody_goes_right_after_it() -> None:
    game = game_of("ann", rules=RULES)
    press(game, "ann", 1, now=T0)
    again = Game(RULES, game.state(), now=T0 + 11 * DAY_S)
    assert swept(again, T0 + 11 * DAY_S + RULES.silence_s - 1) == set()
    again.greet("ann", now=T0 + 11 * DAY_S + 5)
    assert swept(again, T0 + 12 * DAY_S) == set()
    last = Game(RULES, again.state(), now=T0 + 13 * DAY_S)
    assert swept(last, T0 + 21 * DAY_S + 5) == {"ann"}


def test_a_few_go_at_a_time_and_all_in_the_end() -> None:
    names = [f"p{number}" for number in range(3 * FORGOTTEN_AT_ONCE)]
    game = game_of(*names, rules=RULES)
    for name in names:
        press(game, name, 1, now=T0)
    game.sweep(T0 + 20 * DAY_S, most=100)
    assert len(game.forgotten) == FORGOTTEN_AT_ONCE
    assert swept(game, T0 + 20 * DAY_S) == set(names)


def test_who_went_meanwhile_is_passed_over() -> None:
    game = game_of("ann", "bob", rules=RULES)
    for name in ("ann", "bob"):
        press(game, name, 1, now=T0)
    game.sweep(T0 + 9 * DAY_S, most=1)
    game.erase("ann")
    assert swept(game, T0 + 10 * DAY_S) == {"bob"}


def test_nothing_names_who_was_forgotten() -> None:
    game = of_a_game()
    game.departed("ann")
    later = T0 + 3 * 365 * DAY_S
    for name in ("bob", "eve"):
        game.greet(name, now=later)
    assert swept(game, later) == {"ann"}
    assert "'ann'" not in str(game.state())


@pytest.mark.parametrize("shorter", [5 * DAY_S, 10 * DAY_S])
@given(presses=st.integers(1, 9), away_s=st.floats(0, 30 * DAY_S))
def test_nobody_stays_longer_than_everybody(shorter: float, presses: int, away_s: float) -> None:
    """Where the longer time is the shorter one, it is for all."""
    game = game_of("ann", rules=Rules(glance_presses=3, glance_age_s=10 * DAY_S, absent_age_s=shorter))
    press(game, "ann", presses, now=T0)
    assert ("ann" in swept(game, T0 + 700 + away_s)) == (700 + away_s >= shorter)
