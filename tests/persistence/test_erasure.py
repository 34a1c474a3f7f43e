"""No file names a player who wanted to be no more, once there is another snapshot."""

from collections.abc import Callable

import pytest

from clickgame.core.state import ERASED, Change
from persistence import codec, files
from persistence.erasure import erased_in
from persistence.follower import Follower
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.world import World, as_it_is


def left(disk: MemoryDisk, name: str) -> list[str]:
    """Name the files that name somebody."""
    return [file for file, data in disk.image().items() if name.encode() in data]


def world_of(disk: MemoryDisk, *, generations: int = 3) -> World:
    """Give a world with as many generations, in which ann and bob are in all that there is to be in."""
    world = World(disk, generations=generations)
    world.turn()
    for name in ("ann", "bob"):
        world.join(name)
        world.press(name, 12)
        world.tell(name)
        world.check(name, "button")
    for _ in range(generations):
        world.press("ann")
        world.open_arena("ann")
        world.end_run("ann")
        world.turn()
        assert world.settle()
        assert world.snapshot()
    return world


def test_after_the_next_snapshot_no_generation_names_who_was_erased() -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    assert len(left(disk, "ann")) > 4
    world.erase("ann")
    world.settle()
    assert left(disk, "ann")
    assert world.snapshot()
    assert not left(disk, "ann")
    assert not world.erased
    assert left(disk, "bob")
    assert World(disk.after_kill()).players.keys() == {"bob"}


def test_what_was_set_aside_goes_if_it_names_who_was_erased_and_else_stays() -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    aside = files.aside((), files.name(files.SNAPSHOT, 1), files.DAMAGED)
    disk.entries[FOLDER / aside] = disk.entries[FOLDER / files.name(files.SNAPSHOT, world.recovered.highest + 4)]
    stays, goes = (files.aside((), name, files.REPLACED) for name in (files.name(files.JOURNAL, 1), aside))
    for name, text in ((stays, b'["p","bob"\n'), (goes, b'x ["h","ann",'), ("notes.txt", b"not ours: An-n")):
        disk.create(FOLDER / name).write(text)
    world.erase("ann")
    assert world.snapshot()
    assert not left(disk, "ann")
    assert not {aside, goes} & disk.image().keys()
    assert stays in disk.image()
    assert "notes.txt" in disk.image()


def test_whoever_is_erased_while_a_snapshot_is_written_leaves_with_the_next() -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    world.press("bob")
    world.settle()
    told = iter(("ann",))
    assert world.snapshot(lambda: [world.erase(name) for name in told])
    assert left(disk, "ann")
    assert world.erased == {"ann"}
    assert world.snapshot()
    assert not left(disk, "ann")


def test_a_snapshot_is_written_for_who_was_erased_even_if_nothing_has_changed_since() -> None:
    """The one before may have been whole while what was older was not yet removed."""
    disk = MemoryDisk()
    world = world_of(disk)
    assert not world.snapshot()
    world.erased = {"ann"}
    assert world.snapshot()


@pytest.mark.parametrize("end", [MemoryDisk.after_kill, lambda disk: MemoryDisk(disk.image_after_power_cut())])
def test_a_kill_between_brings_nothing_back_and_the_first_snapshot_after_it_clears_away(
    end: Callable[[MemoryDisk], MemoryDisk],
) -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    world.erase("ann")
    world.settle()
    world.sync()
    disk = end(disk)
    again = World(disk, generations=3)
    assert again.players.keys() == {"bob"}
    assert "ann" not in str(again.state.closed) + str(again.state.runs) + str(again.state.openings)
    assert again.erased == {"ann"}
    assert again.snapshot()
    assert not left(disk, "ann")
    again.close()
    assert World(disk.after_kill()).erased == set()


def test_a_kill_after_the_snapshot_and_before_the_rest_is_made_up_for() -> None:
    """Each call to the disk from the snapshot's name on may be the last."""
    for fails in range(1, 40):
        disk = MemoryDisk()
        world = world_of(disk)
        world.erase("ann")
        world.settle()
        world.sync()
        disk.fail_at = set(range(len(disk.calls) + fails, len(disk.calls) + 200))
        is_written = world.snapshot()
        assert is_written == (not world.erased)
        disk = disk.after_kill()
        again = World(disk, generations=3)
        assert "ann" not in again.players
        again.snapshot()
        assert not left(disk, "ann"), fails


def test_a_follower_sees_it() -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    follower = Follower(FOLDER, as_it_is, disk=disk)
    follower.catch_up()
    assert "ann" in follower.records.players
    world.erase("ann")
    world.settle()
    follower.catch_up()
    assert "ann" not in follower.records.players
    assert world.snapshot()
    follower.catch_up()
    assert follower.records.players.keys() == {"bob"}


def test_a_handle_that_looks_like_such_a_row_is_none() -> None:
    disk = MemoryDisk()
    world = world_of(disk)
    world.rename("bob", '["g","cem"]')
    world.settle()
    assert erased_in(disk, FOLDER) == set()
    world.erase("ann")
    world.settle()
    assert erased_in(disk, FOLDER) == {"ann"}


@pytest.mark.parametrize("row", [["g"], ["g", 7], ["g", "a", "b"], ["g", None]])
def test_a_row_that_makes_no_sense_is_damage(row: list[object]) -> None:
    with pytest.raises(files.Damaged):
        codec.put(row, World(MemoryDisk()).state)
    assert codec.encode(Change(ERASED, "a")) == '["g","a"]'
