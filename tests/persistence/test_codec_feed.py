"""Entries of the feed, and answers to them, come back from their rows exactly, and nothing else does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.feed import Entry
from clickgame.core.players import Player
from clickgame.core.state import ENTRY, REACTION, Change, State
from persistence import codec
from persistence.files import Damaged

texts = st.text(max_size=9)
times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float)
entries = st.builds(
    Entry,
    *(st.integers(1, 10**9), times, texts, st.just("a"), texts, st.sampled_from(["", "b"]), texts),
    *(st.integers(0, 10**9), st.booleans(), st.dictionaries(st.sampled_from(["a", "b"]), texts)),
)
ABOUT = ["best", "a", "classic", "", ""]


def row_of(kind: str, entry: Entry, player: str = "") -> Any:
    """Write a change and read the row as JSON."""
    text = codec.encode(Change(kind, entry, player))
    assert text.isascii()
    assert "\n" not in text
    return json.loads(text)


def state_of_two() -> State:
    """Give a state with two players."""
    state = State()
    for player in ("a", "b"):
        state.put_player(Player(player, f"key of {player}", player))
    return state


@given(entries, entries)
def test_an_entry_comes_back_exactly_whatever_was_there(now: Entry, before: Entry) -> None:
    state = state_of_two()
    before.number = now.number
    for entry in (before, now, now):
        codec.put(row_of(ENTRY, entry), state)
    assert state.feed.entries == {now.number: now}


@given(entries, texts)
def test_an_answer_comes_back_exactly(entry: Entry, reaction: str) -> None:
    state = state_of_two()
    codec.put(row_of(ENTRY, entry), state)
    entry.reactions = {**entry.reactions, "b": reaction}
    for _ in range(2):
        codec.put(row_of(REACTION, entry, "b"), state)
        assert state.feed.entries[entry.number].reactions.get("b", "") == reaction


@pytest.mark.parametrize(
    "row",
    [
        ["n", 0, 1.0, *ABOUT, 7, False, {}],
        ["n", "1", 1.0, *ABOUT, 7, False, {}],
        ["n", 1, float("nan"), *ABOUT, 7, False, {}],
        ["n", 1, "1", *ABOUT, 7, False, {}],
        ["n", 1, 1.0, *ABOUT, 7, 0, {}],
        ["n", 1, 1.0, *ABOUT, 7, False],
        ["n", 1, 1.0, *ABOUT, 7, False, []],
        ["n", 1, 1.0, *ABOUT, 7, False, {"a": 1}],
        ["n", 1, 1.0, "best", "nobody", "", "", "", 7, False, {}],
        ["n", 1, 1.0, "best", "a", "", "nobody", "", 7, False, {}],
        ["n"],
        ["nr", 1, "a"],
        ["nr", "1", "a", "wow"],
        ["nr", 1, "a", 7],
    ],
)
def test_what_is_no_row_is_damage(row: object) -> None:
    with pytest.raises(Damaged):
        codec.put(row, state_of_two())


def test_the_row_of_an_answer_is_small() -> None:
    entry = Entry(123_456, 1_763_724_000.1, "best", "k3v9x2ab", reactions={"p04qq1zz": "wow"})
    assert len(codec.encode(Change(REACTION, entry, "p04qq1zz"))) < 40


def test_a_time_that_no_reader_would_take_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        codec.encode(Change(ENTRY, Entry(1, float("inf"), "best", "a")))
