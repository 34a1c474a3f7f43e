"""The records that are put into an arena, one claim a test."""

from clickgame.core.scores import Page, Score, ScoreKey
from tests.core.arenas import T0, arena_of, press


def test_a_score_that_is_put_again_replaces_the_old_one_everywhere() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 3, now=T0 + 1)
    for score in (5, 4, 4):
        arena.put(Score(ScoreKey("ann"), score=score, best=score, total=score, pressed_at=T0 + 2))
    arena.boards.settle()
    assert not arena.throttle._windows
    assert arena.total == 4
    assert [row.score for row in arena.boards.rows("live", count=10)] == [4]
    arena.put(Score(ScoreKey("ann"), total=4, best=4))
    arena.boards.settle()
    assert arena.boards.rows("live", count=10) == []
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
    arena.boards.settle()
    press(arena, "ann", 3, now=T0 + 2)
    for _ in range(2):
        arena.forget("ann")
    assert [row.player for row in arena.boards.rows("live", count=10)] == ["bob"]
    assert arena.total == 2
    assert arena.boards.settle() == 0
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
