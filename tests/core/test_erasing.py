"""A player who wants to be no more is nowhere: neither in what was the player's own, nor in what is others'."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.seasons import SeasonRow
from clickgame.core.game import Game
from clickgame.core.periods import DAY_S
from clickgame.core.runs import Run
from clickgame.core.state import State
from tests.core.games import T0
from tests.core.parties import NAMES, of_a_game


def test_nothing_names_who_was_erased_and_others_keep_what_is_theirs() -> None:
    game = of_a_game()
    assert all(str(vars(one)).count("ann") for one in (game.roster, game.closed, game.runs, game.feed))
    assert "'ann'" in str(game.studies)
    game.erase("ann")
    assert "ann" not in str(game.state())
    assert "ann" not in str(list(game.records()))
    assert not [name for name in ("roster", "closed", "runs", "feed") if "'ann'" in str(vars(getattr(game, name)))]
    assert "'ann'" not in str(game.studies)
    assert game.studies.finished == {"button": 2}
    assert game.rows("classic", "best", count=9)[0].player == "bob"
    week = game.seasons("classic", "week")[-1]
    assert week.rows == (SeasonRow("", "", 9), SeasonRow("bob", "The bob", 9), SeasonRow("eve", "The eve", 9))
    assert [season.number for season in game.closed.won_by("bob")] == []
    assert game.closed.champions("classic", 8) == []
    (run,) = game.runs.of("bob")
    assert (run.ahead, run.to_ahead, run.rank) == ("", 0, 2)
    assert game.places.kind("arena 0")[1] == "Sprint"
    assert game.places.kind("arena 1")[1] == "bob's own"
    assert list(game.feed.entries) == [3]
    assert game.feed.entries[3].reactions == {"bob": "heart"}
    with pytest.raises(UnknownPlayer):
        game.erase("ann")


def test_the_handle_is_free_and_the_token_is_nobodys() -> None:
    game = of_a_game()
    game.erase("ann")
    assert game.find("key of ann") is None
    assert game.rename("bob", "The ann", now=T0 + 2) == "The ann"


@given(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
def test_a_state_at_rest_comes_to_the_same(gone: list[str]) -> None:
    """A start replays what the game has done."""
    game, state = of_a_game(), of_a_game().state()
    for name in gone:
        game.erase(name)
        state.forget(name)
    assert state == game.state()
    assert Game(game.rules, state, now=T0 + 2).state().closed == game.state().closed


@pytest.mark.parametrize("start", [State, lambda: Game(of_a_game().rules, now=T0)])
def test_whoever_is_not_there_is_forgotten_in_vain(start: Callable[[], State | Game]) -> None:
    records = start()
    records.forget("nobody")
    assert "nobody" not in str(vars(records) if isinstance(records, Game) else records)


def test_the_best_run_of_a_season_stays_the_best_without_its_ahead() -> None:
    game = of_a_game()
    day = Run("yesterday", "bob", "classic", T0 - DAY_S, 4, 99, 2, "2 2", 2, "ann", 3)
    game.put_run(day)
    for number in range(9):
        game.put_run(day._replace(id=f"run {number}", score=5, started_at=T0))
    game.erase("ann")
    assert game.runs.best("classic", "day", day.day) == day.alone
    assert game.runs.find("yesterday") == day.alone
