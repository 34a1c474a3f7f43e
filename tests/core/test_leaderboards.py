"""One arena's boards: places, lines, and how days and weeks turn; one claim a test."""

import pytest

from clickgame.contract.errors import UnknownBoard
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.arena import Arena
from clickgame.core.leaderboards import WATCHED_S
from clickgame.core.rules import Rules
from tests.core.arenas import T0, arena_of, press


def test_boards_rank_by_run_and_by_best() -> None:
    arena = arena_of("ann", "bob", "cid")
    press(arena, "ann", 9, now=T0 + 1)
    press(arena, "bob", 5, now=T0 + 299)
    press(arena, "cid", 5, now=T0 + 299.5)
    arena.sweep(T0 + 301, most=100)
    assert not arena.boards.is_settled
    assert arena.boards.settle() == 6  # three on the boards that go first, and on those that may wait
    assert arena.boards.is_settled
    assert [(row.player, row.rank, row.score) for row in arena.boards.rows("live", count=10)] == [
        ("bob", 1, 5),
        ("cid", 2, 5),
    ]
    assert [row.player for row in arena.boards.rows("best", count=2)] == ["ann", "bob"]
    assert arena.boards.rank("live", "ann") == 0
    assert [(row.player, row.rank, row.score) for row in arena.boards.rows_of("live", ["cid", "ann"])] == [
        ("cid", 2, 5)
    ]


def test_an_unknown_board_is_refused() -> None:
    arena = arena_of("ann")
    for ask in (
        lambda: arena.boards.rows("worst", count=10),
        lambda: arena.boards.rows_of("worst", ["ann"]),
        lambda: arena.boards.rank("worst", "ann"),
        lambda: arena.boards.standing("worst", "ann", beyond=1),
        lambda: arena.boards.watch("worst", now=T0),
    ):
        with pytest.raises(UnknownBoard):
            ask()


def test_a_standing_shows_the_neighbours_of_whoever_is_below_the_board() -> None:
    names = [f"p{number}" for number in range(7)]
    arena = arena_of(*names)
    for presses, name in enumerate(reversed(names), 1):
        press(arena, name, presses, now=T0 + 1)
    arena.boards.settle()
    assert arena.boards.standing("live", "p1", beyond=2) == (2, [])
    standing = arena.boards.standing("live", "p4", beyond=2)
    assert standing.rank == 5
    assert [line[0] for line in standing.neighbours] == ["p2", "p3", "p4", "p5", "p6"]
    assert standing.neighbours[2] == ("p4", 5, "The p4", 3)


def test_boards_can_be_settled_a_few_players_at_a_time() -> None:
    names = [f"p{number}" for number in range(7)]
    arena = arena_of(*names)
    for name in names:
        press(arena, name, 1, now=T0 + 1)
    assert [arena.boards.settle(3) for _ in range(6)] == [3, 3, 3, 3, 2, 0]
    assert len(arena.boards.rows("live", count=10)) == 7


def test_boards_that_may_wait_take_in_who_waits_a_few_at_a_time() -> None:
    names = [f"p{number}" for number in range(16)]
    arena = arena_of(*names)
    for name in names:
        press(arena, name, 1, now=T0 + 1)
    arena.boards.watch("all", now=T0)
    assert arena.boards.settle_first() == arena.boards.waiting == len(arena.boards.rows("live", count=99)) == 16
    seen = [(arena.boards.settle_later(6), len(arena.boards.rows("all", count=99))) for _ in range(4)]
    assert seen == [(6, 6), (6, 12), (4, 16), (0, 16)]
    assert len(arena.boards.settled) == 16


def test_boards_that_nobody_watches_wait_for_longer() -> None:
    """They take nobody in while others do, and have everybody when they have had their turn."""
    names = [f"p{number}" for number in range(16)]
    arena = arena_of(*names)
    for name in names:
        press(arena, name, 1, now=T0 + 1)
    arena.boards.watch("live", now=T0)  # may not wait, so that it makes no difference
    arena.boards.watch("all", now=T0)
    arena.boards.settle_first()
    assert arena.boards.settle_later() == arena.boards.resting == len(arena.boards.rows("all", count=99)) == 16
    assert arena.boards.rows("week", count=99) == []
    arena.boards.settle_last(6)
    assert len(arena.boards.rows("week", count=99)) == len(arena.boards.rows("best", count=99)) == 6
    assert not arena.boards.is_settled
    arena.boards.settle_last(99)
    assert arena.boards.is_settled
    assert len(arena.boards.rows("week", count=99)) == 16


def test_a_board_that_is_looked_at_again_takes_in_whom_it_has_missed() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 1, now=T0 + 1)
    arena.boards.watch("all", now=T0)
    arena.boards.settle_first()
    arena.boards.settle_later()
    for later_s in (1, 2):
        arena.boards.watch("week", now=T0 + WATCHED_S + later_s)
    press(arena, "bob", 2, now=T0 + WATCHED_S + 1)
    arena.boards.settle_first()
    arena.boards.settle_later()
    assert [row.player for row in arena.boards.rows("week", count=9)] == ["bob", "ann"]
    assert [row.player for row in arena.boards.rows("all", count=9)] == ["ann"]  # nobody looks any more
    arena.boards.settle()
    assert [row.player for row in arena.boards.rows("all", count=9)] == ["bob", "ann"]


def test_settling_a_few_takes_those_last_who_only_rest() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 1, now=T0 + 1)
    arena.boards.settle_first()
    arena.boards.settle_later()
    press(arena, "bob", 1, now=T0 + 2)
    arena.boards.settle(2)
    assert [row.player for row in arena.boards.rows("all", count=9)] == ["bob"]
    arena.boards.settle(1)
    assert [row.player for row in arena.boards.rows("all", count=9)] == ["ann", "bob"]


def test_lines_on_a_board_that_waits_have_the_scores_that_they_are_ranked_by() -> None:
    """Newer ones would be out of order, and a board is told as what each line has more than the one below."""
    arena = arena_of("ann", "bob")
    press(arena, "ann", 5, now=T0 + 1)
    press(arena, "bob", 3, now=T0 + 1)
    arena.boards.settle()
    press(arena, "bob", 9, now=T0 + 2)
    assert [(row.player, row.score) for row in arena.boards.rows_of("all", ["ann", "bob"])] == [("ann", 5), ("bob", 3)]


def test_who_is_forgotten_waits_no_longer() -> None:
    arena = arena_of("ann", "bob")
    for name in ("ann", "bob"):
        press(arena, name, 1, now=T0 + 1)
    arena.boards.settle_first()
    arena.boards.settle_later(1)
    arena.forget("ann")
    arena.forget("bob")
    arena.boards.settle()
    assert arena.boards.rows("all", count=9) == []


# Days and weeks. Day 4 of 1970 was a Monday.


def scores_on(arena: Arena, board: str) -> dict[str, int]:
    arena.boards.settle()
    return {row.player: row.score for row in arena.boards.rows(board, count=99)}


def test_a_day_begins_with_nobody_on_its_board_and_ends_as_it_was() -> None:
    arena = arena_of("ann", "bob")
    arena.turn(1)
    press(arena, "ann", 3, now=T0 + 1)
    press(arena, "bob", 5, now=T0 + 2)
    closed = arena.turn(2)
    rows = SeasonRow("bob", "The bob", 5), SeasonRow("ann", "The ann", 3)
    assert closed == [ClosedSeason("classic", "day", 1, 2, 8, rows)]
    assert scores_on(arena, "today") == {}
    press(arena, "ann", 4, now=T0 + 3)
    assert scores_on(arena, "today") == {"ann": 1}
    assert scores_on(arena, "week") == {"ann": 4, "bob": 5}
    assert scores_on(arena, "all") == {"ann": 4, "bob": 5}


def test_a_week_turns_on_monday() -> None:
    arena = arena_of("ann")
    arena.turn(3)
    press(arena, "ann", 3, now=T0 + 1)
    closed = arena.turn(4)
    assert [(season.period, season.number, season.presses) for season in closed] == [("day", 3, 3), ("week", 0, 3)]
    press(arena, "ann", 5, now=T0 + 2)
    assert scores_on(arena, "week") == {"ann": 2}
    assert [season.period for season in arena.turn(10)] == ["day"]
    assert [season.number for season in arena.turn(11)] == [1]


def test_a_run_goes_on_over_midnight() -> None:
    arena = arena_of("ann")
    arena.turn(1)
    press(arena, "ann", 3, now=T0 + 1)
    arena.turn(2)
    press(arena, "ann", 5, now=T0 + 2)
    assert (scores_on(arena, "live"), scores_on(arena, "today")) == ({"ann": 5}, {"ann": 2})


def test_days_never_go_back_and_one_without_presses_leaves_nothing() -> None:
    arena = arena_of("ann")
    arena.turn(5)
    press(arena, "ann", 3, now=T0 + 1)
    assert arena.turn(4) == arena.turn(5) == []
    assert scores_on(arena, "today") == {"ann": 3}
    arena.turn(6)
    assert arena.turn(7) == []


def test_of_a_day_that_is_over_so_many_lines_stay() -> None:
    arena = arena_of("ann", "bob", "cid", rules=Rules(season_rows=2))
    for presses, name in enumerate(("ann", "bob", "cid"), 1):
        press(arena, name, presses, now=T0 + 1)
    (season,) = arena.turn(1)
    assert (season.players, [row.player for row in season.rows]) == (3, ["cid", "bob"])


def test_of_equals_whoever_got_there_first_is_ahead() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "bob", 3, now=T0 + 1)
    press(arena, "ann", 3, now=T0 + 2)
    arena.boards.settle()
    for board in ("live", "today", "week", "all", "best"):
        assert [row.player for row in arena.boards.rows(board, count=2)] == ["bob", "ann"]


def test_which_boards_there_are_can_be_asked() -> None:
    boards = arena_of("ann").boards
    assert "live" in boards
    assert "worst" not in boards
