"""Pauses before another try."""

from clickgame.launch.pauses import Pauses


def test_pauses_grow_up_to_a_bound_and_are_short_again_after_a_while_of_peace() -> None:
    pauses = Pauses(least_s=0.1, most_s=10.0, calm_s=60.0)
    assert [pauses.after(lasted_s=1.0) for _ in range(9)] == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10.0, 10.0]
    assert [pauses.after(lasted_s=lasted_s) for lasted_s in (59.9, 60.0, 1.0)] == [10.0, 0.1, 0.2]
