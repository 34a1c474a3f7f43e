"""Every call to the disk fails once, and the power goes after every one of them: nothing is lost, nothing is mixed."""

import random
from collections.abc import Iterable
from contextlib import suppress

import pytest

from persistence.errors import DiskTrouble, FolderUnwritable
from tests.persistence.fakes import MemoryDisk, PowerCut
from tests.persistence.world import World
from tests.persistence.written import Written, written


def play(world: World) -> None:
    """Do everything that a server does to its disk, some of it in the middle of a snapshot."""
    for name in ("ann", "bob", "cem", "dot"):
        world.join(name)
    steady(world)
    world.press("ann", 3)
    steady(world)
    world.sync()
    for round_ in range(3):
        world.press("bob", 2, page=f"page-{round_}")
        world.press("ann", 1)
        steady(world)
        steps = iter(meanwhile(world, round_))
        world.snapshot(lambda steps=steps: next(steps, None))
        world.press("cem", 1)
        steady(world)
        if round_ == 1:
            world.sync()
        world.end_run("ann")
        steady(world)
    world.close()


def meanwhile(world: World, round_: int) -> Iterable[None]:
    """Change players before and after their turn in the snapshot; each step is one breath."""
    world.press("dot", 1)
    steady(world)
    yield
    world.press("ann", 1)
    world.join(f"eve{round_}")
    yield
    world.rename("bob", f"bob {round_}")
    world.sync()
    world.press("bob", 1, page=f"page-{round_}")
    steady(world)
    yield
    world.forget(f"eve{round_}")


def steady(world: World) -> None:
    """Append as the engine does: until the disk takes it, with a sync in between that may mend."""
    for _ in range(3):
        if world.settle():
            return
        world.sync()


def calls_of_a_play() -> int:
    disk = MemoryDisk()
    world = World(disk)
    play(world)
    assert world.durable == len(world.history) - 1
    return len(disk.calls)


CALLS = calls_of_a_play()


def started(disk: MemoryDisk) -> World | None:
    """Start a game on a disk that may fail; a failed start is a refusal with a code, and is made again."""
    for _ in range(2):
        try:
            return World(disk)
        except (DiskTrouble, FolderUnwritable):
            disk.locked.clear()
    return None


def check(disk: MemoryDisk, allowed: list[Written]) -> None:
    """Come back to a state that is *allowed*, which then is durable; go on from there, and come back again."""
    again = World(disk)
    state = written(again.state)
    assert state in allowed
    assert written(World(MemoryDisk(disk.image_after_power_cut())).state) == state
    again.join("zoe")
    assert again.settle()
    assert again.snapshot()
    again.press("zoe", 7)
    assert again.settle()
    assert written(World(disk.after_kill()).state) == written(again.state)


def test_a_play_has_many_calls() -> None:
    """The tests below are worth something only while the play reaches every kind of call."""
    disk = MemoryDisk()
    play(World(disk))
    assert {call.split()[0] for call in disk.calls} == {
        "make_folder", "lock", "lines", "names", "create", "write", "sync", "rename", "sync_folder", "close", "unlink",
    }  # fmt: skip
    assert CALLS > 80


@pytest.mark.parametrize("last", [0, 4, 10_000])
@pytest.mark.parametrize("failing", range(1, CALLS + 1))
def test_any_calls_may_fail(failing: int, last: int) -> None:
    """Play goes on through the failure of one call, of five, or of all from one on until the end."""
    disk = MemoryDisk()
    disk.fail_at = set(range(failing, min(failing + last, CALLS) + 1))
    world = started(disk)
    if world is None:
        assert failing < 20
        return
    play(world)
    disk.fail_at.clear()
    check(disk.after_kill(), world.after_kill)
    check(MemoryDisk(disk.image_after_power_cut()), world.after_power_cut)


@pytest.mark.parametrize("failing", range(1, CALLS + 1, 3))
def test_after_a_failure_everything_is_written_once_the_disk_is_back(failing: int) -> None:
    disk = MemoryDisk()
    disk.fail_at = {failing}
    world = started(disk)
    assert world
    world.join("ann")
    for presses in range(1, 60):
        world.press("ann", presses)
        steady(world)
        if presses % 10 == 0:
            world.sync()
            world.snapshot()
    assert world.settle()
    assert world.sync()
    assert world.acknowledged == len(world.history) - 1
    check(MemoryDisk(disk.image_after_power_cut()), [written(world.state)])


def play_until_the_cut(disk: MemoryDisk, *, generations: int = 2) -> World | None:
    world = None
    with suppress(PowerCut, DiskTrouble):
        world = World(disk, generations=generations)
        play(world)
    return world


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("last", range(1, CALLS + 1))
def test_the_power_may_go_after_any_call(last: int, seed: int) -> None:
    """What had been synced is there, and no more than what had been written; a kill in that moment loses nothing."""
    disk = MemoryDisk()
    disk.cut_after = last
    world = play_until_the_cut(disk, generations=1 + seed % 2)
    after_kill, after_power_cut = (world.after_kill, world.after_power_cut) if world else ([{}], [{}])
    check(disk.after_kill(), after_kill)
    check(MemoryDisk(disk.image_after_power_cut()), after_power_cut)
    check(MemoryDisk(disk.image_after_power_cut(random.Random(f"{last} {seed}"))), after_power_cut)


@pytest.mark.parametrize("seed", range(150))
def test_failures_and_then_a_power_cut(seed: int) -> None:
    """Any few calls fail, and then the power goes."""
    rng = random.Random(seed)
    disk = MemoryDisk()
    disk.fail_at = {rng.randint(9, CALLS) for _ in range(rng.randint(1, 6))}
    disk.cut_after = rng.randint(10, CALLS)
    world = play_until_the_cut(disk)
    if world:
        check(disk.after_kill(), world.after_kill)
        check(MemoryDisk(disk.image_after_power_cut()), world.after_power_cut)
        check(MemoryDisk(disk.image_after_power_cut(rng)), world.after_power_cut)
