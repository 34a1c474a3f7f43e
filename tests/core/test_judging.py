"""Judging beside the press path: what the boards have taken in, and what the end of a season brings."""

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.judging import Judge
from clickgame.core.periods import DAY_S, day_of
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


def test_who_can_have_reached_nothing_is_not_judged() -> None:
    """Until presses, another hour or another day may bring something."""
    game = game_of("ann", "bob")
    classic, judge = game.arenas["classic"], Judge(game.roster)

    def judged(player: str, presses: int, *, now: float) -> set[str]:
        press(game, player, presses, now=now)
        game.settle()
        judge.look(classic)
        return {achievement.key for _, achievement in judge.take()}

    noon = T0 - T0 % DAY_S + DAY_S / 2
    game.turn(day_of(noon))
    assert judged("ann", 12, now=noon - 60) >= {"warm"}
    game.roster.earned["ann"].days.clear()
    assert judged("ann", 49, now=noon - 30) == set()
    assert judged("ann", 50, now=noon - 20) >= {"warm", "fifty"}
    assert judged("ann", 51, now=noon + 1) == {"lunch"}
    assert judged("bob", 10, now=noon - 9) >= {"warm"}  # heard late: of the hour before
    game.roster.earned["ann"].days.clear()
    game.turn(day_of(noon) + 1)
    assert judged("ann", 52, now=noon + 2) >= {"warm", "fifty", "lunch"}
