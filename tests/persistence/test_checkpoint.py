"""Snapshots while the game goes on."""

import json
from collections.abc import Callable

import pytest

from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import PLAYER, SCORE, Change
from persistence.checkpoint import slices
from persistence.errors import DiskTrouble
from persistence.export import lines_of
from persistence.snapshot import CHUNK_BYTES
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk, run
from tests.persistence.world import World, inline
from tests.persistence.written import written


async def at_ease() -> None:
    """Breathe."""


def world_of(count: int, disk: MemoryDisk | None = None, *, generations: int = 2) -> World:
    world = World(disk or MemoryDisk(), generations=generations)
    for number in range(count):
        world.join(f"p{number}")
    assert world.settle()
    return world


def snapshots(disk: MemoryDisk) -> list[str]:
    return sorted(name for name in disk.image() if name.startswith("snapshot"))


def test_when_nothing_changed_nothing_is_touched() -> None:
    disk = MemoryDisk()
    world = world_of(3, disk)
    assert world.store.is_changed
    assert world.snapshot()
    assert not world.store.is_changed
    before = list(disk.calls)
    assert not world.snapshot()
    assert disk.calls == before
    world.press("p0")
    world.settle()
    assert world.snapshot()


def test_a_start_after_a_snapshot_has_nothing_to_write() -> None:
    disk = MemoryDisk()
    world = world_of(3, disk)
    world.snapshot()
    world.close()
    again = World(disk.after_kill())
    assert not again.store.is_changed
    assert not again.snapshot()


def test_a_start_that_replayed_the_journal_has() -> None:
    disk = MemoryDisk()
    world_of(3, disk)
    assert World(disk.after_kill()).snapshot()


def test_records_may_come_go_and_change_while_it_is_written() -> None:
    disk = MemoryDisk()
    world = world_of(40, disk)
    steps = iter(range(100))

    def meanwhile() -> None:
        step = next(steps)
        world.join(f"new{step}")
        for name in ("p0", "p20", "p39", f"new{step}"):
            world.press(name, 1, page=f"page-{step}")
        world.press("p0", 1, arena=f"arena-{step}")
        world.press("p39", 1, arena=f"arena-{step}")
        if step < 5:
            world.forget(f"p{10 + step}")
            world.forget(f"p{30 + step}")
        world.settle()

    assert world.snapshot(meanwhile)
    assert next(steps) > 10, "there were many slices"
    assert written(World(disk.after_kill()).state) == written(world.state)


def test_what_changed_and_is_pending_is_in_the_journal_before_it_is_in_the_snapshot() -> None:
    """A player has two page loads, one not yet on record: were it in the snapshot alone, its presses would go."""
    disk = MemoryDisk()
    world = world_of(8, disk)

    def meanwhile() -> None:
        world.press("p7", 1, page="on-record")
        world.settle()
        world.press("p7", 1, page="pending")

    assert world.snapshot(meanwhile)
    world.store.sync()
    assert written(World(disk.after_kill()).state) in world.after_kill


def test_only_one_is_written_at_a_time() -> None:
    world = world_of(9)
    second: list[bool] = []
    assert world.snapshot(lambda: second.append(world.snapshot()))
    assert second
    assert not any(second)


def test_slices_are_bounded_by_records_and_page_loads() -> None:
    records = [
        Change(SCORE, Score(ScoreKey(str(n)), pages={str(page): Page(0, 0.0) for page in range(n)}))
        if n
        else Change(PLAYER, Player("0", "k", "h"))
        for n in (0, 3, 1, 0, 9, 0)
    ]
    parts = list(slices(records, most=5))
    assert [record for part in parts for record in part] == records
    assert [len(part) for part in parts] == [2, 2, 1, 1]
    assert list(slices([], most=5)) == []


def test_a_large_game_is_written_in_several_goes() -> None:
    disk = MemoryDisk()
    world = World(disk)
    for number in range(CHUNK_BYTES // 80):
        world.join(f"{number:030d}")
    assert world.settle()
    threaded: list[str] = []

    async def off_loop(call: Callable[[], object], /) -> object:
        threaded.append(getattr(call, "__name__", ""))
        return call()

    assert run(world.store.snapshot(world.state.changes, settle=world.settle, off_loop=off_loop, breathe=at_ease))
    assert threaded.count("flush") > 0
    assert written(World(disk.after_kill()).state) == written(world.state)


def test_while_the_journal_refuses_there_is_no_snapshot() -> None:
    """It would be ahead of the journal."""
    disk = MemoryDisk()
    store = Store.open(FOLDER, disk=disk, unsynced_most_bytes=30)
    store.load()
    change = Change(PLAYER, Player("a", "k", "h"))
    store.append([change], at=1.0)

    def settle() -> None:
        with pytest.raises(DiskTrouble, match="too slow"):
            store.append([change], at=2.0)

    with pytest.raises(DiskTrouble, match="waits until the journal"):
        run(store.snapshot(lambda: [change], settle=settle, off_loop=inline, breathe=at_ease))
    assert not snapshots(disk)
    assert store.is_changed


def test_generations_are_kept_and_older_ones_go_with_their_segments() -> None:
    disk = MemoryDisk()
    world = world_of(1, disk, generations=3)
    for _ in range(5):
        world.press("p0")
        world.settle()
        world.snapshot()
    assert snapshots(disk) == [f"snapshot-0000000{number}.lines" for number in (4, 5, 6)]
    journals = [f"journal-0000000{number}.log" for number in (4, 5, 6)]
    assert sorted(set(disk.image()) - set(snapshots(disk))) == [*journals, "mark"]


def test_the_beginning_counts_as_a_generation_until_there_are_enough() -> None:
    disk = MemoryDisk()
    world = world_of(1, disk, generations=3)
    for _ in range(2):
        world.press("p0")
        world.settle()
        world.snapshot()
    image = {name: data for name, data in disk.image().items() if not name.startswith("snapshot")}
    image |= dict.fromkeys(snapshots(disk), b"damaged")
    assert written(World(MemoryDisk(image)).state) == written(world.state)


def test_an_interrupted_snapshot_leaves_nothing_behind() -> None:
    disk = MemoryDisk()
    world = world_of(9, disk)

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.snapshot(interrupt)
    assert not snapshots(disk)
    assert not [name for name in disk.image() if name.endswith(".part")]
    assert world.snapshot()


def test_a_segment_that_was_prepared_before_a_mend_is_not_switched_to() -> None:
    """The mended journal went on in a newer one, which would be taken for the end of it."""
    disk = MemoryDisk()
    world = world_of(3, disk)
    failing: list[int] = []

    async def off_loop(call: Callable[[], object], /) -> object:
        result = call()
        if not failing and "prepare" in getattr(call, "__name__", ""):
            failing.append(len(disk.calls) + 1)
            disk.fail_at = set(failing)
            world.press("p0")
            assert not world.settle()
            assert world.sync(), "the sync of another thread mends"
        return result

    with pytest.raises(DiskTrouble, match="not there yet"):
        run(world.store.snapshot(world.state.changes, settle=world.settle, off_loop=off_loop, breathe=at_ease))
    world.press("p1")
    assert world.settle()
    assert written(World(disk.after_kill()).state) == written(world.state)


def test_records_are_told_as_an_export_has_them() -> None:
    world = World(MemoryDisk())
    world.join("ann")
    told = world.store.told(world.state.changes())
    assert told == [json.loads(line) for line in lines_of(world.state)][1:]
    assert told[0]["kind"] == "player"
