"""A game that comes as a whole: it takes the folder's place at once or not at all, wherever that is cut short."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clickgame.core.players import Player
from clickgame.core.state import PLAYER, Change, State
from persistence import batch, codec
from persistence.batch import Moment
from persistence.disk import LocalDisk, LocalFile
from persistence.errors import DiskTrouble, StoreError
from persistence.frames import frame
from persistence.recovery import Recovered, recover
from persistence.snapshot import lines_of
from persistence.store import Store
from persistence.whole import WHOLE, Whole, finish
from tests.persistence.world import game
from tests.persistence.written import Written, written

OLD, NEW, NEWER = "old", "new", "newer"
LAST = Moment(4, 9, 5.0)


class Cut(BaseException):
    """The process is no more."""


class StrikingFile(LocalFile):
    """A file of a disk that strikes."""

    def __init__(self, disk: "StrikingDisk", descriptor: int) -> None:
        """Be of *disk*."""
        super().__init__(descriptor)
        self._disk = disk

    def write(self, data: bytes) -> None:
        self._disk.count()
        super().write(data)

    def sync(self) -> None:
        self._disk.count()
        super().sync()


class StrikingDisk(LocalDisk):
    """The disk of this machine, whose call number *at* raises what is asked for."""

    def __init__(self, at: int = 0, strike: Callable[[], BaseException] = Cut) -> None:
        """Strike at a call, counted from 1."""
        self.calls, self._at, self._strike = 0, at, strike

    def count(self) -> None:
        """Count a call."""
        self.calls += 1
        if self.calls == self._at:
            raise self._strike()

    def make_folder(self, folder: Path) -> None:
        self.count()
        super().make_folder(folder)

    def names(self, folder: Path) -> list[str]:
        self.count()
        return super().names(folder)

    def create(self, path: Path) -> LocalFile:
        self.count()
        return StrikingFile(self, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600))

    def sync_folder(self, folder: Path) -> None:
        self.count()
        super().sync_folder(folder)

    def rename(self, old: Path, new: Path) -> None:
        self.count()
        super().rename(old, new)

    def unlink(self, path: Path) -> None:
        self.count()
        super().unlink(path)


def joined(name: str, *, seq: int) -> tuple[bytes, Moment]:
    """Give the batch with which a player joins, as its owner's journal has it."""
    moment = Moment(4, seq, 6.0)
    row = codec.encode(Change(PLAYER, Player(name, f"key of {name}", name, 1.0)))
    return frame(batch.encode(row, epoch=4, seq=seq, at=6.0)), moment


def folder_with(folder: Path, *names: str) -> Path:
    """Make a folder with a game of two snapshots, and give it."""
    store = Store.open(folder)
    store.load()
    for name in names:
        store.append([Change(PLAYER, Player(name, f"key of {name}", name, 1.0))], at=1.0)
    store.close()
    return folder


def come(folder: Path, disk: LocalDisk) -> None:
    """Have a whole come, with one batch while it does, and one after."""
    whole = Whole(disk, folder, game="g", epoch=4, last=LAST)
    try:
        whole.add(lines_of(game().changes()))
        whole.copy(*joined(NEW, seq=10))
        whole.sync()
        whole.publish()
        whole.copy(*joined(NEWER, seq=11))
        whole.sync()
    finally:
        whole.close()


def found(folder: Path) -> Recovered:
    """Read the game in *folder*."""
    return recover(LocalDisk(), folder)


def expected(*names: str) -> Written:
    """Give the game that has come, with players who have joined since."""
    state: State = game()
    for name in names:
        state.put_player(Player(name, f"key of {name}", name, 1.0))
    return written(state)


def test_a_whole_with_what_came_meanwhile_and_since_is_the_game(tmp_path: Path) -> None:
    come(tmp_path, LocalDisk())
    recovered = found(tmp_path)
    assert written(recovered.state) == expected(NEW, NEWER)
    assert (recovered.last, recovered.game, recovered.epoch) == (Moment(4, 11, 6.0), "g", 5)
    assert recovered.is_clean


def test_of_the_older_game_in_the_folder_nothing_stays(tmp_path: Path) -> None:
    folder_with(tmp_path, OLD)
    before = {path.name for path in tmp_path.iterdir()}
    come(tmp_path, LocalDisk())
    after = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert before & after == {"lock", "mark"}
    assert written(found(tmp_path).state) == expected(NEW, NEWER)


def test_a_store_goes_on_from_a_whole(tmp_path: Path) -> None:
    come(tmp_path, LocalDisk())
    store = Store.open(tmp_path)
    assert store.load().epoch == 5
    store.append([Change(PLAYER, Player("dan", "key of dan", "dan", 1.0))], at=7.0)
    store.close()
    assert "dan" in found(tmp_path).state.players


def test_what_an_earlier_one_has_left_does_no_harm(tmp_path: Path) -> None:
    broken = Whole(LocalDisk(), tmp_path, game="g", epoch=4, last=LAST)
    broken.add(lines_of(game(7).changes()))
    broken.close()
    finish(LocalDisk(), tmp_path)
    assert found(tmp_path).stock.is_empty
    come(tmp_path, LocalDisk())
    assert written(found(tmp_path).state) == expected(NEW, NEWER)


def test_a_large_whole_is_written_as_it_comes(tmp_path: Path) -> None:
    whole = Whole(LocalDisk(), tmp_path, game="g", epoch=4, last=LAST)
    whole.add(lines_of(game(20_000).changes()))
    (part,) = (tmp_path / WHOLE).glob("snapshot-*.part")
    assert part.stat().st_size > 1_000_000
    whole.close()


def test_wherever_it_is_killed_the_folder_is_the_old_game_or_the_new_one_or_refused(tmp_path: Path) -> None:
    """And never refused once the next start has done the rest; an empty folder is empty then, or the new game."""
    for is_empty in (True, False):
        at, outcomes, is_done = 0, set[str](), False
        while not is_done:
            at += 1
            folder = tmp_path / f"{is_empty} {at}"
            if not is_empty:
                folder_with(folder, OLD)
            try:
                come(folder, StrikingDisk(at))
                is_done = True
            except Cut:
                pass
            outcomes.add(outcome(folder))
            finish(LocalDisk(), folder)
            assert outcome(folder) in {"as before", "new"}, at
            finish(LocalDisk(), folder)
        assert {"as before", "new"} <= outcomes
        assert at > 15


def outcome(folder: Path) -> str:
    """Tell what a start would find in *folder*."""
    try:
        state = found(folder).state if folder.exists() else State()
    except StoreError:
        return "refused"
    if state.players.keys() <= {OLD}:
        return "as before"
    assert written(state) in (expected(), expected(NEW), expected(NEW, NEWER)), "a mixture"
    return "new"


def test_a_disk_that_refuses_is_said_whatever_it_refuses(tmp_path: Path) -> None:
    at, refusals, is_done = 0, 0, False
    while not is_done:
        at += 1
        folder = folder_with(tmp_path / f"{at}", OLD)
        try:
            come(folder, StrikingDisk(at, lambda: OSError(errno.ENOSPC, "no room")))
            is_done = True
        except DiskTrouble:
            refusals += 1
        finish(LocalDisk(), folder)
        assert outcome(folder) in {"as before", "new"}
    assert refusals > 15


def test_a_large_whole_that_finds_no_room_is_said(tmp_path: Path) -> None:
    disk = StrikingDisk()
    whole = Whole(disk, tmp_path, game="g", epoch=4, last=LAST)
    disk._at, disk._strike = disk.calls + 1, lambda: OSError(errno.ENOSPC, "no room")
    with pytest.raises(DiskTrouble):
        whole.add(lines_of(game(20_000).changes()))
    whole.close()
