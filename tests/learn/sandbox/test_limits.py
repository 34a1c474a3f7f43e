"""How many workers a machine has: what is asked for, and a core is left."""

import pytest

from clickgame.learn.sandbox.limits import Limits


@pytest.mark.parametrize(
    ("asked", "cores", "workers"), [(1, 1, 1), (1, 2, 1), (4, 2, 1), (4, 4, 3), (2, 8, 2), (0, 8, 0), (64, 1, 1)]
)
def test_a_core_is_left_to_the_game_where_there_are_two(asked: int, cores: int, workers: int) -> None:
    assert Limits(workers=asked).workers_now(cores) == workers
