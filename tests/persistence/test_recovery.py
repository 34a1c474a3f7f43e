"""Starting from folders that are not in order: what is set aside, what is reported, what is refused."""

import pytest

from persistence import files
from persistence.batch import Moment
from persistence.errors import DataDamaged, FolderUnwritable, FormatNewer
from persistence.files import Header
from persistence.frames import frame, frame_facts
from persistence.snapshot import SnapshotWriter
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.world import World
from tests.persistence.written import written

Image = dict[str, bytes]


def played() -> tuple[Image, dict[str, str]]:
    """Give a folder with snapshots 2 and 3 on top of the beginning, and its state."""
    disk = MemoryDisk()
    world = World(disk, generations=3)
    world.join("ann")
    for _ in range(2):
        world.press("ann")
        world.settle()
        world.snapshot()
    world.press("ann")
    world.settle()
    world.close()
    return disk.image(), written(world.state)


IMAGE, STATE = played()
OTHER, _ = played()
UNMARKED = {name: data for name, data in IMAGE.items() if name != files.MARK}
SNAPSHOT, OLDER = "snapshot-00000003.lines", "snapshot-00000002.lines"
NEWEST = "journal-00000003.log"


def refused(image: Image) -> str:
    disk = MemoryDisk(image)
    with pytest.raises(DataDamaged) as refusal:
        Store.open(FOLDER, disk=disk).load()
    assert disk.image() == image
    return str(refusal.value)


def test_a_fresh_folder_is_an_empty_game() -> None:
    world = World(MemoryDisk())
    assert world.players == {}
    assert (world.recovered.is_clean, world.recovered.epoch) == (True, 1)
    assert world.recovered.line == "0 players, from no snapshot and 0 changes in 0 journal segments"


def test_all_in_order_is_reported_in_one_line() -> None:
    recovered = World(MemoryDisk(IMAGE)).recovered
    assert recovered.is_clean
    assert recovered.line == "1 players, from snapshot 3 and 1 changes in 1 journal segments"


def test_a_damaged_snapshot_is_set_aside_and_the_one_before_is_used() -> None:
    disk = MemoryDisk(IMAGE | {SNAPSHOT: b"oops", f"{SNAPSHOT}.damaged": b"earlier"})
    world = World(disk)
    assert written(world.state) == STATE
    assert not world.recovered.is_clean
    assert f"{SNAPSHOT} has no readable header: set aside" in world.recovered.line
    assert disk.image()[f"{SNAPSHOT}.damaged-2"] == b"oops"
    assert world.store.is_changed, "a good snapshot is due"


def test_a_snapshot_of_another_game_is_set_aside() -> None:
    world = World(MemoryDisk(IMAGE | {SNAPSHOT: OTHER[SNAPSHOT]}))
    assert written(world.state) == STATE
    assert "another game" in world.recovered.line


def test_a_journal_of_two_games_is_refused() -> None:
    assert "different games" in refused(UNMARKED | {NEWEST: OTHER[NEWEST], SNAPSHOT: b""})


def test_a_missing_newest_segment_is_refused() -> None:
    image = dict(UNMARKED)
    del image[NEWEST]
    assert f"{NEWEST} is missing" in refused(image)


def test_a_snapshot_and_its_segment_that_are_gone_together_are_missed_when_the_name_is_left() -> None:
    image = UNMARKED | {SNAPSHOT: b""}
    del image[NEWEST]
    assert f"{NEWEST} is missing" in refused(image)


def test_what_was_set_aside_is_somebodys_data() -> None:
    assert "no journal" in refused({f"{SNAPSHOT}.damaged": b"x"})


def test_a_damaged_segment_header_is_refused_with_the_way_out() -> None:
    text = refused(IMAGE | {NEWEST: b""})
    assert text.startswith(f"data_damaged: {NEWEST} is empty; nothing was changed in /data; ")
    assert "--salvage" in text


@pytest.mark.parametrize(
    "text",
    [
        '[1,9,1.0,[["h","nobody","x","y",0,0,0,0,0,0,0,0,0,0]]]',
        '[1,9,1.0,[["s","nobody","x","y",0,0,0,0,0,0,0,0,0,0,{}]]]',
        "[7]",
        '"text"',
    ],
)
def test_a_batch_that_does_not_fit_is_refused(text: str) -> None:
    assert NEWEST in refused(IMAGE | {NEWEST: IMAGE[NEWEST] + frame(text)})


def test_a_newer_format_is_refused_even_where_an_older_file_would_do() -> None:
    for name, kind in ((SNAPSHOT, files.SNAPSHOT), (NEWEST, files.JOURNAL)):
        disk = MemoryDisk(image := IMAGE | {name: Header(kind, files.FORMAT + 1, 3, "g").line()})
        with pytest.raises(FormatNewer, match=name):
            Store.open(FOLDER, disk=disk).load()
        assert disk.image() == image


def test_what_follows_a_hole_is_set_aside_and_reported() -> None:
    hole = b"\0\n" + frame('[1,1,1.0,[["f","nobody"]]]')
    image = {"journal-00000001.log": Header(files.JOURNAL, 2, 1, "g").line() + frame_facts({"follows": None}) + hole}
    image["journal-00000002.log"] = Header(files.JOURNAL, 2, 2, "g").line() + frame_facts({"follows": (1, 400)})
    disk = MemoryDisk(image)
    world = World(disk)
    assert "journal-00000002.log goes on from what was not whole any more: set aside" in world.recovered.line
    assert "bytes of journal-00000001.log were never durable" in world.recovered.line
    assert not world.recovered.is_clean
    assert "journal-00000002.log.damaged" in disk.image()
    assert World(MemoryDisk(disk.image())).players == {}


def test_a_hole_in_the_durable_beginning_of_the_newest_segment_is_refused() -> None:
    disk = MemoryDisk(IMAGE)
    world = World(disk)
    world.press("ann")
    world.settle()
    image = disk.image()
    newest = max(name for name in image if name.startswith("journal"))
    assert "in its beginning" in refused(image | {newest: image[newest].replace(b'{"follows"', b'{"fellows"')})


def test_files_that_were_being_written_are_removed() -> None:
    disk = MemoryDisk(IMAGE | {"snapshot-00000009.lines.part": b"x", "journal-00000009.log.part": b"y"})
    World(disk)
    assert not [name for name in disk.image() if name.endswith(".part")]


def test_a_folder_that_cannot_be_read_is_refused() -> None:
    disk = MemoryDisk(IMAGE)
    store = Store.open(FOLDER, disk=disk)
    disk.is_failing = True
    with pytest.raises(FolderUnwritable, match="cannot be read"):
        store.load()


FOOTER = IMAGE[SNAPSHOT].splitlines(keepends=True)[-1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        IMAGE[SNAPSHOT].removesuffix(FOOTER),
        IMAGE[SNAPSHOT] + FOOTER,
        IMAGE[SNAPSHOT].replace(b"ann", b"bob"),
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + frame("nonsense"),
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + frame('{"records":2}'),
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + frame('{"records":2,"crc":"00000000"}'),
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + FOOTER.replace(b"2,", b"3,"),
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + frame("7") + FOOTER,
        IMAGE[SNAPSHOT].removesuffix(FOOTER) + frame('["ann"]') + FOOTER,
        b"".join(IMAGE[SNAPSHOT].splitlines(keepends=True)[:2] * 2) + FOOTER,
    ],
)
def test_a_snapshot_that_is_not_as_written_is_not_used(data: bytes) -> None:
    disk = MemoryDisk(IMAGE | {SNAPSHOT: data})
    assert written(World(disk).state) == STATE
    assert disk.image()[f"{SNAPSHOT}.damaged"] == data


def test_a_snapshot_has_to_be_made_before_it_is_written() -> None:
    writer = SnapshotWriter(MemoryDisk(), FOLDER, game="g", number=1, epoch=1)
    with pytest.raises(OSError, match="has not been made"):
        writer.flush()
    writer.close()


@pytest.mark.parametrize("lost", [1, 7, 40])
def test_whatever_is_lost_at_the_end_is_said_loudly(lost: int) -> None:
    """A server that was only killed leaves whole lines, so that somebody should look at what broke one."""
    world = World(disk := MemoryDisk(IMAGE))
    world.press("ann")
    world.settle()
    image = disk.image()
    newest = max(name for name in image if name.startswith("journal"))
    world = World(MemoryDisk(image | {newest: image[newest][:-lost]}))
    assert not world.recovered.is_clean
    assert f"bytes of {newest} were never durable and are not whole" in world.recovered.line
    assert written(world.state) == STATE


def test_each_life_has_a_number_of_its_own_and_counts_its_batches() -> None:
    """Whether or not it wrote a batch, and whatever became of the snapshots."""
    disk = MemoryDisk(IMAGE)
    for epoch in (2, 3, 4):
        world = World(disk)
        assert world.recovered.epoch == epoch
        assert world.store.last == world.recovered.last
        if epoch != 3:
            before = world.store.last
            world.press("ann")
            world.settle()
            assert world.store.last == Moment(epoch, 1, world.now)
            world.snapshot()
            assert World(disk.after_kill()).recovered.last == world.store.last != before
        world.close()


def test_a_number_that_was_given_to_a_refused_batch_is_not_given_again() -> None:
    disk = MemoryDisk()
    world = World(disk)
    world.join("ann")
    disk.fail_at = {len(disk.calls) + 1}
    assert not world.settle()
    assert world.store.last == Moment()
    world.sync()
    world.settle()
    assert world.store.last == Moment(1, 2, world.now)
