"""Judging beside the press path: what the boards have taken in, and what the end of a season brings."""

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.judging import Judge
from tests.core.games import T0, game_of, press


def test_nobody_is_judged_twice_nor_without_a_press() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 10, now=T0 + 1)
    game.arenas["classic"].boards.note("bob")
    game.settle()
    judge = Judge(game.roster)
    judge.look(game.arenas["classic"])
    assert {earned.player for earned, _ in judge.take()} == {"ann"}
    judge.look(game.arenas["classic"])
    assert judge.take() == []


def test_the_end_of_a_season_awards_the_first_once() -> None:
    judge = Judge(game_of("ann").roster)
    season = ClosedSeason("classic", "day", 0, 1, 9, (SeasonRow("ann", "Ann", 9),))
    judge.award(season, day=1)
    assert {achievement.key for _, achievement in judge.take()} == {"crown", "podium"}
    judge.award(season, day=2)
    assert judge.take() == []
