"""One arena's presses and runs, one claim a test; its boards and records stand in test_arena_boards.py."""

from typing import Any

import pytest

from clickgame.contract.errors import AgeInvalid, CountDecreased, CountInvalid, UnknownPage, UnknownPlayer
from clickgame.contract.facts import RunEnded
from clickgame.core.rules import Rules
from clickgame.core.scores import ScoreKey
from tests.core.arenas import T0, arena_of, introduce, press


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


def test_who_has_pressed_lately_is_told_newest_first_and_no_other_is_looked_at() -> None:
    arena = arena_of("ann", "bob", "cid", "dot")
    for after, name in enumerate(("ann", "bob", "cid")):
        press(arena, name, 1, now=T0 + after)
    assert list(arena.pressed_since(T0 - 1)) == ["cid", "bob", "ann"]
    press(arena, "bob", 2, now=T0 + 3)
    assert list(arena.pressed_since(T0 + 1)) == ["bob", "cid"]
    arena.scores.pop("ann")  # whom nobody asks for any more
    assert list(arena.pressed_since(T0 + 2)) == ["bob"]


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
def test_a_bad_introduction_changes_nothing(page: str, said: dict[str, Any], refusal: type[Exception]) -> None:
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
        RunEnded("ann", score=9, before=9, best=9, arena="classic", is_new_best=True),
        RunEnded("bob", score=1, before=1, best=1, arena="classic", is_new_best=True),
    ]


def test_a_run_that_the_next_press_ends_is_told_as_well() -> None:
    """A late sweep does not lengthen a run."""
    arena = arena_of("ann")
    press(arena, "ann", 9, now=T0 + 1)
    outcome = press(arena, "ann", 10, now=T0 + 301)
    assert (outcome.score, outcome.before, outcome.best, outcome.ended) == (1, 9, 9, 0)
    assert arena.runs_ended == [RunEnded("ann", score=9, before=9, best=9, arena="classic", is_new_best=True)]
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


def test_what_is_passed_over_is_done_with_also_for_somebody_new() -> None:
    arena = arena_of("ann", "bob")
    arena.forget("bob")
    assert arena.pass_over("bob", "page", 9, is_resume=False, now=T0 + 1) is None
    assert arena.pass_over("bob", "", 9, is_resume=True, now=T0 + 1) is None
    assert "bob" not in arena.scores, "nothing is kept of what is no page load"
    score = arena.pass_over("bob", "page", 9, is_resume=True, now=T0 + 1)
    assert score is not None
    assert score is arena.scores["bob"]
    assert score.total == arena.total == 0
    assert press(arena, "bob", 12, now=T0 + 2).credited == 3
    assert arena.pass_over("ann", "page", 5, is_resume=False, now=T0 + 2) is arena.scores["ann"]
    assert press(arena, "ann", 6, now=T0 + 3).credited == 1
