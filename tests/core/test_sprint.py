"""Runs that have a length: over so long after their first press, whatever is pressed, restarted or followed."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import CountInvalid
from clickgame.core.arenas import kind_of
from clickgame.core.places import build
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from clickgame.core.scores import Score
from clickgame.core.sprint import Sprint
from tests.core.arenas import T0, introduce, press

LENGTH_S = 60.0
PAUSES = st.lists(st.floats(0.05, 90.0), max_size=60)


def sprint_of(*names: str) -> Sprint:
    """Start a sprint with a page load for each of the players *names*."""
    rules = Rules()
    roster = Roster(rules, now=T0)
    arena = build("sprint", kind_of("sprint"), rules, roster=roster, runs_ended=[], rolled=[])
    assert isinstance(arena, Sprint)
    for name in names:
        roster.join(player=name, key=f"key of {name}", handle=f"The {name}", now=T0)
        introduce(arena, name)
    return arena


@given(PAUSES, st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_a_run_has_what_was_pressed_within_its_length(
    pauses: list[float], swept_after: set[int], restarted_after: set[int]
) -> None:
    """Against a model; sweeps and restarts between presses change nothing but when the end is told."""
    arena, now, runs, started_at = sprint_of("ann"), T0, [0], -LENGTH_S
    ended: list[int] = []
    for number, pause in enumerate(pauses, 1):
        now += pause
        if now - started_at >= LENGTH_S:
            runs.append(0)
            started_at = now
        runs[-1] += 1
        outcome = press(arena, "ann", number, now=now)
        assert outcome.score == runs[-1]
        assert outcome.left_s == pytest.approx(started_at + LENGTH_S - now)
        ended += [run.score for run in arena.runs_ended]
        arena.runs_ended.clear()
        if number in swept_after:
            arena.sweep(now, most=9)
        if number in restarted_after:
            arena = again(arena, now=now)
            introduce(arena, "ann", presses=number, now=now)
    arena.sweep(now + LENGTH_S, most=9)
    ended += [run.score for run in arena.runs_ended]
    assert ended == runs[1:]
    assert arena.scores["ann"].best == max(runs)


def again(arena: Sprint, *, now: float) -> Sprint:
    """Restart: from the scores alone."""
    later = sprint_of()
    for player in arena._roster.players.values():
        later._roster.join(player=player.id, key=player.key, handle=player.handle, now=now)
    later.load(arena.scores.values(), now=now)
    return later


def test_a_sweep_ends_the_oldest_first_and_no_more_than_it_may() -> None:
    arena = sprint_of("ann", "bob", "cid")
    for second, name in enumerate(("cid", "ann", "bob")):
        press(arena, name, 3, now=T0 + second)
    press(arena, "cid", 9, now=T0 + 30)
    assert arena.sweep(T0 + 59.9, most=9) == 0
    assert [arena.sweep(T0 + 61.5, most=1) for _ in range(3)] == [1, 1, 0]
    assert [(run.player, run.score) for run in arena.runs_ended] == [("cid", 9), ("ann", 3)]


def test_who_follows_a_journal_ends_the_same_runs() -> None:
    arena, follower = sprint_of("ann", "bob", "cid"), sprint_of("ann", "bob", "cid")
    for second, name in enumerate(("cid", "ann", "bob")):
        press(arena, name, 3, now=T0 + second)
    for name in ("bob", "ann", "cid"):
        follow(follower, [arena.scores[name]])
    arena.sweep(T0 + 61.5, most=9)
    follow(follower, [arena.scores["cid"]])
    assert follower.sweep(T0 + 61.5, most=9) == 1
    follower.forget("bob")
    assert follower.sweep(T0 + 99, most=9) == 0


def follow(follower: Sprint, scores: Iterable[Score]) -> None:
    """Put *scores* as a journal would."""
    for score in scores:
        copy = Score(score.key, score.score, score.best, score.total, score.pressed_at, ended=score.ended)
        follower.put(copy)
        follower.put_days(score.key.player, score.dates())


def test_a_count_that_is_refused_ends_a_run_that_is_over_all_the_same() -> None:
    arena = sprint_of("ann")
    press(arena, "ann", 3, now=T0)
    with pytest.raises(CountInvalid):
        press(arena, "ann", -1, now=T0 + 61)
    assert [run.score for run in arena.runs_ended] == [3]


def test_a_run_over_midnight_is_one_run() -> None:
    arena = sprint_of("ann")
    press(arena, "ann", 3, now=T0)
    arena.turn(1)
    assert press(arena, "ann", 5, now=T0 + 30).score == 5
    assert arena.sweep(T0 + 61, most=9) == 1
    assert arena.scores["ann"].day_best == 5
