"""Studies come back from their rows exactly, and nothing else does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.learning import Study
from clickgame.core.players import Player
from clickgame.core.state import STUDY, Change, State
from persistence import codec
from persistence.files import Damaged

times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float)
counts = st.integers(0, 10**9)
studies = st.builds(Study, st.just("ann"), st.just("button"), counts, counts, times, times, times, st.text(max_size=9))


def state_of_ann() -> State:
    """Give a state in which nobody has learned anything."""
    state = State()
    state.put_player(Player("ann", "key", "Ann"))
    return state


@given(studies, studies)
def test_a_study_comes_back_exactly_whatever_was_there(now: Study, before: Study) -> None:
    state = state_of_ann()
    for study in (before, now, now):
        text = codec.encode(Change(STUDY, study))
        assert text.isascii()
        assert "\n" not in text
        codec.put(json.loads(text), state)
    assert list(state.studies.all()) == [now]


def test_a_time_that_is_no_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        codec.encode(Change(STUDY, Study("ann", "button", checked_at=float("nan"))))


@pytest.mark.parametrize(
    "row",
    [
        ["l"],
        ["l", "ann", "button", 0, 0, 1.0, 1.0, 1.0],
        ["l", "ann", "button", 0, 0, 1.0, 1.0, 1.0, "", ""],
        ["l", "ann", "button", "0", 0, 1.0, 1.0, 1.0, ""],
        ["l", "ann", "button", 0, 0, 1.0, 1.0, 1.0, None],
        ["l", "ann", 7, 0, 0, 1.0, 1.0, 1.0, ""],
        ["l", "ann", "button", 0, 0, 1.0, float("inf"), 1.0, ""],
        ["l", "nobody", "button", 0, 0, 1.0, 1.0, 1.0, ""],
    ],
)
def test_what_is_no_row_is_damage(row: object) -> None:
    state = state_of_ann()
    with pytest.raises(Damaged):
        codec.put(row, state)
    assert state == state_of_ann()
