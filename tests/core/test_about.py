"""What is told about one player is all that is kept, and nothing of anybody else's."""

import pytest

from clickgame.contract.errors import UnknownPlayer
from clickgame.core import state as kinds
from clickgame.core.about import about
from clickgame.core.periods import DAY_S
from clickgame.core.runs import Run
from clickgame.core.state import ABANDONED, ERASED, FORGOTTEN, HEARD, REACTION, RUN, Change
from tests.core.games import T0, game_of
from tests.core.parties import of_a_game

NOT_TOLD = {
    HEARD: "a part of what SCORE tells",
    REACTION: "a part of what ENTRY tells",
    FORGOTTEN: "of players who are no more",
    ERASED: "of players who are no more",
    ABANDONED: "of arenas that are no more",
}


def names(change: Change, player: str) -> bool:
    """Tell whether a record has the name of *player*, but for other people's runs, which know who was ahead."""
    is_others_run = change.kind == RUN and isinstance(change.record, Run) and change.record.player != player
    return f"'{player}'" in str(change) and not is_others_run


def test_every_kind_of_record_is_told_or_is_known_not_to_be() -> None:
    told = {change.kind for change in about(of_a_game(), "ann")}
    there_are = {value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)}
    assert told | NOT_TOLD.keys() == there_are
    assert not told & NOT_TOLD.keys()


@pytest.mark.parametrize("player", ["ann", "bob", "eve"])
def test_each_record_that_names_a_player_is_told_and_no_other(player: str) -> None:
    game = of_a_game()
    kept = [change for change in game.records() if names(change, player)]
    told = list(about(game, player))
    assert [change.kind for change in told] == [change.kind for change in kept]
    assert all(f"'{player}'" in str(change) for change in told)


def test_of_others_nothing_is_told_but_who_an_entry_or_a_run_is_about() -> None:
    told = str(list(about(of_a_game(), "eve")))
    assert "The ann" not in told
    assert "The bob" not in told
    assert "'wow'" not in told
    assert "key of ann" not in told


def test_the_best_run_of_a_season_is_told_too_though_newer_ones_came() -> None:
    game = of_a_game()
    for number in range(9):
        game.put_run(Run(f"later {number}", "ann", "classic", T0 - DAY_S, 4, 10 + number, 2, "2 2"))
    assert {run.id for run in game.runs.all_of("ann")} == {
        change.record.id for change in about(game, "ann") if isinstance(change.record, Run)
    }


def test_of_a_guest_there_is_little_and_of_nobody_nothing() -> None:
    game = game_of("ann")
    assert [change.kind for change in about(game, "ann")] == ["player", "score"]
    with pytest.raises(UnknownPlayer):
        about(game, "nobody")
