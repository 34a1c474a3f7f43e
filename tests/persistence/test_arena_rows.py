"""An arena that a player has opened comes back from its row; what is no such row is refused."""

import json

import pytest

from clickgame.core.openings import Opening
from clickgame.core.state import ABANDONED, OPENING, Change, State
from persistence import codec
from persistence.files import Damaged

LUNCH = Opening("9f3c01ab", "sprint", "Lunch \u2028 break", "ann", 7.5)


def test_an_arena_comes_back_and_goes() -> None:
    state = State()
    for _ in range(2):
        codec.put(json.loads(codec.encode(Change(OPENING, LUNCH))), state)
        assert state.openings == {LUNCH.name: LUNCH}
    codec.put(json.loads(codec.encode(Change(ABANDONED, LUNCH.name))), state)
    assert state == State()


def test_a_time_that_is_no_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        codec.encode(Change(OPENING, Opening("a", "sprint", "A", "ann", float("nan"))))


@pytest.mark.parametrize(
    "row", [["o", "a", "sprint", "A", "ann"], ["o", 1, "sprint", "A", "ann", 1.0], ["x"], ["x", 1]]
)
def test_what_is_no_row_is_damage(row: object) -> None:
    with pytest.raises(Damaged):
        codec.put(row, State())
