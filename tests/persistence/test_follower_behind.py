"""A follower that is behind: it catches up in slices, and over segments that are gone by then."""

from persistence.files import JOURNAL, name
from tests.persistence.fakes import FOLDER
from tests.persistence.test_follower import follower_on, has, playing
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
    slices = [follower.catch_up(most=5) for _ in range(4)]
    assert slices == [8, 8, 5, 0]
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


def test_whoever_begins_while_a_line_is_half_written_may_take_over_once_it_is_whole() -> None:
    disk, world, _ = playing("ann")
    inode = disk.entries[FOLDER / name(JOURNAL, 1)]
    before = len(inode.data)
    world.press("ann")
    world.settle()
    rest = bytes(inode.data[before + 9 :])
    del inode.data[before + 9 :]
    follower = follower_on(disk)
    follower.catch_up()
    inode.data += rest
    follower.catch_up()
    found = follower.take_over()
    assert found is not None
    assert found.followed is follower.records
    assert (has(follower), found.lost) == (written(world.state), 0)


def test_what_is_known_of_segments_that_are_gone_is_let_go() -> None:
    _, world, follower = playing("ann", "bob")
    world.erase("bob")
    for _ in range(9):
        world.press("ann")
        world.settle()
        follower.catch_up()
        assert world.snapshot()
        follower.catch_up()
    assert len(follower._scans) <= 4
    assert not follower._erased
