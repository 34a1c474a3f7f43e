"""A board's order against brute force."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.players import Player
from clickgame.core.ranking import Ranking, Row

NAMES = [f"p{number}" for number in range(12)]
PLAYERS = {name: Player(id=name, key=name, handle=name.upper()) for name in NAMES}


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5), st.integers(0, 3)), max_size=60))
def test_ranks_and_rows_agree_with_sorting_everybody(moves: list[tuple[str, int, int]]) -> None:
    ranking, truth = Ranking(), dict[str, tuple[int, float, str]]()
    for name, score, since in moves:
        ranking.place(name, score=score, since=float(since))
        truth.pop(name, None)
        if score:
            truth[name] = (-score, float(since), name)
    order = sorted(truth.values())
    assert len(ranking) == len(order)
    assert [ranking.rank(name) for name in NAMES] == [
        order.index(truth[name]) + 1 if name in truth else 0 for name in NAMES
    ]
    assert [ranking.score(name) for name in NAMES] == [-truth[name][0] if name in truth else 0 for name in NAMES]
    everybody = [Row(name, rank, name.upper(), -minus) for rank, (minus, _, name) in enumerate(order, 1)]
    assert ranking.rows(1, 100, PLAYERS) == everybody
    assert ranking.rows(-3, 4, PLAYERS) == everybody[:4]
    assert ranking.rows(3, 5, PLAYERS) == everybody[2:5]


def test_the_empty_board_has_no_rows() -> None:
    assert Ranking().rows(-5, 0, {}) == []
