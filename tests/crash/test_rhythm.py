"""The players of the crash test press like people, or what it finds would say nothing."""

from itertools import pairwise
from random import Random

import pytest

from tests.crash.rhythm import FASTEST_PER_S, Rhythm

STEP_S = 0.001


@pytest.mark.parametrize("seed", range(5))
def test_a_person_is_fast_and_slow_and_rests_but_never_presses_faster_than_people_do(seed: int) -> None:
    rhythm = Rhythm(Random(seed), now=1000.0)
    asked = [1000.0 + STEP_S * step for step in range(120_000)]
    made_at = [now for now in asked for _ in range(rhythm.presses_until(now))]
    gaps = [later - earlier for earlier, later in pairwise(made_at)]
    assert min(gaps) >= 1 / FASTEST_PER_S - 2 * STEP_S
    assert max(gaps) > 1.0
    for from_ in range(len(made_at) - 250):
        assert made_at[from_ + 250] - made_at[from_] >= 250 / FASTEST_PER_S - 2 * STEP_S
    assert any(made_at[from_ + 40] - made_at[from_] <= 2.0 for from_ in range(len(made_at) - 40))


def test_presses_that_are_counted_late_are_the_same() -> None:
    often, seldom = Rhythm(Random(1), now=0.0), Rhythm(Random(1), now=0.0)
    assert sum(often.presses_until(step / 10) for step in range(601)) == seldom.presses_until(60.0) > 0
