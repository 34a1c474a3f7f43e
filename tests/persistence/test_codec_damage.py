"""What is no row of a record is said to be damage, and changes nothing."""

import pytest

from clickgame.core.players import Player
from clickgame.core.state import State
from persistence import codec
from persistence.files import Damaged

NUMBERS = [0] * 10
KEY = ["a", "classic", "ever"]


@pytest.mark.parametrize(
    "row",
    [
        {},
        None,
        7,
        [],
        [[]],
        ["x"],
        ["p"],
        ["p", "b", "k", "h"],
        ["p", "b", "k", "h", "0"],
        ["p", "b", "k", 7, 0.0],
        ["p", "b", "k", "h", 0.0, 0.0],
        ["f"],
        ["f", []],
        ["d", *KEY, 7, [1], 0.0, 0],
        ["o", "x", "classic", "Mine", "a"],
        ["o", "x", "classic", "Mine", "a", "0"],
        ["o", "x", "classic", 7, "a", 0.0],
        ["x", 7],
        ["d", "a", "moon", "ever", 7, [1, "2"], 0.0, 0],
        ["d", "a", "moon", "ever", 7.5, [1], 0.0, 0],
        ["d", "a", "moon", "ever", 7, [1], 0.0, 0.5],
        ["d", "a", "moon", "ever", 7, [1]],
        ["d", "a", "moon", "ever", 7, [1], 0.0, 0, 7],
        ["d", "a", "moon", "ever", 7, [1], 0.0, 0, [[1]]],
        ["d", "a", "moon", "ever", 7, [1], 0.0, 0, [[1, "2"]]],
        ["d", "a", "moon", "ever", 7, [1], 0.0, 0, [], []],
        ["k", "a", 3, 7, 9],
        ["k", "a", 3, 7, 9, 0.5],
        ["k", "nobody", 3, 7, 9, 5],
        ["a", "a"],
        ["a", "a", ["warm"]],
        ["a", "a", {"warm": "7"}],
        ["a", "nobody", {"warm": 7}],
        ["e", "classic", "day", 7, 1, 9],
        ["e", "classic", "day", "7", 1, 9, []],
        ["e", "classic", "day", 7, 1, 9, [["a", "A", "9"]]],
        ["e", "classic", "day", 7, 1, 9, [["a", "A"]]],
        ["s", *KEY, *NUMBERS],
        ["s", *KEY, *NUMBERS, []],
        ["s", *KEY, *NUMBERS, {}, 0],
        ["s", *KEY, *NUMBERS, {"p": [1]}],
        ["s", *KEY, *NUMBERS, {"p": [1.5, 2]}],
        ["s", *KEY, *NUMBERS, {"p": 7}],
        ["s", "nobody", *KEY[1:], *NUMBERS, {}],
        ["s", *KEY, True, *NUMBERS[1:], {}],
        ["s", *KEY, 0.5, *NUMBERS[1:], {}],
        ["h", "nobody", *KEY[1:], *NUMBERS],
        ["h", *KEY, *NUMBERS[1:]],
        ["h", *KEY, *["0"] * 10],
        ["h", "a", 7, "ever", *NUMBERS],
        ["h", *KEY, *NUMBERS, "p"],
        ["h", *KEY, *NUMBERS, "p", 1, 2, 3],
        ["h", *KEY, *NUMBERS, [], 1, 2],
        ["h", *KEY, *NUMBERS, "p", 1, "2"],
        ["h", *KEY, 0, 0, 0, None, *NUMBERS[4:]],
    ],
)
def test_what_is_no_row_is_damage(row: object) -> None:
    state = State({"a": Player("a", "k", "h")})
    with pytest.raises(Damaged):
        codec.put(row, state)
