"""A board's order against brute force."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.players import Player
from clickgame.core.ranking import LEAST, MOST, Ranking, Row

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


@pytest.mark.parametrize("scores", [8, 2_000])
def test_a_crowd_is_in_order_however_it_moves(scores: int) -> None:
    """Also where most are level; and where a crowd comes, and where all but a few go, in any order."""
    rng, ranking, truth = Random(1), Ranking(), dict[str, tuple[int, float, str]]()
    names = [f"p{number}" for number in range(5 * MOST)]
    players = {name: Player(id=name, key=name, handle=name) for name in names}
    for turn in range(12):
        is_over = turn in {4, 9}
        moves = [
            (name, 0 if is_over and rng.random() < 0.97 else rng.randrange(scores), float(turn))
            for name in rng.sample(names, len(names) if is_over else len(names) // (turn + 1))
        ]
        ranking.place_all(moves)
        for name, score, since in moves:
            truth.pop(name, None)
            if score:
                truth[name] = (-score, since, name)
        order = sorted(truth.values())
        assert ranking.total == -sum(minus for minus, _, _ in order)
        rows = ranking.rows(1, len(names), players)
        assert [(row.player, row.rank, -row.score) for row in rows] == [
            (name, rank, minus) for rank, (minus, _, name) in enumerate(order, 1)
        ]
        for rank in rng.sample(range(len(order)), min(LEAST, len(order))):
            assert ranking.rank(order[rank][2]) == rank + 1


def test_who_goes_on_within_a_few_ranks_is_in_order() -> None:
    """And takes no memory for having been elsewhere before."""
    ranking, score = Ranking(), dict.fromkeys(NAMES, 0)
    for turn in range(2_000):
        name = NAMES[turn % len(NAMES)]
        score[name] += 1
        ranking.place(name, score=score[name], since=float(turn))
    rows = ranking.rows(1, 100, PLAYERS)
    assert [(row.player, row.score) for row in rows] == sorted(
        score.items(), key=lambda each: (-each[1], int(each[0][1:]))
    )
    assert len(ranking._order[0].places) == len(NAMES)


def test_the_empty_board_has_no_rows() -> None:
    assert Ranking().rows(-5, 0, {}) == []


def test_a_crowd_that_comes_at_once_is_counted_though_somebody_has_looked_before() -> None:
    """Also where there was one before, and all have gone."""
    ranking, names = Ranking(), [f"p{number}" for number in range(3 * MOST)]
    for _ in range(2):
        assert ranking.rank(names[0]) == 0
        assert ranking.rows(1, 9, {}) == []
        ranking.place_all((name, 7, float(at)) for at, name in enumerate(names))
        assert [ranking.rank(name) for name in names] == list(range(1, len(names) + 1))
        ranking.place_all((name, 0, 0.0) for name in names)
        assert (len(ranking), ranking.total) == (0, 0)
