"""A follower that is behind: it catches up in slices, and over segments that are gone by then."""

from tests.persistence.test_follower import has, playing
from tests.persistence.written import written


def test_whoever_is_far_behind_catches_up_in_slices() -> None:
    """A slice may end anywhere: the journal goes on in other segments, and there are snapshots by then."""
    _, world, follower = playing("ann")
    for _ in range(5):
        world.press("ann")
        world.end_run("ann")
        world.settle()
    world.snapshot()
    world.press("ann")
    world.settle()
    slices = [follower.catch_up(most=4) for _ in range(4)]
    assert slices == [6, 6, 4, 0]
    assert has(follower) == written(world.state)
    assert follower.starts == 1


def test_where_a_segment_is_gone_it_goes_on_if_it_had_read_all_of_it() -> None:
    """As where somebody wanted to be no more: what is older than a snapshot goes at once."""
    _, world, follower = playing("ann", "bob")
    world.erase("bob")
    world.settle()
    follower.catch_up()
    assert world.snapshot()
    world.press("ann")
    world.settle()
    assert follower.catch_up() == 1
    assert (has(follower), follower.starts) == (written(world.state), 1)
