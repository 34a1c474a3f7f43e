"""One arena's boards, and the records that are put into it, one claim a test."""

import pytest

from clickgame.contract.errors import UnknownBoard
from clickgame.core.scores import Page, Score, ScoreKey
from tests.core.arenas import T0, arena_of, press


def test_boards_rank_by_run_and_by_best() -> None:
    arena = arena_of("ann", "bob", "cid")
    press(arena, "ann", 9, now=T0 + 1)
    press(arena, "bob", 5, now=T0 + 299)
    press(arena, "cid", 5, now=T0 + 299.5)
    arena.sweep(T0 + 301, most=100)
    assert not arena.is_settled
    assert arena.settle() == 3
    assert arena.is_settled
    assert [(row.player, row.rank, row.score) for row in arena.rows("live", count=10)] == [("bob", 1, 5), ("cid", 2, 5)]
    assert [row.player for row in arena.rows("best", count=2)] == ["ann", "bob"]
    assert arena.rank("live", "ann") == 0
    assert [(row.player, row.rank, row.score) for row in arena.rows_of("live", ["cid", "ann"])] == [("cid", 2, 5)]


def test_an_unknown_board_is_refused() -> None:
    arena = arena_of("ann")
    for ask in (
        lambda: arena.rows("worst", count=10),
        lambda: arena.rows_of("worst", ["ann"]),
        lambda: arena.rank("worst", "ann"),
        lambda: arena.standing("worst", "ann", beyond=1),
    ):
        with pytest.raises(UnknownBoard):
            ask()


def test_a_standing_shows_the_neighbours_of_whoever_is_below_the_board() -> None:
    names = [f"p{number}" for number in range(7)]
    arena = arena_of(*names)
    for presses, name in enumerate(reversed(names), 1):
        press(arena, name, presses, now=T0 + 1)
    arena.settle()
    assert arena.standing("live", "p1", beyond=2) == (2, [])
    standing = arena.standing("live", "p4", beyond=2)
    assert standing.rank == 5
    assert [line[0] for line in standing.neighbours] == ["p2", "p3", "p4", "p5", "p6"]
    assert standing.neighbours[2] == ("p4", 5, "The p4", 3)


def test_boards_can_be_settled_a_few_players_at_a_time() -> None:
    names = [f"p{number}" for number in range(7)]
    arena = arena_of(*names)
    for name in names:
        press(arena, name, 1, now=T0 + 1)
    assert [arena.settle(3) for _ in range(4)] == [3, 3, 1, 0]
    assert len(arena.rows("live", count=10)) == 7


# Records


def test_a_score_that_is_put_again_replaces_the_old_one_everywhere() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 3, now=T0 + 1)
    for score in (5, 4, 4):
        arena.put(Score(ScoreKey("ann"), score=score, best=score, total=score, pressed_at=T0 + 2))
    arena.settle()
    assert not arena._throttle._windows
    assert arena.total == 4
    assert [row.score for row in arena.rows("live", count=10)] == [4]
    arena.put(Score(ScoreKey("ann"), total=4, best=4))
    arena.settle()
    assert arena.rows("live", count=10) == []
    assert arena.sweep(T0 + 900, most=10) == 0


def test_runs_put_in_any_order_end_in_theirs() -> None:
    """And one that is put again for another reason than a press keeps its place."""
    arena = arena_of("ann", "bob", "cid")
    for name, at in (("ann", 9.0), ("bob", 3.0), ("cid", 6.0), ("bob", 3.0)):
        arena.put(Score(ScoreKey(name), score=1, total=1, pressed_at=T0 + at))
    assert arena.sweep(T0 + 306, most=100) == 2
    assert [run.player for run in arena.runs_ended] == ["bob", "cid"]


def test_what_is_forgotten_is_off_the_boards_at_once() -> None:
    arena = arena_of("ann", "bob")
    for name in ("ann", "bob"):
        press(arena, name, 2, now=T0 + 1)
    arena.settle()
    press(arena, "ann", 3, now=T0 + 2)
    for _ in range(2):
        arena.forget("ann")
    assert [row.player for row in arena.rows("live", count=10)] == ["bob"]
    assert arena.total == 2
    assert arena.settle() == 0
    assert arena.sweep(T0 + 400, most=10) == 1


def test_a_clock_that_was_set_back_does_not_hold_the_future() -> None:
    """Saved times that lie ahead of the clock are pulled back to it."""
    arena = arena_of("ann")
    far = 9e9
    saved = Score(
        ScoreKey("ann"), score=5, total=5, best=5, pressed_at=far, held_until=far, paced_at=far, forgot_at=far
    )
    saved.pages["page"] = Page(5, far)
    arena.load([saved], now=T0)
    assert (saved.pressed_at, saved.forgot_at, saved.pages["page"].at) == (T0, T0, T0)
    assert (saved.held_until, saved.paced_at) == (T0 + 60, T0 + 60)
    assert arena.sweep(T0 + 300, most=100) == 1
