"""The journal while it is written."""

import pytest

from persistence import files
from persistence.batch import Moment
from persistence.errors import DiskTrouble
from persistence.frames import frame
from persistence.journal import Journal
from tests.persistence.fakes import FOLDER, MemoryDisk


def journal_on(disk: MemoryDisk, *, unsynced_most_bytes: int = 10_000) -> Journal:
    return Journal.start(disk, FOLDER, game="g", number=1, follows=None, unsynced_most_bytes=unsynced_most_bytes)


def test_an_append_is_one_write() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    before = len(disk.calls)
    journal.append("[1]", at=1.0)
    assert [call.split()[0] for call in disk.calls[before:]] == ["write"]


def test_a_sync_with_nothing_new_touches_nothing() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    before = len(disk.calls)
    journal.sync()
    journal.sync()
    assert len(disk.calls) == before


def test_what_was_synced_is_noted_with_the_next_append() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    journal.append("[1]", at=1.0)
    journal.sync()
    journal.append("[2]", at=2.0)
    *_, note, batch = disk.image()["journal-00000001.log"].splitlines()
    assert note.endswith(b' {"synced":[1,%d]}' % journal.live.synced)
    assert batch.endswith(b" [1,2,2.000,[[2]]]")


def test_while_the_disk_is_in_trouble_it_is_left_alone_until_a_sync_mends() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    journal.append("[1]", at=1.0)
    disk.is_failing = True
    with pytest.raises(DiskTrouble, match="cannot be written"):
        journal.append("[2]", at=2.0)
    before = len(disk.calls)
    with pytest.raises(DiskTrouble, match="waits for the disk"):
        journal.append("[2]", at=2.0)
    with pytest.raises(DiskTrouble, match="waits for the disk"):
        journal.prepare()
    assert journal.is_refusing
    assert len(disk.calls) == before
    with pytest.raises(DiskTrouble):
        journal.sync()
    disk.is_failing = False
    journal.sync()
    journal.append("[2]", at=2.0)
    assert not journal.is_refusing
    assert journal.live.number == 2
    assert [line[9:] for line in disk.image()["journal-00000002.log"].splitlines()[2:]][::2] == [
        b"[1,1,1.000,[[1]]]",
        b"[1,3,2.000,[[2]]]",
    ]


def test_too_much_that_is_not_durable_is_held_back_until_the_disk_has_caught_up() -> None:
    journal = journal_on(MemoryDisk(), unsynced_most_bytes=50)
    journal.append("[1]", at=1.0)
    journal.append("[2]", at=2.0)
    with pytest.raises(DiskTrouble, match="too slow"):
        journal.append("[3]", at=3.0)
    assert journal.is_refusing
    journal.sync()
    journal.append("[3]", at=3.0)
    assert journal.live.number == 1


def test_a_segment_that_cannot_be_made_leaves_the_journal_as_it_is() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    disk.is_failing = True
    with pytest.raises(DiskTrouble, match="cannot be made"):
        journal.prepare()
    disk.is_failing = False
    journal.append("[1]", at=1.0)
    assert journal.live.number == 1


def test_only_a_prepared_segment_can_be_switched_to_and_only_once() -> None:
    journal = journal_on(MemoryDisk())
    with pytest.raises(DiskTrouble, match="not there yet"):
        journal.switch()
    journal.prepare()
    journal.prepare()
    assert journal.prepared == 3
    journal.switch()
    assert journal.prepared == 0
    assert journal.live.number == 3
    with pytest.raises(DiskTrouble, match="not there yet"):
        journal.switch()


def test_a_failed_switch_is_trouble_that_a_sync_mends() -> None:
    """Whether the beginning of the new segment was written is not known, so neither of the two goes on."""
    disk = MemoryDisk()
    journal = journal_on(disk)
    journal.append("[1]", at=1.0)
    journal.prepare()
    disk.is_failing = True
    with pytest.raises(DiskTrouble):
        journal.switch()
    with pytest.raises(DiskTrouble):
        journal.append("[2]", at=2.0)
    disk.is_failing = False
    journal.sync()
    assert journal.live.number == 3


def test_what_has_to_be_in_one_segment_is_refused_in_another() -> None:
    journal = journal_on(MemoryDisk())
    journal.secure(1)
    with pytest.raises(DiskTrouble, match="another segment"):
        journal.secure(2)


def test_a_closed_journal_takes_nothing_and_writes_nothing() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    journal.append("[1]", at=1.0)
    journal.prepare()
    journal.close()
    before = len(disk.calls)
    journal.close()
    journal.sync()
    for call in (lambda: journal.append("[2]", at=2.0), journal.prepare, lambda: journal.secure(1)):
        with pytest.raises(DiskTrouble, match="it is closed"):
            call()
    assert len(disk.calls) == before
    last = disk.image()[files.name(files.JOURNAL, 1)].splitlines()[-1]
    assert b'{"synced":[1,' in last


def test_closing_tells_of_what_is_not_durable() -> None:
    for failing in (1, 2, 3):
        disk = MemoryDisk()
        journal = journal_on(disk)
        journal.append("[1]", at=1.0)
        disk.fail_at = {len(disk.calls) + failing}
        with pytest.raises(DiskTrouble):
            journal.close()


def test_a_journal_that_cannot_begin_says_so() -> None:
    disk = MemoryDisk()
    disk.is_failing = True
    with pytest.raises(DiskTrouble, match="cannot be begun"):
        journal_on(disk)


def test_a_batch_that_is_copied_stands_there_as_it_was_written_elsewhere() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    line, moment = frame("[7,9,5.500,[[1]]]"), Moment(7, 9, 5.5)
    journal.copy(line, moment)
    assert disk.image()["journal-00000001.log"].endswith(line)
    assert journal.last == moment
    journal.prepare()
    journal.switch()
    assert b'"last":[7,9,5.5]' in disk.image()["journal-00000002.log"]


def test_a_copy_is_refused_and_mended_as_an_append_is() -> None:
    disk = MemoryDisk()
    journal = journal_on(disk)
    first, second = (frame(f"[7,{number},5.500,[[1]]]") for number in (1, 2))
    journal.copy(first, Moment(7, 1, 5.5))
    disk.is_failing = True
    with pytest.raises(DiskTrouble):
        journal.copy(second, Moment(7, 2, 5.5))
    assert journal.last == Moment(7, 1, 5.5)
    disk.is_failing = False
    journal.sync()
    journal.copy(second, Moment(7, 2, 5.5))
    _, _, *lines = disk.image()["journal-00000002.log"].splitlines(keepends=True)
    assert [line for line in lines if b"synced" not in line] == [first, second]


def test_whoever_asks_is_told_of_what_is_appended_and_of_nothing_that_is_refused() -> None:
    disk = MemoryDisk()
    journal, told = journal_on(disk), list[tuple[int, bytes]]()
    journal.append("[1]", at=1.0)
    journal.on_append(lambda number, line: told.append((number, line)))
    journal.append("[2]", at=2.0)
    disk.is_failing = True
    with pytest.raises(DiskTrouble):
        journal.append("[3]", at=3.0)
    assert told == [(2, frame("[1,2,2.000,[[2]]]"))]
