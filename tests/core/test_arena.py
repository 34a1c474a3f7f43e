"""One arena: presses, runs and boards, one claim a test."""

import pytest

from clickgame.contract.errors import (
    AgeInvalid,
    CountDecreased,
    CountInvalid,
    UnknownBoard,
    UnknownPage,
    UnknownPlayer,
)
from clickgame.contract.facts import Outcome, RunEnded
from clickgame.core.arena import Arena, ArenaKind
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score, ScoreKey

T0 = 10_000.0


def arena_of(*names: str, rules: Rules | None = None, roster: Roster | None = None, name: str = "classic") -> Arena:
    """Start an arena with a page load "page" for each of the players *names*."""
    rules = rules or Rules()
    roster = roster or Roster(rules, now=T0)
    arena = Arena(ArenaKind(name, "ever"), rules, roster=roster, runs_ended=[])
    for player in names:
        if player not in roster.players:
            roster.join(player=player, key=f"key of {player}", handle=f"The {player}", now=T0)
        introduce(arena, player)
    return arena


def introduce(
    arena: Arena, player: str = "ann", *, page: object = "page", presses: object = 0, now: float = T0, **said: object
) -> Outcome:
    """Have a page load introduce itself."""
    acked, age_s = said.get("acked", 0), said.get("age_s", 0.0)
    return arena.hear(player, page=page, presses=presses, acked=acked, age_s=age_s, is_resume=True, now=now)


def press(arena: Arena, player: str, presses: object, *, now: float, page: object = "page") -> Outcome:
    """Tell a page load's count."""
    return arena.hear(player, page=page, presses=presses, acked=0, age_s=0.0, is_resume=False, now=now)


def test_presses_count_once_however_often_they_are_told() -> None:
    arena = arena_of("ann")
    first = press(arena, "ann", 7, now=T0 + 1)
    again = press(arena, "ann", 7, now=T0 + 2)
    assert (first.credited, first.score, first.acked) == (7, 7, 7)
    assert (again.credited, again.score, again.acked) == (0, 7, 7)
    assert arena.total == 7


def test_an_outcome_tells_what_the_page_needs() -> None:
    outcome = press(arena_of("ann"), "ann", 3, now=T0 + 1)
    assert (outcome.player, outcome.arena, outcome.page, outcome.at) == ("ann", "classic", "page", T0 + 1)
    assert (outcome.best, outcome.before, outcome.ended, outcome.left_s) == (3, 0, 0, 300.0)
    assert (outcome.held_until, outcome.hold_began) == (0.0, False)


def test_what_was_known_is_no_news() -> None:
    """A repeated count changes nothing that is saved; the end of a run that it brings to light does."""
    arena = arena_of()
    arena._roster.join(player="ann", key="k", handle="Ann", now=T0)
    assert introduce(arena).is_news
    assert not introduce(arena, now=T0 + 1).is_news
    assert press(arena, "ann", 3, now=T0 + 2).is_news
    assert not press(arena, "ann", 3, now=T0 + 3).is_news
    assert arena.scores["ann"].pages["page"].at == T0 + 2
    assert press(arena, "ann", 3, now=T0 + 302).is_news


def test_presses_that_a_hold_swallows_are_news() -> None:
    arena = arena_of("ann")
    press(arena, "ann", 51, now=T0 + 0.5)
    held = press(arena, "ann", 52, now=T0 + 1)
    assert (held.credited, held.acked, held.is_news) == (0, 52, True)


def test_two_tabs_are_one_player() -> None:
    arena = arena_of("ann")
    introduce(arena, page="other")
    press(arena, "ann", 3, now=T0 + 1)
    assert press(arena, "ann", 4, now=T0 + 1, page="other").score == 7


def test_arenas_do_not_share_anything_but_the_roster() -> None:
    one = arena_of("ann")
    other = arena_of("ann", roster=one._roster, name="other")
    press(one, "ann", 51, now=T0 + 0.5)
    outcome = press(other, "ann", 20, now=T0 + 0.6)
    assert (outcome.arena, outcome.credited, outcome.held_until) == ("other", 20, 0.0)
    assert other.scores["ann"].key == ScoreKey("ann", "other", "ever")
    assert one.scores["ann"].total == 50


def test_a_page_load_that_left_the_ledger_is_never_credited_twice() -> None:
    """33 page loads later, its last count comes once more."""
    arena = arena_of("ann")
    press(arena, "ann", 30, now=T0 + 2)
    for number in range(33):
        introduce(arena, page=f"page {number}", now=T0 + 10 + number)
    assert "page" not in arena.scores["ann"].pages
    late = introduce(arena, presses=30, age_s=103.0, now=T0 + 103)
    assert (late.credited, late.acked, late.score) == (0, 30, 30)
    assert press(arena, "ann", 31, now=T0 + 104).credited == 1


@pytest.mark.parametrize("presses", [-1, 2.5, "9", None, True, 10**12])
def test_a_bad_count_changes_nothing(presses: object) -> None:
    arena = arena_of("ann")
    press(arena, "ann", 5, now=T0 + 1)
    with pytest.raises(CountInvalid):
        press(arena, "ann", presses, now=T0 + 2)
    entry = arena.scores["ann"].pages["page"]
    assert (entry.count, entry.at, entry.heard_at) == (5, T0 + 1, T0 + 1)
    assert arena.total == 5


def test_a_count_that_goes_down_changes_nothing() -> None:
    arena = arena_of("ann")
    press(arena, "ann", 5, now=T0 + 1)
    for hear in (lambda: press(arena, "ann", 4, now=T0 + 400), lambda: introduce(arena, presses=4, now=T0 + 400)):
        with pytest.raises(CountDecreased):
            hear()
    assert arena.scores["ann"].score == 5
    assert not arena.runs_ended


@pytest.mark.parametrize("page", ["page", "new"])
@pytest.mark.parametrize(
    ("said", "refusal"), [({"age_s": -1.0}, AgeInvalid), ({"age_s": "1"}, AgeInvalid), ({"acked": None}, CountInvalid)]
)
def test_a_bad_introduction_changes_nothing(page: str, said: dict[str, object], refusal: type[Exception]) -> None:
    arena = arena_of("ann")
    with pytest.raises(refusal):
        introduce(arena, page=page, presses=5, now=T0 + 1, **said)
    assert arena.scores["ann"].pages.keys() == {"page"}
    assert arena.total == 0


def test_a_bad_introduction_makes_no_score() -> None:
    arena = arena_of()
    arena._roster.join(player="ann", key="k", handle="Ann", now=T0)
    with pytest.raises(CountDecreased):
        introduce(arena, presses=1, acked=2)
    assert not arena.scores


@pytest.mark.parametrize("page", ["other", "", 3, None, ["page"]])
def test_a_press_from_a_page_that_was_not_introduced_is_refused(page: object) -> None:
    with pytest.raises(UnknownPage):
        press(arena_of("ann"), "ann", 1, page=page, now=T0)


@pytest.mark.parametrize("page", ["", 3, None, ["page"], "x" * 41])
def test_an_impossible_page_cannot_introduce_itself(page: object) -> None:
    with pytest.raises(UnknownPage):
        introduce(arena_of("ann"), page=page)


def test_nobody_can_press_for_a_player_who_does_not_exist() -> None:
    arena = arena_of("ann")
    with pytest.raises(UnknownPlayer):
        press(arena, "eve", 1, now=T0)
    with pytest.raises(UnknownPlayer):
        introduce(arena, "eve")
    assert arena.scores.keys() == {"ann"}


# Runs


def test_a_run_ends_after_five_minutes_without_a_credited_press() -> None:
    arena = arena_of("ann", "bob")
    press(arena, "ann", 9, now=T0 + 1)
    press(arena, "bob", 1, now=T0 + 2)
    assert arena.sweep(T0 + 300.9, most=100) == 0
    assert arena.sweep(T0 + 301, most=100) == 1
    ann = arena.scores["ann"]
    assert (ann.score, ann.best, ann.total, ann.ended) == (0, 9, 9, 9)
    assert arena.sweep(T0 + 302, most=100) == 1
    assert arena.runs_ended == [
        RunEnded("ann", score=9, before=9, best=9, arena="classic"),
        RunEnded("bob", score=1, before=1, best=1, arena="classic"),
    ]


def test_a_run_that_the_next_press_ends_is_told_as_well() -> None:
    """A late sweep does not lengthen a run."""
    arena = arena_of("ann")
    press(arena, "ann", 9, now=T0 + 1)
    outcome = press(arena, "ann", 10, now=T0 + 301)
    assert (outcome.score, outcome.before, outcome.best, outcome.ended) == (1, 9, 9, 0)
    assert arena.runs_ended == [RunEnded("ann", score=9, before=9, best=9, arena="classic")]
    assert arena.sweep(T0 + 302, most=100) == 0


def test_a_repeated_count_tells_that_the_run_is_over() -> None:
    arena = arena_of("ann")
    press(arena, "ann", 9, now=T0 + 1)
    assert press(arena, "ann", 9, now=T0 + 101).left_s == 200.0
    outcome = press(arena, "ann", 9, now=T0 + 301)
    assert (outcome.score, outcome.ended, outcome.left_s) == (0, 9, 0.0)
    assert len(arena.runs_ended) == 1


def test_presses_that_do_not_count_do_not_keep_a_run_alive() -> None:
    arena = arena_of("ann", rules=Rules(hold_s=1_000.0, hold_every_s=1_000.0))
    press(arena, "ann", 51, now=T0 + 0.5)
    press(arena, "ann", 60, now=T0 + 200)
    assert arena.sweep(T0 + 301, most=100) == 1


def test_a_sweep_ends_so_many_runs_at_once_and_the_next_one_goes_on() -> None:
    arena = arena_of("ann", "bob", "cid")
    for name in ("ann", "bob", "cid"):
        press(arena, name, 1, now=T0 + 1)
    assert arena.sweep(T0 + 301, most=2) == 2
    assert arena.sweep(T0 + 301, most=2) == 1
    assert [run.player for run in arena.runs_ended] == ["ann", "bob", "cid"]


def test_the_best_is_dated_by_when_it_came_to_be() -> None:
    arena = arena_of("ann")
    press(arena, "ann", 3, now=T0 + 1)
    press(arena, "ann", 5, now=T0 + 302)
    score = arena.scores["ann"]
    assert (score.best, score.best_at, score.reached_at) == (3, T0 + 1, T0 + 302)


# Boards


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
