"""The roster and the arenas together."""

import pickle
import random

import pytest

from clickgame.contract.errors import HandleTaken, UnknownArena, UnknownBoard, UnknownPlayer
from clickgame.contract.facts import RunEnded
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import Earned
from clickgame.core.game import Game
from clickgame.core.players import Player
from clickgame.core.records import Records
from clickgame.core.rules import Rules
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.streaks import Streak
from tests.core.games import T0, game_of, judged, press


@pytest.mark.parametrize("arena", ["other", "", None, 7, ["classic"], {}])
def test_an_arena_that_does_not_exist_is_refused(arena: object) -> None:
    game = game_of("ann")
    for ask in (
        lambda: game.arena(arena),
        lambda: game.hear("ann", arena=arena, page="page", presses=1, now=T0),
        lambda: game.rows(arena, "live", count=1),
        lambda: game.rows_of(arena, "live", ["ann"]),
        lambda: game.standing(arena, "live", "ann", beyond=1),
    ):
        with pytest.raises(UnknownArena):
            ask()


def test_players_are_those_of_the_roster() -> None:
    game = game_of("ann")
    assert game.find("key of ann") is game.player("ann") is game.roster.player("ann")
    assert game.greet("ann", now=T0 + 5).seen_at == T0 + 5
    assert game.rename("ann", "Queen", now=T0) == "Queen"
    assert game.roster.change_key("ann", "another") is game.find("another") is game.player("ann")
    with pytest.raises(HandleTaken):
        game.join(player="bob", key="k", handle="Queen", now=T0)
    with pytest.raises(UnknownPlayer):
        press(game, "bob", 1, now=T0)
    assert not game.roster.is_taken(game.suggest_handle(random.Random(1)))


def test_boards_and_standings_are_those_of_the_arena() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 3, now=T0 + 1)
    press(game, "bob", 2, now=T0 + 1)
    assert [game.settle(1) for _ in range(4)] == [False, False, False, True]
    assert game.settle()
    assert [row.player for row in game.rows("classic", "live", count=9)] == ["ann", "bob"]
    assert [row.player for row in game.rows_of("classic", "best", ["bob"])] == ["bob"]
    assert game.standing("classic", "live", "bob", beyond=9).rank == 2
    with pytest.raises(UnknownBoard):
        game.rows("classic", "worst", count=9)
    assert game.total == 5


def test_runs_that_ended_are_told_in_one_place() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 3, now=T0 + 1)
    press(game, "bob", 2, now=T0 + 1)
    press(game, "ann", 4, now=T0 + 301)
    assert game.sweep(T0 + 301, most=100) == 1
    assert game.runs_ended == [
        RunEnded("ann", score=3, before=3, best=3, arena="classic", is_new_best=True),
        RunEnded("bob", score=2, before=2, best=2, arena="classic", is_new_best=True),
    ]
    game.runs_ended.clear()
    assert game.sweep(T0 + 601, most=100) == 1
    assert [run.player for run in game.runs_ended] == ["ann"]


def test_guests_are_forgotten_when_old_and_nothing_of_them_stays() -> None:
    game = game_of("ann", "bob", "cid", rules=Rules(guest_age_s=60.0))
    press(game, "ann", 1, now=T0 + 1)
    assert game.sweep(T0 + 60, most=1) == 1
    assert game.sweep(T0 + 60, most=9) == 1
    assert game.forgotten == ["bob", "cid"]
    assert game.roster.players.keys() == game.arena("classic").scores.keys() == {"ann"}
    assert not game.roster.is_taken("The bob")


def test_guests_are_bounded_in_number() -> None:
    game = game_of("ann", "bob", rules=Rules(guests_kept=2))
    game.greet("ann", now=T0 + 1)
    game.join(player="cid", key="k", handle="Cid", now=T0 + 2)
    assert game.roster.players.keys() == {"ann", "cid"}
    assert game.forgotten == ["bob"]


def test_a_guest_who_is_here_is_never_forgotten() -> None:
    """Neither by age nor by number; a newcomer comes in all the same."""
    game = game_of("ann", rules=Rules(guests_kept=1, guest_age_s=60.0))
    game.arrived("ann")
    assert game.sweep(T0 + 100_000, most=100) == 0
    game.join(player="bob", key="b", handle="Bob", now=T0 + 100_000)
    assert game.roster.players.keys() == {"ann", "bob"}
    assert press(game, "ann", 5, now=T0 + 100_001).credited == 5
    game.join(player="cid", key="c", handle="Cid", now=T0 + 100_001)
    game.arrived("cid")
    game.departed("ann")
    assert game.forgotten == ["bob"]
    assert game.roster.guests == {"cid"}


def test_a_guest_who_left_has_a_day_from_then_on() -> None:
    game = game_of("ann", rules=Rules(guest_age_s=60.0))
    game.arrived("ann")
    game.sweep(T0 + 1_000, most=100)
    game.departed("ann")
    assert game.sweep(T0 + 1_059, most=100) == 0
    assert game.sweep(T0 + 1_060, most=100) == 1


def test_a_game_goes_on_from_what_was_saved() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 9, now=T0 + 1)
    later = Game(Rules(), pickle.loads(pickle.dumps(game.state())), now=T0 + 10)  # noqa: S301  # made a line above
    assert later.settle()
    assert later.total == 9
    assert later.roster.guests == {"bob"}
    assert later.rows("classic", "live", count=5)[0].player == "ann"
    again = later.hear("ann", arena="classic", page="page", presses=12, acked=9, is_resume=True, now=T0 + 11)
    assert again.credited == 3
    assert later.sweep(T0 + 311, most=100) == 1


def test_a_score_of_an_arena_or_season_that_is_not_played_is_refused() -> None:
    game = game_of("ann")
    for key in (ScoreKey("ann", "other"), ScoreKey("ann", "classic", "2026-1")):
        with pytest.raises(UnknownArena):
            game.put_score(Score(key))


# Following


def follow(records: Records) -> None:
    """Put what a journal may say of a player who joins and presses twice."""
    records.put_player(Player("ann", "a", "Ann", seen_at=T0))
    records.put_heard(Score(ScoreKey("ann")), "one", Page(0, T0 + 1))
    records.put_heard(Score(ScoreKey("ann"), score=2, best=2, total=2, pressed_at=T0 + 2), "one", Page(2, T0 + 2))
    records.put_heard(Score(ScoreKey("ann"), score=2, best=2, total=2, pressed_at=T0 + 2), "", None)


def test_a_running_game_takes_records() -> None:
    game = game_of("bob")
    follow(game)
    assert game.roster.guests == {"bob"}
    assert game.total == 2
    assert game.arena("classic").scores["ann"].pages["one"].count == 2
    assert game.hear("ann", arena="classic", page="one", presses=4, now=T0 + 3).credited == 2


def test_a_score_needs_its_player() -> None:
    game = game_of("ann")
    with pytest.raises(KeyError):
        game.put_score(Score(ScoreKey("eve")))
    with pytest.raises(KeyError):
        game.put_heard(Score(ScoreKey("eve")), "one", Page(1, T0))


def test_a_player_who_is_forgotten_leaves_nothing() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 9, now=T0 + 1)
    game.settle()
    for _ in range(2):
        game.forget("ann")
    assert game.rows("classic", "live", count=5) == []
    assert game.total == 0
    assert game.forgotten == []
    assert game.state().players.keys() == {"bob"}
    assert game.sweep(T0 + 900, most=100) == 0


# Seasons


def test_a_season_that_is_over_is_told_once_and_stays() -> None:
    game = game_of("ann")
    press(game, "ann", 9, now=T0 + 1)
    (season,) = game.turn(1)
    assert game.turn(2) == []
    game.put_closed(season)
    assert list(game.closed.all()) == list(game.state().closed.values()) == [season]


def test_seasons_are_listed_the_newest_first_and_are_among_the_records() -> None:
    game = game_of("ann")
    for number in (3, 1, 2):
        game.put_closed(ClosedSeason("classic", "day", number, 0, 0, ()))
    assert [season.number for season in game.seasons("classic", "day")] == [3, 2, 1]
    assert game.seasons("classic", "week") == []
    assert list(game.records()) == list(game.state().changes())


def test_the_oldest_leave_when_there_are_too_many_of_their_kind() -> None:
    game = game_of("ann", rules=Rules(seasons_kept=2))
    for number in (3, 1, 2, 4):
        game.put_closed(ClosedSeason("classic", "day", number, 0, 0, ()))
    game.put_closed(ClosedSeason("classic", "week", 0, 0, 0, ()))
    kept = [season[:3] for season in game.closed.all()]
    assert sorted(kept) == [("classic", "day", 3), ("classic", "day", 4), ("classic", "week", 0)]


def test_days_of_a_score_that_is_not_there_are_refused() -> None:
    with pytest.raises(KeyError):
        game_of("ann").put_days(ScoreKey("eve"), Dates(1, (0, 0)))


def test_a_period_that_is_new_begins_with_what_is_there() -> None:
    """As when a later version knows more of them."""
    game = game_of("ann")
    press(game, "ann", 9, now=T0 + 1)
    game.put_days(ScoreKey("ann"), Dates(0, (4,)))
    game.settle()
    assert [game.rows("classic", board, count=1)[0].score for board in ("today", "all")] == [5, 9]
    assert game.rows("classic", "week", count=1) == []


def test_what_is_nobodys_is_refused() -> None:
    game = game_of("ann")
    with pytest.raises(KeyError):
        game.put_streak(Streak("eve"))
    with pytest.raises(KeyError):
        game.put_earned(Earned("eve", {}))


def test_what_is_reached_is_told_once_and_with_the_welcome() -> None:
    game = game_of("ann")
    press(game, "ann", 10, now=T0 + 1)
    assert judged(game) == []
    game.settle()
    assert "warm" in [achievement.key for _, achievement in judged(game)]
    game.settle()
    assert judged(game) == []
    welcome = game.welcome(game.player("ann"))
    assert "warm" in welcome.earned
    assert welcome.streak is not None
    assert welcome.streak.days == 1


def test_the_first_of_a_day_and_of_a_week_are_crowned() -> None:
    game = game_of("ann", "bob", "cid", "dan")
    for presses, name in enumerate(("ann", "bob", "cid", "dan"), 1):
        press(game, name, presses, now=T0 + presses)
    game.turn(4)
    crowned = {(earned.player, achievement.key) for earned, achievement in judged(game)}
    assert {(name, key) for name, key in crowned if key in {"crown", "podium", "reign"}} == {
        ("dan", "crown"),
        ("dan", "podium"),
        ("cid", "podium"),
        ("bob", "podium"),
        ("dan", "reign"),
    }


def test_what_was_done_before_a_start_is_judged_with_the_next_press() -> None:
    game = game_of("ann")
    press(game, "ann", 10, now=T0 + 1)
    game.settle()
    game.forgo()
    assert judged(game) == []
    press(game, "ann", 11, now=T0 + 2)
    game.settle()
    assert judged(game)


def test_which_scores_begin_another_day_is_told_once() -> None:
    game = game_of("ann", "bob")
    press(game, "ann", 9, now=T0 + 1)
    assert [score.key.player for score in game.rolled] == ["ann"]
    press(game, "ann", 10, now=T0 + 2)
    game.turn(1)
    press(game, "ann", 11, now=T0 + 3)
    _, score = game.rolled
    assert (score.day, score.befores) == (1, (10, 0))


def test_a_run_has_a_start_and_a_day_the_best_of_its_runs() -> None:
    game = game_of("ann")
    press(game, "ann", 9, now=T0 + 1)
    score = game.arenas["classic"].scores["ann"]
    game.rolled.clear()
    press(game, "ann", 12, now=T0 + 2)
    assert game.rolled == []
    assert (score.started_at, score.day_best) == (T0 + 1, 0)
    press(game, "ann", 15, now=T0 + 400)
    assert game.rolled == [score, score]
    assert (score.started_at, score.day_best) == (T0 + 400, 12)
    game.sweep(T0 + 800, most=9)
    assert score.day_best == 12
    game.turn(1)
    press(game, "ann", 16, now=T0 + 900)
    assert score.day_best == 0
