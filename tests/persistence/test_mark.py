"""A folder that lacks what it is known to have had is refused, and nothing else is."""

import random
from pathlib import Path

import pytest

from persistence import files
from persistence.errors import DataMissing, DataOlder, DiskTrouble, FolderUnwritable, FormatNewer
from persistence.files import Damaged, Header
from persistence.journal import Journal
from persistence.mark import Mark, read_mark, write_mark
from persistence.recovery import Recovered
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk, PowerCut
from tests.persistence.world import World, Written, written

Image = dict[str, bytes]


def played() -> tuple[Image, list[Written]]:
    """Give a folder with snapshots 2 and 3, and segment 4 of a later life, and its states at the end of each."""
    disk = MemoryDisk()
    world = World(disk, generations=2)
    states: list[Written] = []
    world.join("ann")
    for _ in range(2):
        world.press("ann")
        world.settle()
        states.append(written(world.state))
        world.snapshot()
    world.press("ann")
    world.settle()
    states.append(written(world.state))
    world.close()
    world = World(disk)
    world.press("ann")
    world.settle()
    states.append(written(world.state))
    world.close()
    return disk.image(), states


IMAGE, STATES = played()


def without(*names: str, of: Image = IMAGE) -> Image:
    return {name: data for name, data in of.items() if name not in names}


def refused(image: Image) -> str:
    disk = MemoryDisk(image)
    with pytest.raises(DataOlder) as refusal:
        Store.open(FOLDER, disk=disk).load()
    assert disk.image() == image, "a refusal changes nothing"
    return str(refusal.value)


def accepted(image: Image) -> tuple[Recovered, MemoryDisk]:
    """Start with the operator's yes; from then on the folder is what it is, and needs none."""
    disk = MemoryDisk(image)
    store = Store.open(FOLDER, disk=disk, accept_older=True)
    recovered = store.load()
    store.close()
    assert not recovered.is_clean
    again = World(MemoryDisk(disk.image()))
    assert again.recovered.is_clean or again.recovered.stock.set_aside
    assert written(again.state) == written(recovered.state)
    return recovered, disk


def mark_of(disk: MemoryDisk) -> Mark:
    mark = read_mark(disk, FOLDER)
    assert mark
    return mark


NEWEST = "journal-00000004.log"
FROM_THE_LAST_SNAPSHOT = ("journal-00000003.log", "snapshot-00000003.lines", NEWEST)


def test_the_folder_is_what_it_should_be() -> None:
    assert sorted(IMAGE) == [
        *("journal-00000002.log", "journal-00000003.log", NEWEST, "mark"),
        *("snapshot-00000002.lines", "snapshot-00000003.lines"),
    ]
    world = World(MemoryDisk(IMAGE))
    assert (written(world.state), world.recovered.is_clean) == (STATES[-1], True)


@pytest.mark.parametrize(
    ("gone", "ending", "state"),
    [
        ((NEWEST,), "snapshot-00000003.lines", 2),
        (FROM_THE_LAST_SNAPSHOT, "snapshot-00000002.lines", 1),
        (("journal-00000003.log", NEWEST), "snapshot-00000003.lines", 1),
    ],
)
def test_without_its_newest_files_it_is_refused_until_the_operator_accepts_it(
    gone: tuple[str, ...], ending: str, state: int
) -> None:
    image = without(*gone)
    line = refused(image)
    assert line.startswith("data_older: the data folder /data is older than what was saved in it")
    assert f"tells of {NEWEST}, and what is here ends with" in line
    assert "CLICKGAME_ACCEPT_OLDER=yes" in line
    assert "\n" not in line
    recovered, disk = accepted(image)
    assert written(recovered.state) == STATES[state]
    assert "accepted, and what is missing is lost" in recovered.line
    assert mark_of(disk).number > 4, "no number is given twice"
    assert mark_of(disk).epoch == recovered.epoch == 3
    assert ending in image


def test_a_folder_that_has_nothing_but_a_mark_is_older_too() -> None:
    image = {"mark": IMAGE["mark"]}
    assert "there is nothing else" in refused(image)
    recovered, disk = accepted(image)
    assert written(recovered.state) == {}
    assert mark_of(disk).number == 5
    assert recovered.epoch == 3


def test_a_first_start_asks_nothing_and_leaves_a_mark() -> None:
    disk = MemoryDisk()
    assert World(disk).recovered.is_clean
    assert mark_of(disk)[1:] == (1, 1)


def test_a_mark_of_another_game_is_not_this_ones() -> None:
    other, _ = played()
    image = IMAGE | {"mark": other["mark"]}
    assert "its mark is of another game" in refused(image)
    recovered, disk = accepted(image)
    assert written(recovered.state) == STATES[-1]
    assert mark_of(disk).game == recovered.game


def test_the_mark_also_proves_that_what_it_tells_of_was_begun() -> None:
    """A segment that is there but damaged in its beginning is damage, not an older folder."""
    begun = IMAGE[NEWEST].replace(b'{"follows"', b'{"fellows"')
    with pytest.raises(Exception, match=r"data_damaged: journal-00000004.log is damaged .* in its beginning"):
        World(MemoryDisk(IMAGE | {NEWEST: begun}))


def test_where_all_snapshots_lost_their_journal_yes_is_not_enough() -> None:
    image = without("journal-00000002.log", "journal-00000003.log", NEWEST)
    refused(image)
    with pytest.raises(Exception, match="data_damaged: there is no journal"):
        Store.open(FOLDER, disk=MemoryDisk(image), accept_older=True).load()


# The mark itself


def test_without_a_mark_a_folder_loads_gets_one_and_says_so() -> None:
    disk = MemoryDisk(without("mark"))
    world = World(disk)
    assert written(world.state) == STATES[-1]
    assert "the mark is missing: it is set anew" in world.recovered.line
    assert not world.recovered.is_clean
    assert mark_of(disk).number == 5
    assert World(disk.after_kill()).recovered.is_clean


@pytest.mark.parametrize("damaged", [b"", b"garbage", IMAGE["mark"][:-1], IMAGE["mark"] * 2, IMAGE[NEWEST]])
def test_a_damaged_mark_is_set_aside_where_there_are_files_to_go_by(damaged: bytes) -> None:
    disk = MemoryDisk(IMAGE | {"mark": damaged})
    world = World(disk)
    assert written(world.state) == STATES[-1]
    assert "; mark " in world.recovered.line
    assert not world.recovered.is_clean
    assert disk.image()["mark.damaged"] == damaged
    assert mark_of(disk).number == 5
    assert "its mark cannot be read" in refused({"mark": damaged})
    assert written(accepted({"mark": damaged})[0].state) == {}


def test_a_mark_of_a_newer_version_is_refused() -> None:
    image = IMAGE | {"mark": Header(files.MARK, files.FORMAT + 1, 9, "g").line()}
    with pytest.raises(FormatNewer, match="mark has format"):
        World(MemoryDisk(image))


def test_a_mark_comes_back_and_replaces_the_one_before() -> None:
    disk = MemoryDisk()
    assert read_mark(disk, FOLDER) is None
    for number in (1, 2):
        write_mark(disk, FOLDER, Mark("g", number, 7))
        assert read_mark(disk, FOLDER) == Mark("g", number, 7)
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


# A folder that should not be empty


def test_an_empty_folder_is_refused_where_a_game_is_expected() -> None:
    disk = MemoryDisk({"lock": b"", "notes.txt": b"", "mark.part": b""})
    with pytest.raises(DataMissing, match=r"data_missing: there is no game in the data folder /data.*mounted"):
        Store.open(FOLDER, disk=disk, expect_data=True)
    assert [call.split()[0] for call in disk.calls] == ["names"], "it is not touched"


def test_a_folder_with_a_game_is_what_was_expected() -> None:
    Store.open(FOLDER, disk=MemoryDisk(IMAGE), expect_data=True).load()
    with pytest.raises(DataOlder):
        Store.open(FOLDER, disk=MemoryDisk({"mark": IMAGE["mark"]}), expect_data=True).load()


def test_a_folder_that_is_not_there_is_not_made_where_a_game_is_expected(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        Store.open(tmp_path / "data", expect_data=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnwritable):
        Store.open(tmp_path / "file", expect_data=True)
