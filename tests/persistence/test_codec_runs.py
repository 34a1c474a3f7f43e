"""Runs that are over come back from their rows exactly, and nothing else does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.curves import POINTS
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.state import RUN, Change, State
from persistence import codec
from persistence.files import Damaged

times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float)
counts = st.integers(0, 10**9)
curves = st.lists(st.integers(0, 10**6), max_size=POINTS).map(lambda counts: " ".join(map(str, counts)))
runs = st.builds(
    Run, st.text(), st.just("a"), st.text(), times, *[counts] * 3, curves, counts, st.text(), counts, st.text()
)


def state_with_ann() -> State:
    state = State()
    state.put_player(Player("a", "k", "h"))
    return state


@given(runs)
def test_a_run_that_is_over_comes_back_exactly(run: Run) -> None:
    state, text = state_with_ann(), codec.encode(Change(RUN, run))
    assert text.isascii()
    assert "\n" not in text
    for _ in range(2):
        codec.put(json.loads(text), state)
        assert state.runs == {run.id: run}


@pytest.mark.parametrize(
    "row",
    [
        ["u", "r", "nobody", "classic", 5.0, 9, 12, 8, "4 8", 1, "", 0, ""],
        ["u", "r", "a", "classic", 5.0, 9, 12, 8, "4 -8", 1, "", 0, ""],
        ["u", "r", "a", "classic", 5.0, 9, 12, 8, "4,8", 1, "", 0, ""],
        ["u", "r", "a", "classic", 5.0, 9.5, 12, 8, "4 8", 1, "", 0, ""],
        ["u", "r", "a", "classic", 5.0, 9, 12, 8, [4, 8], 1, "", 0, ""],
        ["u", "r", "a", "classic", 5.0, 9, 12, 8, "4 8", 1, ""],
        ["u", ["r"], "a", "classic", 5.0, 9, 12, 8, "4 8", 1, "", 0, ""],
    ],
)
def test_what_is_no_run_is_damage_and_changes_nothing(row: Any) -> None:
    state = state_with_ann()
    with pytest.raises(Damaged):
        codec.put(row, state)
    assert state == state_with_ann()


@pytest.mark.parametrize("time", [float("inf"), float("nan")])
def test_a_start_that_no_reader_would_take_is_not_written(time: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        codec.encode(Change(RUN, Run("r", "a", "classic", time, 1, 1, 1, "1")))
