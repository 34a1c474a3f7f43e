"""Days that are over come back from their rows exactly, and nothing else does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.days import MOST, PastDays
from clickgame.core.players import Player
from clickgame.core.state import PAST_DAYS, Change, State
from persistence import codec
from persistence.files import Damaged


def state_of(player: str) -> State:
    """Give the state of one player."""
    return State({player: Player(player, "key", "Ann")})


@given(st.dictionaries(st.integers(0, 10**6), st.integers(0, MOST), max_size=9))
def test_past_days_come_back_exactly(days: dict[int, int]) -> None:
    state = state_of("a")
    past = PastDays.of("a", [value for day in sorted(days) for value in (day, days[day])])
    for _ in range(2):
        codec.put(json.loads(codec.encode(Change(PAST_DAYS, past))), state)
        assert state.past_days == {"a": past}
        assert past.by_day() == days


@pytest.mark.parametrize(
    "row",
    [
        ["y", "a"],
        ["y", "a", 7],
        ["y", "a", [7]],
        ["y", "a", [7, 1.5]],
        ["y", "a", [7, "1"]],
        ["y", "a", [8, 1, 7, 1]],
        ["y", "a", [7, 1, 7, 1]],
        ["y", "a", [-1, 1]],
        ["y", "a", [7, 2**32]],
        ["y", "nobody", [7, 1]],
        ["y", "a", [7, 1], 0],
    ],
)
def test_what_are_no_days_is_damage(row: object) -> None:
    with pytest.raises(Damaged):
        codec.put(row, state_of("a"))
