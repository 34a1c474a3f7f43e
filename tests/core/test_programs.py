"""Where programs press: boards as anywhere, and nothing that people are compared by elsewhere."""

from clickgame.core.arenas import ARENAS
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.periods import DAY_S
from clickgame.core.rules import Rules
from tests.core.games import judged

T0 = 20_000 * DAY_S
(BOTS,) = [kind.key for kind in ARENAS if kind.has_programs]


def game_of(*arenas: str) -> Game:
    """Give a game in which ann has pressed a thousand times in each of *arenas*."""
    game = Game(Rules(throttle_presses=2_000), now=T0)
    game.turn(20_000)
    game.join(player="ann", key="ann", handle="Ann", now=T0)
    for arena in arenas:
        game.hear("ann", arena=arena, page=arena, presses=1_000, is_resume=True, age_s=60, now=T0)
    game.settle()
    judged(game)
    return game


def test_what_is_pressed_there_stands_on_its_boards_and_counts_nowhere_else() -> None:
    game = game_of(BOTS)
    assert [(row.player, row.score) for row in game.rows(BOTS, "today", count=9)] == [("ann", 1_000)]
    assert (game.roster.streaks, game.roster.earned, game.roster.pressed_on) == ({}, {}, [])
    assert "ann" not in game.roster.guests, "somebody who has pressed is kept"
    closed = game.turn(20_001)
    judged(game)
    assert {season.arena for season in closed} == {BOTS}
    game.hear("ann", arena=BOTS, page=BOTS, presses=1_001, now=T0 + DAY_S)
    assert (game.roster.past_days, game.roster.earned) == ({}, {})


def test_an_arena_of_programs_that_closes_leaves_no_days() -> None:
    game = game_of("classic")
    game.open_arena(Opening("9f3c01ab", BOTS, "Ours", "ann", T0))
    game.hear("ann", arena="9f3c01ab", page="own", presses=9, is_resume=True, age_s=60, now=T0)
    assert game.close_arenas(T0 + 90 * DAY_S, is_empty=lambda _: True) == ["9f3c01ab"]
    assert game.roster.past_days == {}


def test_a_key_finds_its_player_until_there_is_another_or_none() -> None:
    game = game_of("classic")
    game.roster.change_program("ann", "one")
    assert game.roster.program("one") is game.player("ann")
    game.roster.change_program("ann", "two")
    assert (game.roster.program("one"), game.roster.program("two")) == (None, game.player("ann"))
    game.forget("ann")
    assert game.roster.program("two") is None


def test_elsewhere_the_same_presses_count() -> None:
    game = game_of("classic", BOTS)
    assert game.roster.streaks.keys() == game.roster.earned.keys() == {"ann"}
    game.turn(20_001)
    game.hear("ann", arena="classic", page="classic", presses=1_001, now=T0 + DAY_S)
    assert game.roster.past_days["ann"].by_day() == {20_000: 1_000}
