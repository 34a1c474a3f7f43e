"""Counts in any order, as a bad network brings them."""

import random

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import CountDecreased
from clickgame.core.game import Game
from clickgame.core.rules import Rules
from tests.core.people import T0


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 1_000))
def test_counts_in_any_order_credit_exactly_the_newest(counts: list[int], seed: int) -> None:
    """Shuffled, repeated and dropped counts come to the largest that arrived."""
    shuffled = [*counts, *counts]
    random.Random(seed).shuffle(shuffled)
    game = Game(Rules(), now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    game.hear("ann", arena="classic", page="one", presses=0, is_resume=True, now=T0)
    for step, count in enumerate(shuffled):
        try:
            game.hear("ann", arena="classic", page="one", presses=count, now=T0 + step * 2.0)
        except CountDecreased:
            continue
    assert game.total == max(counts, default=0)
