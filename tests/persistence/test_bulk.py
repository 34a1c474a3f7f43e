"""Rows that are read many at a time come to what they come to one by one."""

import json
from collections.abc import Sequence

import pytest

from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import RUN, State
from clickgame.core.streaks import Streak
from persistence import codec
from persistence.bulk import put_lines
from persistence.frames import frame

PLAYERS = [
    Player("ann", "k1", "Ann", 5.5),
    Player("bob", "k2", "B\N{LATIN SMALL LETTER O WITH DIAERESIS}b", 7.0, is_off=True, program="k3"),
    Player("cid", "k4", "Cid", 0.0),
]
SCORES = [
    Score(
        ScoreKey("ann"),
        *(3, 9, 12, 5.0, 5.0, 4.0, 66.0, 0, 5.25, 1.0),
        {"one": Page(3, 5.0), "two": Page(9, 4.5)},
        day=7,
        befores=(2, 1),
        started_at=4.0,
        day_best=9,
    ),
    Score(ScoreKey("ann", "sprint"), *(1, 1, 1, 5.0, 5.0, 5.0, 0.0, 0, 5.0, 0.0), {}),
    Score(ScoreKey("bob"), pages={"one": Page(0, 1.0)}),
    Score(ScoreKey("cid"), total=5, day=3, befores=(0, 0)),
]


def saved() -> State:
    """Give a game with every kind of record that most players have."""
    state = State()
    for player in PLAYERS:
        state.put_player(player)
    for score in SCORES:
        state.put_score(score)
    state.put_streak(Streak("ann", 1, 7, 3))
    state.put_past_days(PastDays.of("ann", [3, 5, 6, 9]))
    state.put_earned(Earned("cid", {"warm": 7, "century": 8}))
    return state


def lines_of(state: State) -> list[bytes]:
    return [frame(codec.encode(change)) for change in state.changes()]


def rows(*some: Sequence[object]) -> list[bytes]:
    return [frame(json.dumps(row)) for row in some]


@pytest.mark.parametrize("at_once", [1, 2, 3, 4, 5, 6, 7, 8, 99])
def test_a_game_is_the_same_however_many_lines_are_read_at_once(at_once: int) -> None:
    """Also where a score and its dates are not read together."""
    lines, state = lines_of(saved()), State()
    for start in range(0, len(lines), at_once):
        assert put_lines(lines[start : start + at_once], state)
    assert state == saved()


def test_a_score_that_comes_again_keeps_its_dates_and_dates_need_not_follow_their_score() -> None:
    lines, state = lines_of(saved()), State()
    assert put_lines(lines, state)
    scores = [line for line in lines if b'["s"' in line]
    assert put_lines(scores, state)
    assert state == saved()
    assert put_lines([line for line in reversed(lines) if b'["d"' in line], state)
    assert put_lines(scores + [line for line in reversed(lines) if b'["d"' in line], state)
    assert state == saved()


def test_of_equal_ids_one_is_kept() -> None:
    """They would be half of what a player takes in memory."""
    state = State()
    assert put_lines(lines_of(saved()), state)
    ann = state.players["ann"].id
    assert state.streaks["ann"].player is ann
    assert state.past_days["ann"].player is ann
    assert all(key.player is ann for key in state.scores["ann"])


@pytest.mark.parametrize(
    "row",
    [
        ["p", "ann", "k", "h"],
        ["p", "ann", "k", 7, 0.0],
        ["p", "ann", "k", "h", 0.0, False, "", 0],
        ["s", "ann", "classic", "ever", *[0] * 10],
        ["s", "ann", "classic", "ever", 0.5, *[0] * 9, {}],
        ["s", "ann", "classic", "ever", *[0] * 10, {"p": [1.5, 2]}],
        ["d", "ann", "classic", "ever", 7.5, [1], 0.0, 0],
        ["k", "ann", 3, 7, 9, 0.5],
        ["y", "ann", [7, "5"]],
        ["a", "ann", ["warm"]],
        ["q", "ann"],
        [],
        {},
    ],
    ids=str,
)
def test_what_is_no_row_that_is_known_here_is_left_to_others(row: Sequence[object]) -> None:
    state = State()
    assert not put_lines(rows(["p", "ann", "k", "h", 1.0], row), state)
    assert state == State()


def test_kinds_of_which_there_are_few_are_left_to_others() -> None:
    state = saved()
    state.put_run(Run("r", "ann", "classic", 1.0, 1, 1, 1, "1"))
    assert not put_lines(lines_of(state), State())
    assert RUN in {change.kind for change in state.changes()}


@pytest.mark.parametrize(
    "row",
    [
        ["s", "nobody", "classic", "ever", *[0] * 10, {}],
        ["d", "nobody", "classic", "ever", 7, [1], 0.0, 0],
        ["d", "ann", "moon", "ever", 7, [1], 0.0, 0],
        ["k", "nobody", 3, 7, 9, 5],
        ["y", "nobody", []],
        ["a", "nobody", {}],
    ],
    ids=str,
)
def test_what_is_of_a_player_who_is_not_there_is_refused(row: Sequence[object]) -> None:
    with pytest.raises(KeyError):
        put_lines(rows(["p", "ann", "k", "h", 1.0], row), State())


@pytest.mark.parametrize("pairs", [[7, 5, 7, 5], [7], [-1, 5], [7, 2**32]])
def test_days_that_are_none_in_order_are_refused(pairs: list[int]) -> None:
    with pytest.raises(ValueError, match="no days in order"):
        put_lines(rows(["p", "ann", "k", "h", 1.0], ["y", "ann", pairs]), State())
