"""What a run was made with: more than half of it, or nobody knows."""

import pytest

from clickgame.core import input_kinds
from clickgame.core.input_kinds import INPUT_KINDS
from clickgame.core.scores import Score, ScoreKey
from tests.core.arenas import T0, arena_of, press

BOARDS = ("live", "best", "best-mouse", "best-touch", "best-keys", "best-switch")


def run_of(presses: int, **told: int) -> Score:
    """Give a run that was made with what is *told*."""
    score = Score(ScoreKey("ann"), score=presses, reached_at=5.0)
    for event, count in told.items():
        input_kinds.tell(score, event, count)
    return score


@pytest.mark.parametrize(
    ("presses", "told", "kind"),
    [
        (100, {}, ""),
        (100, {"mouse": 51}, "mouse"),
        (100, {"mouse": 50}, ""),
        (100, {"mouse": 30, "touch": 60}, "touch"),
        (100, {"touch": 30, "pen": 30}, "touch"),
        (100, {"keydown": 75}, "keys"),
        (100, {"click": 75}, "switch"),
        (100, {"gamepad": 75, "": 75}, ""),
        (100, {"mouse": 60, "touch": 900}, "mouse"),
    ],
)
def test_a_run_is_of_what_more_than_half_of_it_was_made_with(presses: int, told: dict[str, int], kind: str) -> None:
    score = run_of(presses, **told)
    assert input_kinds.settle(score) is bool(kind)
    assert {each.key: input_kinds.best_with(score, place) for place, each in enumerate(INPUT_KINDS)} == {
        each.key: (presses, 5.0) if each.key == kind else (0, 0.0) for each in INPUT_KINDS
    }
    assert score.told == ()


def test_only_a_better_run_takes_the_place_of_the_best() -> None:
    score = run_of(100, mouse=75)
    assert input_kinds.settle(score)
    score.reached_at = 9.0
    input_kinds.tell(score, "mouse", 75)
    assert not input_kinds.settle(score)
    assert input_kinds.best_with(score, 0) == (100, 5.0)


def test_what_was_kept_when_there_were_fewer_kinds_is_as_good() -> None:
    score = run_of(100, click=75)
    score.bests = ((120, 2.0),)
    assert input_kinds.settle(score)
    assert score.bests == ((120, 2.0), (0, 0.0), (0, 0.0), (100, 5.0))


def test_a_run_comes_to_its_board_when_it_is_over_and_leaves_it_with_the_player() -> None:
    arena = arena_of("ann", "bob", boards=BOARDS)
    for player, event in (("ann", "mouse"), ("bob", "keydown")):
        press(arena, player, 40, now=T0 + 1)
        input_kinds.tell(arena.scores[player], event, 40)
    arena.boards.settle()
    assert [row.player for row in arena.boards.rows("best", count=9)] == ["ann", "bob"]
    assert not arena.boards.rows("best-mouse", count=9)
    arena.sweep(T0 + 301, most=9)
    arena.boards.settle()
    assert [[row.player for row in arena.boards.rows(board, count=9)] for board in BOARDS[2:]] == [
        ["ann"],
        [],
        ["bob"],
        [],
    ]
    arena.forget("ann")
    assert not arena.boards.rows("best-mouse", count=9)


def test_who_is_off_the_boards_is_off_those_too_and_comes_back() -> None:
    arena = arena_of("ann", boards=BOARDS)
    press(arena, "ann", 40, now=T0 + 1)
    input_kinds.tell(arena.scores["ann"], "pen", 40)
    arena.sweep(T0 + 301, most=9)
    for is_off in (False, True, False):
        arena._roster.player("ann").is_off = is_off
        arena.boards.note_anew("ann")
        arena.boards.settle()
        assert arena.boards.rank("best-touch", "ann") == (0 if is_off else 1)
