"""A game that follows a growing journal: what it has at every moment, and when it starts over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clickgame.core.players import Player
from clickgame.core.state import PLAYER, Change, State
from persistence import follower as following
from persistence.batch import Moment
from persistence.errors import DataDamaged, DataOlder, FolderUnwritable
from persistence.files import FORMAT, JOURNAL, Header, name
from persistence.follower import Follower
from persistence.frames import frame
from persistence.segment import begin
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk, Onlooker
from tests.persistence.world import World, as_it_is
from tests.persistence.written import Written, written


def follower_on(disk: MemoryDisk) -> Follower[State]:
    return Follower(FOLDER, as_it_is, disk=Onlooker(disk))


def has(follower: Follower[State]) -> Written:
    return written(follower.records)


def playing(*names: str) -> tuple[MemoryDisk, World, Follower[State]]:
    """Give a world with players *names*, and a follower that has caught up with it."""
    disk = MemoryDisk()
    world = World(disk, generations=3)
    for player in names:
        world.join(player)
    world.settle()
    follower = follower_on(disk)
    follower.catch_up()
    return disk, world, follower


def test_before_anything_was_played_there_is_an_empty_game() -> None:
    disk = MemoryDisk()
    follower = follower_on(disk)
    assert follower.catch_up() == 0
    assert (has(follower), follower.last, follower.starts) == ({}, Moment(), 0)
    world = World(disk)
    world.join("ann")
    world.settle()
    follower.catch_up()
    assert has(follower) == written(world.state)


def test_a_poll_applies_what_has_come_since_and_no_more() -> None:
    _, world, follower = playing("ann", "bob")
    assert follower.catch_up() == 0
    world.press("ann")
    world.end_run("ann")
    world.settle()
    assert follower.catch_up() == 4
    assert has(follower) == written(world.state)
    assert follower.last == world.store.last == Moment(1, 2, world.now)
    assert follower.starts == 1


def test_a_line_that_is_half_written_waits_until_it_is_whole() -> None:
    disk, world, follower = playing("ann")
    before = has(follower)
    whole = disk.image()[name(JOURNAL, 1)]
    world.press("ann")
    world.settle()
    inode = disk.entries[FOLDER / name(JOURNAL, 1)]
    line = bytes(inode.data[len(whole) :])
    for length in range(len(line)):
        inode.data[len(whole) :] = line[:length]
        assert follower.catch_up() == 0
        assert has(follower) == before
    inode.data[len(whole) :] = line
    assert follower.catch_up() == 1
    assert has(follower) == written(world.state)


def test_snapshots_and_segments_go_by_without_a_new_start() -> None:
    _, world, follower = playing("ann")
    for number in range(6):
        world.press("ann", page=f"page-{number}")
        world.settle()
        follower.catch_up()
        assert world.snapshot()
        follower.catch_up()
        assert has(follower) == written(world.state)
    assert follower.starts == 1


def test_who_fell_behind_starts_over_from_the_newest_snapshot() -> None:
    _, world, follower = playing("ann")
    old = follower.records
    for number in range(4):
        world.press("ann", page=f"page-{number}")
        world.settle()
        world.snapshot()
    follower.catch_up()
    assert follower.starts == 2
    assert follower.records is not old
    assert has(follower) == written(world.state)
    assert follower.last == world.store.last, "the journal says so, though its batches are gone"


@pytest.mark.parametrize("thirds", range(4))
def test_what_was_refused_is_taken_back_once_the_journal_goes_on(thirds: int) -> None:
    """A batch that was refused may be whole in the file all the same; it counts until the journal goes on without."""
    disk, world, follower = playing("ann")
    world.sync()
    before = has(follower)
    disk.calls += ["another"] * ((thirds - len(disk.calls) - 1) % 4)  # the fake goes by the number of the call
    disk.fail_at = {len(disk.calls) + 1}
    world.press("ann")
    assert not world.settle()
    follower.catch_up()
    assert has(follower) == (written(world.state) if thirds == 3 else before)
    assert world.sync()
    follower.catch_up()
    assert has(follower) == before
    assert follower.starts == (1 if thirds == 0 else 2), "it had read on from where the journal now goes on"
    assert world.settle()
    follower.catch_up()
    assert has(follower) == written(world.state)


def test_what_was_refused_and_never_seen_needs_no_new_start() -> None:
    disk, world, follower = playing("ann")
    world.sync()
    world.press("ann")
    world.settle()
    world.sync()
    disk.calls += ["another"] * ((3 - len(disk.calls) - 1) % 4)  # all of it is written, and refused
    disk.fail_at = {len(disk.calls) + 1}
    world.end_run("ann")
    assert not world.settle()
    assert world.sync()
    follower.catch_up()
    assert has(follower) == world.after_kill[0] != written(world.state)
    assert follower.starts == 1


def test_a_segment_that_is_only_prepared_is_not_gone_on_to() -> None:
    _, world, follower = playing("ann")
    world.store._running().prepare()
    world.press("ann")
    world.settle()
    assert follower.catch_up() == 1
    assert follower.starts == 1


def test_a_segment_that_goes_on_from_itself_is_damage() -> None:
    disk, world, follower = playing("ann")
    game = world.store._running().game
    image = {name(JOURNAL, 2): Header(JOURNAL, FORMAT, 2, game).line() + begin((2, 9))}
    disk.entries |= MemoryDisk(image).entries
    with pytest.raises(DataDamaged, match="does not go on from where it should"):
        follower.catch_up()


def test_a_new_life_of_the_engine_is_followed() -> None:
    disk, world, follower = playing("ann")
    world.close()
    again = World(disk)
    again.press("ann")
    again.settle()
    follower.catch_up()
    assert has(follower) == written(again.state)
    assert follower.last == Moment(2, 1, again.now)
    assert follower.starts == 1


def two_snapshots_later(world: World) -> None:
    for _ in range(2):
        world.press("ann")
        world.settle()
        assert world.snapshot()


def test_a_segment_in_between_that_is_gone_is_another_start() -> None:
    disk, world, follower = playing("ann")
    two_snapshots_later(world)
    del disk.entries[FOLDER / name(JOURNAL, 2)]
    follower.catch_up()
    assert (has(follower), follower.starts) == (written(world.state), 2)


def test_a_line_that_went_bad_before_the_journal_went_on_is_another_start() -> None:
    disk, world, follower = playing("ann")
    two_snapshots_later(world)
    disk.entries[FOLDER / name(JOURNAL, 1)].data[-10] ^= 1
    follower.catch_up()
    assert (has(follower), follower.starts) == (written(world.state), 2)


def test_a_folder_that_was_emptied_is_an_empty_game() -> None:
    disk, world, follower = playing("ann")
    world.close()
    disk.entries.clear()
    follower.catch_up()
    assert has(follower) == {}
    world = World(disk)
    world.join("bob")
    world.settle()
    follower.catch_up()
    assert has(follower) == written(world.state)


@pytest.mark.parametrize("saves", [0, 1])
def test_another_game_in_the_folder_is_another_start(saves: int) -> None:
    """Its files may have the same numbers, and go on beyond where the first game was read."""
    _, _, follower = playing("ann")
    disk, world, _ = playing("bob", "cem")
    for _ in range(saves):
        world.snapshot()
    follower._disk = Onlooker(disk)
    follower.catch_up()
    assert has(follower) == written(world.state)


def test_a_folder_that_vanished_is_an_error_and_followed_once_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    follower = Follower(folder, as_it_is)
    with pytest.raises(FolderUnwritable):
        follower.catch_up()
    store = Store.open(folder)
    store.load()
    store.append([Change(PLAYER, Player("a", "k", "h"))], at=1.0)
    assert follower.catch_up() == 1
    store.append([Change(PLAYER, Player("b", "k", "h"))], at=2.0)
    assert follower.catch_up() == 1
    assert follower.records.players.keys() == {"a", "b"}
    (folder / "journal-00000001.log").rename(folder / "elsewhere")
    with pytest.raises(DataOlder):
        follower.catch_up()
    (folder / "elsewhere").rename(folder / "journal-00000001.log")
    follower.catch_up()
    assert follower.records.players.keys() == {"a", "b"}
    store.close()


@pytest.mark.parametrize("bad", ['[1,99,1.0,[["h","nobody"]]]', "[1,99,1.0]", "["])
def test_a_whole_line_that_makes_no_sense_is_damage(bad: str) -> None:
    disk, world, follower = playing("ann")
    disk.entries[FOLDER / name(JOURNAL, 1)].data += frame(bad)
    with pytest.raises(DataDamaged):
        follower.catch_up()
    with pytest.raises(DataDamaged):
        follower.catch_up()
    assert has(follower) == written(world.state)


class Fleeting(Onlooker):
    """A disk on which files go between two looks at them, *times* times."""

    def __init__(self, disk: MemoryDisk, gone: str, times: int, after: int) -> None:
        """Have the file *gone* missing *times* times, once it was opened *after* times."""
        super().__init__(disk)
        self._gone, self._times, self._after = gone, times, after

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file, or miss it."""
        if path.name == self._gone:
            self._after -= 1
            if self._after < 0 < self._times:
                self._times -= 1
                raise FileNotFoundError(path.name)
        return super().lines(path, start=start)


@pytest.mark.parametrize("after", range(4))
def test_files_that_go_while_it_starts_are_looked_for_again(after: int) -> None:
    disk, world, _ = playing("ann")
    follower = Follower(FOLDER, as_it_is, disk=Fleeting(disk, name(JOURNAL, 1), following.STARTS_TRIED - 1, after))
    follower.catch_up()
    assert has(follower) == written(world.state)
    never = Follower(FOLDER, as_it_is, disk=Fleeting(disk, name(JOURNAL, 1), 99, 0))
    with pytest.raises(FolderUnwritable):
        never.catch_up()


def test_it_knows_which_game_it_is_and_who_wanted_to_be_no_more() -> None:
    disk, world, follower = playing("ann", "bob")
    assert follower_on(disk).game == ""
    assert follower.game
    world.erase("ann")
    world.settle()
    follower.catch_up()
    assert follower.erased == {"ann"}
    assert world.snapshot()
    follower.catch_up()
    assert follower.erased == set()
