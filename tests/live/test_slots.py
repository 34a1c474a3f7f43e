"""Players keep their places in a board's page."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.ranking import Row
from clickgame.live.slots import FREE, Slots


def rows_of(players: list[str]) -> list[Row]:
    """Rank *players* as they stand."""
    return [Row(player, rank, player.upper(), 100 - rank) for rank, player in enumerate(players, 1)]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5), max_size=8))
def test_a_player_keeps_the_slot_while_on_the_board(boards: list[list[str]]) -> None:
    slots, before = Slots(), dict[str, int]()
    for players in boards:
        slots.fill(rows_of(players))
        now = {name[0]: slot for slot, name in enumerate(slots.names) if name != FREE}
        assert now.keys() == set(players)
        assert all(now[player] == slot for player, slot in before.items() if player in now)
        assert [slots.ranks[now[player]] for player in players] == list(range(1, len(players) + 1))
        assert [slots.scores[now[player]] for player in players] == [100 - rank for rank in range(1, len(players) + 1)]
        assert len(slots.names) == len(slots.ranks) == len(slots.scores) <= max(map(len, boards))
        before = now


def test_who_leaves_frees_the_slot() -> None:
    slots = Slots()
    slots.fill(rows_of(["a", "b"]))
    slots.fill(rows_of(["b"]))
    assert (slots.names, slots.ranks, slots.scores) == ([FREE, ("b", "B")], [0, 1], [0, 99])
    slots.fill(rows_of(["c", "b"]))
    assert slots.names == [("c", "C"), ("b", "B")]
