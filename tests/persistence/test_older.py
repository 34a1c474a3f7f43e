"""A folder that lacks what it is known to have had is refused, and nothing else is."""

from pathlib import Path

import pytest

from persistence import files
from persistence.errors import DataDamaged, DataMissing, DataOlder, FolderUnwritable, FormatNewer
from persistence.files import Header
from persistence.journal import Journal
from persistence.recovery import Recovered
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.test_mark import mark_of
from tests.persistence.world import World
from tests.persistence.written import Written, written

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
    with pytest.raises(DataDamaged, match=r"journal-00000004.log is damaged .* in its beginning"):
        World(MemoryDisk(IMAGE | {NEWEST: begun}))


def test_a_hole_that_hides_all_of_a_marked_segment_is_damage() -> None:
    """Nothing else tells that it was durable: no snapshot has its number, and no line of it does."""
    disk = MemoryDisk()
    journal = Journal.start(disk, FOLDER, game="g", number=1, follows=None)
    journal.append('["p","a","k","h",0.0]', at=1.0)
    journal.prepare()
    journal.switch()
    journal.append('["p","b","l","i",0.0]', at=2.0)
    journal.sync()
    image = disk.image()
    newest = files.name(files.JOURNAL, 2)
    assert World(MemoryDisk(image)).players.keys() == {"a", "b"}
    with pytest.raises(DataDamaged, match=f"{newest} is damaged"):
        World(MemoryDisk(image | {newest: image[newest].replace(b'{"follows"', b'{"fellows"')}))


def test_where_all_snapshots_lost_their_journal_yes_is_not_enough() -> None:
    image = without("journal-00000002.log", "journal-00000003.log", NEWEST)
    refused(image)
    with pytest.raises(DataDamaged, match="there is no journal"):
        Store.open(FOLDER, disk=MemoryDisk(image), accept_older=True).load()


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
