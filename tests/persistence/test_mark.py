"""The mark: one or the other is always there, and it is never ahead of the journal."""

import random

import pytest

from persistence import files
from persistence.errors import DiskTrouble
from persistence.files import Damaged, Header
from persistence.journal import Journal
from persistence.mark import Mark, read_mark, write_mark
from tests.persistence.fakes import FOLDER, MemoryDisk, PowerCut


def mark_of(disk: MemoryDisk) -> Mark:
    mark = read_mark(disk, FOLDER)
    assert mark
    return mark


def test_a_mark_comes_back_and_replaces_the_one_before() -> None:
    disk = MemoryDisk()
    assert read_mark(disk, FOLDER) is None
    for number in (1, 2):
        write_mark(disk, FOLDER, Mark("g", number, 7))
        assert read_mark(disk, FOLDER) == Mark("g", number, 7)
        assert mark_of(MemoryDisk(disk.image_after_power_cut())).number == number
    with pytest.raises(Damaged):
        read_mark(MemoryDisk({"mark": Header(files.JOURNAL, files.FORMAT, 1, "g").line()}), FOLDER)


def test_whichever_call_fails_or_is_the_last_one_mark_or_the_other_is_there() -> None:
    whole = MemoryDisk()
    write_mark(whole, FOLDER, Mark("g", 1, 1))
    image, calls = whole.image(), len(whole.calls)
    write_mark(whole, FOLDER, Mark("g", 2, 1))
    for last in range(1, len(whole.calls) - calls + 1):
        disk = MemoryDisk(image)
        disk.cut_after = last
        with pytest.raises(PowerCut):
            write_mark(disk, FOLDER, Mark("g", 2, 1))
        for seed in range(20):
            left = MemoryDisk(disk.image_after_power_cut(random.Random(seed)))
            assert mark_of(left).number in {1, 2}
        failing = MemoryDisk(image)
        failing.fail_at = {last}
        if whole.calls[calls + last - 1].startswith("close"):
            write_mark(failing, FOLDER, Mark("g", 2, 1))
        else:
            with pytest.raises(OSError, match="made to fail"):
                write_mark(failing, FOLDER, Mark("g", 2, 1))
        assert mark_of(failing).number in {1, 2}


# When it is written


def test_a_switch_is_marked_once_it_is_durable_and_before_its_snapshot_counts() -> None:
    """Ahead of the journal, it would have the game refused after a power cut."""
    disk = MemoryDisk()
    journal = Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    assert mark_of(disk) == Mark("g", 1, 1)
    journal.prepare()
    journal.switch()
    journal.append("[1]", at=1.0)
    assert mark_of(disk).number == 1
    journal.sync()
    assert mark_of(disk).number == 2
    marked = len(disk.calls)
    journal.append("[2]", at=2.0)
    journal.sync()
    assert [call.split()[0] for call in disk.calls[marked:]] == ["write", "sync"]


def test_a_switch_while_the_disk_is_busy_is_marked_with_the_next_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop goes on while a thread syncs: what it begins meanwhile is not durable."""
    disk = MemoryDisk()
    journal = Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    journal.append("[1]", at=1.0)
    journal.prepare()
    sync = journal.live.sync

    def slowly() -> None:
        journal.switch()
        sync()

    with monkeypatch.context() as patch:
        patch.setattr(journal.live, "sync", slowly)
        journal.sync()
    assert mark_of(disk).number == 1
    journal.sync()
    assert mark_of(disk).number == 2


def test_a_mend_is_marked() -> None:
    disk = MemoryDisk()
    journal = Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    disk.fail_at = {len(disk.calls) + 1}
    with pytest.raises(DiskTrouble):
        journal.append("[1]", at=1.0)
    journal.sync()
    assert mark_of(disk).number == journal.live.number == 2


def test_a_mark_that_cannot_be_written_is_trouble_and_written_with_the_next_sync() -> None:
    disk = MemoryDisk()
    journal = Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    journal.prepare()
    journal.switch()
    disk.fail_at = {len(disk.calls) + 3}
    with pytest.raises(DiskTrouble, match="the mark cannot be written"):
        journal.sync()
    journal.append("[1]", at=1.0)
    assert not journal.is_refusing, "the journal is as well as it was"
    journal.sync()
    assert mark_of(disk).number == 2


def test_a_start_that_cannot_be_marked_is_none() -> None:
    disk = MemoryDisk()
    disk.fail_at = {6}
    with pytest.raises(DiskTrouble, match="the mark cannot be written"):
        Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    assert disk.calls[5:] == ["create mark.part", "close journal-00000001.log.part"]
