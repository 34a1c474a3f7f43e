"""A store whose game was followed: what a load does to the folder is done, and nothing is read again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clickgame.core.state import State
from persistence.errors import DataDamaged, DataOlder
from persistence.files import FORMAT, JOURNAL, MARK, Header, name
from persistence.follower import Follower
from persistence.frames import frame
from persistence.recovery import Recovered
from persistence.segment import begin
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk, Onlooker
from tests.persistence.world import World, as_it_is
from tests.persistence.written import written


class Reader(Onlooker):
    """A disk as whoever follows sees it, which tells which snapshots were read."""

    def __init__(self, disk: MemoryDisk) -> None:
        """Look at *disk*."""
        super().__init__(disk)
        self.snapshots: list[str] = []

    def lines(self, path: Path, *, start: int = 0) -> Iterator[bytes]:
        """Read a file, and remember it if it is a snapshot."""
        if path.name.startswith("snapshot"):
            self.snapshots.append(path.name)
        return super().lines(path, start=start)


def playing() -> tuple[World, Follower[State], Reader]:
    """Give a world with snapshots 2 and 3, and a follower that stands a little behind its end."""
    disk = MemoryDisk()
    world, reader = World(disk, generations=3), Reader(disk)
    world.join("ann")
    world.join("bob")
    world.settle()
    follower = Follower(FOLDER, as_it_is, disk=reader)
    follower.catch_up()
    for _ in range(2):
        world.press("ann")
        world.settle()
        assert world.snapshot()
        follower.catch_up()
    world.press("bob")
    world.settle()
    return world, follower, reader


def killed(world: World, reader: Reader) -> MemoryDisk:
    """Kill the owner; give its disk."""
    reader.disk = world._disk.after_kill()
    reader.snapshots.clear()
    return reader.disk


def take_over(disk: MemoryDisk, follower: Follower[State]) -> tuple[Store, Recovered]:
    """Open the store for who has followed it."""
    store = Store.open(FOLDER, disk=disk, follower=follower)
    return store, store.load()


def loaded(disk: MemoryDisk) -> tuple[Store, Recovered, MemoryDisk]:
    """Load a copy."""
    copy = disk.after_kill()
    store = Store.open(FOLDER, disk=copy)
    return store, store.load(), copy


def facts(store: Store, found: Recovered) -> dict[str, object]:
    """Give what a load comes to."""
    return {
        "game": found.game,
        "epoch": found.epoch,
        "highest": found.highest,
        "end": found.links[-1],
        "last": (store.last, store._running().live.number),
        "lost": (found.lost, found.lost_lines),
        "damaged": found.damaged,
        "erased": found.erased,
        "is_clean": found.is_clean,
    }


def nothing(_world: World) -> None:
    """Leave everything as it is."""


def half_a_line(world: World) -> None:
    """Have a write be broken off."""
    world._disk.entries[FOLDER / name(JOURNAL, 3)].data += b'9a01bb2e [1,99,1.0,[["p"'


def a_snapshot_broken_off(world: World) -> None:
    """Have a segment that was never used, and a part."""
    world.store._running().prepare()
    world._disk.create(FOLDER / "snapshot-00000004.lines.part")


def an_erased_player(world: World) -> None:
    """Have somebody gone whom files still name."""
    world.erase("ann")
    world.settle()


def another_segment(world: World) -> None:
    """Have the journal go on elsewhere, and the follower behind by a snapshot."""
    assert world.snapshot()
    world.press("ann")
    world.settle()


def another_life(world: World) -> None:
    """Have the owner stop, and another one be killed."""
    world.close()
    again = World(world._disk)
    again.press("bob")
    again.settle()
    world.state = again.state


@pytest.mark.parametrize(
    "happens", [nothing, half_a_line, a_snapshot_broken_off, an_erased_player, another_segment, another_life]
)
def test_the_folder_is_as_after_a_load_and_no_snapshot_was_read(happens: Callable[[World], None]) -> None:
    world, follower, reader = playing()
    happens(world)
    disk = killed(world, reader)
    old_store, old, copy = loaded(disk)
    store, found = take_over(disk, follower)
    assert found.followed is follower.records
    assert written(follower.records) == written(world.state) == written(old.state)
    assert facts(store, found) == facts(old_store, old)
    assert reader.snapshots == []
    assert disk.image() == copy.image()
    assert "the game was followed as far as byte" in found.line
    assert ("are not whole" in found.line) == (happens is half_a_line)
    assert store.is_changed, "a snapshot is due: what came since the last one is not known"


def test_what_is_played_after_a_takeover_comes_back_with_a_load() -> None:
    world, follower, reader = playing()
    disk = killed(world, reader)
    world = World(disk, follower=follower)
    assert world.recovered.followed
    world.press("ann", 7)
    assert world.settle()
    assert world.sync()
    assert world.snapshot()
    world.press("bob", 7)
    assert world.settle()
    assert written(World(disk.after_kill()).state) == written(world.state)


def gone(number: int) -> Callable[[World], None]:
    """Have a segment be gone."""

    def happens(world: World) -> None:
        del world._disk.entries[FOLDER / name(JOURNAL, number)]

    return happens


def a_bad_line(world: World) -> None:
    """Have a whole line be bad at the end."""
    world._disk.entries[FOLDER / name(JOURNAL, 3)].data += frame("[]").replace(b"[]", b"[}")


def a_bad_mark(world: World) -> None:
    """Have the mark be bad."""
    world._disk.entries[FOLDER / MARK].data[:] = b"oops"


def a_segment_of_another_game(world: World) -> None:
    """Have a segment that is no part of this game."""
    image = {name(JOURNAL, 9): Header(JOURNAL, FORMAT, 9, "another").line() + begin((3, 9))}
    world._disk.entries |= MemoryDisk(image).entries


def nobody_followed(world: World) -> None:
    """Have the follower never have read anything."""
    del world


REFUSED = {gone(3): DataOlder, a_segment_of_another_game: DataDamaged}


@pytest.mark.parametrize("happens", [gone(2), *REFUSED, a_bad_line, a_bad_mark, nobody_followed])
def test_what_is_not_certain_is_loaded_as_ever(happens: Callable[[World], None]) -> None:
    world, follower, reader = playing()
    happens(world)
    disk = killed(world, reader)
    if happens is nobody_followed:
        follower = Follower(FOLDER, as_it_is, disk=Reader(disk))
    if happens in REFUSED:
        with pytest.raises(REFUSED[happens]):
            take_over(disk, follower)
        return
    old_store, old, _ = loaded(disk)
    store, found = take_over(disk, follower)
    if happens is a_bad_mark:
        assert found.followed is follower.records, "what is damaged is set aside, and the game is certain"
        assert facts(store, found) == facts(old_store, old)
        return
    if found.followed is None:
        assert written(found.state) == written(old.state)
    assert facts(store, found) == facts(old_store, old)


def test_a_follower_of_a_journal_that_ends_elsewhere_is_not_gone_on_with() -> None:
    """As when the disk has lost what was read: it has more than there is."""
    world, follower, reader = playing()
    follower.catch_up()
    disk = killed(world, reader)
    data = disk.entries[FOLDER / name(JOURNAL, 3)].data
    del data[data.rindex(b"\n", 0, -1) + 1 :]
    store, found = take_over(disk, follower)
    assert found.followed is None
    assert written(found.state) != written(world.state)
    store.close()


def test_in_an_empty_folder_there_is_nothing_to_go_on_with() -> None:
    disk = MemoryDisk()
    store, found = take_over(disk, Follower(FOLDER, as_it_is, disk=Reader(disk)))
    assert (found.followed, found.epoch, store.is_changed) == (None, 1, False)
