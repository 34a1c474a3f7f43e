"""Players keep their places in a board's page."""

import json

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.ranking import Row
from clickgame.engine.slots import FRESH_MOST, Slots
from tests.gateway.board import Line, read_board


def rows_of(players: list[str]) -> list[Row]:
    """Rank *players* as they stand."""
    return [Row(player, rank, player.upper(), 100 - rank) for rank, player in enumerate(players, 1)]


def read(slots: Slots) -> list[Line]:
    """Read what a page is sent of *slots*, after its way through JSON."""
    parts = json.dumps([slots.names, slots.fresh, slots.lines], ensure_ascii=False).encode()
    return read_board(*json.loads(parts))


def places(slots: Slots) -> dict[str, int]:
    """Give the slot of each player."""
    names = dict(enumerate(slots.names)) | {slot: (player, handle) for slot, player, handle in slots.fresh}
    return {player: slot for slot, (player, _) in names.items() if player}


@given(st.lists(st.lists(st.sampled_from("abcdefghijklmnopqrst"), unique=True), max_size=8))
def test_a_player_keeps_the_slot_while_on_the_board(boards: list[list[str]]) -> None:
    slots, before = Slots(), dict[str, int]()
    for players in boards:
        slots.fill(rows_of(players))
        now = places(slots)
        assert now.keys() == set(players)
        assert all(now[player] == slot for player, slot in before.items() if player in now)
        assert read(slots) == [(player, player.upper(), rank, 100 - rank) for rank, player in enumerate(players, 1)]
        assert max(now.values(), default=-1) < max(map(len, boards))
        assert len(slots.fresh) <= FRESH_MOST
        before = now


def test_who_leaves_frees_the_slot() -> None:
    slots = Slots()
    slots.fill(rows_of(["a", "b"]))
    slots.fill(rows_of(["b"]))
    assert places(slots) == {"b": 1}
    slots.fill(rows_of(["c", "b"]))
    assert places(slots) == {"c": 0, "b": 1}


def test_names_are_sent_again_only_when_many_are_fresh() -> None:
    slots = Slots()
    players = [str(number) for number in range(40)]
    slots.fill(rows_of(players))
    names = slots.names
    assert (len(names), slots.fresh) == (40, [])
    slots.fill(rows_of(["new", *players[1:]]))
    assert slots.names is names
    assert slots.fresh == [(0, "new", "NEW")]
    slots.fill(rows_of(players[::2]))
    assert slots.names is not names
    assert slots.fresh == []


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=1000))
def test_a_text_says_how_all_stand(scores: list[int]) -> None:
    """As many lines as a board may have, scores near and far."""
    slots = Slots()
    ranked = list(enumerate(sorted(scores, reverse=True), 1))
    slots.fill([Row(str(rank), rank, "somebody", score) for rank, score in ranked])
    assert [(line.rank, line.score) for line in read(slots)] == ranked


def test_equal_scores_take_a_character_a_line() -> None:
    slots = Slots()
    slots.fill([Row("b", 1, "B", 9), Row("c", 2, "C", 7), Row("a", 3, "A", 7)])
    assert slots.lines == "<7;:2"
