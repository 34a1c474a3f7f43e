"""A restore leaves one game or the other, or says that it is in between."""

import pytest

from persistence.errors import DiskTrouble, StoreError
from persistence.restore import restore
from persistence.snapshot import CHUNK_BYTES
from tests.persistence.fakes import FOLDER, MemoryDisk, PowerCut
from tests.persistence.world import World, game, records
from tests.persistence.written import written


def test_a_restore_may_be_cut_off_anywhere() -> None:
    """The folder has the old game or the new one, or says that it is in between; it is never empty."""
    disk = MemoryDisk()
    world = World(disk)
    world.join("ann")
    world.settle()
    world.close()
    image_before = disk.image()
    old = written(world.state)
    new = written(game())
    calls = MemoryDisk(image_before)
    restore(calls, FOLDER, records(), is_replacing=True)
    outcomes: list[str] = []
    for last in range(1, len(calls.calls) + 1):
        disk = MemoryDisk(image_before)
        disk.cut_after = last
        with pytest.raises(PowerCut):
            restore(disk, FOLDER, records(), is_replacing=True)
        left = (disk.image(), disk.image_after_power_cut())
        outcomes += [_come_back(image, old=old, new=new) for image in left]
    assert outcomes[0] == "old"
    assert outcomes[-1] == "new"
    assert "refused" in outcomes


def test_a_restore_says_when_the_disk_does_not_take_it() -> None:
    whole = MemoryDisk()
    restore(whole, FOLDER, records(), is_replacing=False)
    for number, call in enumerate(whole.calls, 1):
        if call.startswith(("close", "unlink")):
            continue  # by then nothing depends on it
        disk = MemoryDisk()
        disk.fail_at = {number}
        with pytest.raises(DiskTrouble, match="cannot be restored"):
            restore(disk, FOLDER, records(), is_replacing=False)


def test_a_large_game_is_restored_in_several_goes() -> None:
    disk = MemoryDisk()
    restore(disk, FOLDER, records(CHUNK_BYTES // 80), is_replacing=False)
    assert len([call for call in disk.calls if call.startswith("write snapshot")]) > 2
    assert World(disk).state == game(CHUNK_BYTES // 80)


def _come_back(image: dict[str, bytes], *, old: dict[str, str], new: dict[str, str]) -> str:
    try:
        state = written(World(MemoryDisk(image)).state)
    except StoreError:
        return "refused"
    assert state in (old, new)
    return "old" if state == old else "new"
