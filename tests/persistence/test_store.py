"""The store as the engine sees it, on a real disk."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import FORGOTTEN, HEARD, PLAYER, SCORE, Change, State
from clickgame.engine.storage import Recovered as EngineRecovered
from clickgame.engine.storage import Store as EngineStore
from persistence import errors
from persistence.batch import Moment
from persistence.disk import LocalDisk
from persistence.errors import DiskTrouble, FolderLocked, FolderUnwritable, StoreError
from persistence.frames import frame
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.world import records

HOLDER = """
import pathlib, sys, time
from persistence.store import Store
store = Store.open(pathlib.Path(sys.argv[1]))
store.load()
print("held", flush=True)
time.sleep(60)
"""


def test_a_game_comes_back_from_a_real_folder(tmp_path: Path) -> None:
    player = Player("a", "k", "Ünïcode", 1.0)
    score = Score(ScoreKey("a"), 3, 4, 5, pages={"p": Page(3, 1.5)})

    async def play() -> State:
        store = Store.open(tmp_path / "deep" / "down")
        assert store.last == Moment()
        state = store.load().state
        assert state == State()
        state.put_player(player)
        state.put_score(score)
        store.append([Change(PLAYER, player), Change(SCORE, score)], at=1.0)
        await asyncio.to_thread(store.sync)
        assert await store.snapshot(
            state.changes,
            settle=lambda: None,
            off_loop=asyncio.to_thread,
            breathe=lambda: asyncio.sleep(0),
        )
        score.score = 7
        store.append([Change(HEARD, score, "p"), Change(FORGOTTEN, "nobody")], at=2.0)
        assert store.last == Moment(1, 2, 2.0)
        await asyncio.to_thread(store.close)
        return state

    state = asyncio.run(play())
    store = Store.open(tmp_path / "deep" / "down")
    recovered = store.load()
    assert (recovered.state, recovered.epoch, recovered.last) == (state, 2, Moment(1, 2, 2.0))
    store.close()


def test_the_engine_may_have_it_as_its_store() -> None:
    """The engine says what it needs in its own words, and pyright that this is it."""

    def load(store: EngineStore) -> EngineRecovered:
        return store.load()

    assert load(Store.open(FOLDER, disk=MemoryDisk())).epoch == 1


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.load()
    store.close()
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_second_server_is_refused_and_a_killed_one_is_not_in_the_way(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout
        with holder.stdout as said:
            assert said.readline() == "held\n"
        with pytest.raises(FolderLocked, match="another server"):
            Store.open(tmp_path)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    store = Store.open(tmp_path)
    store.load()
    store.close()


def test_closing_lets_the_folder_go(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    store = Store.open(tmp_path)
    with pytest.raises(FolderLocked):
        Store.open(tmp_path)
    store.close()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnwritable, match="cannot be used"):
        Store.open(tmp_path / "file" / "data")


def test_before_loading_nothing_is_taken() -> None:
    store = Store.open(FOLDER, disk=MemoryDisk())
    with pytest.raises(DiskTrouble, match="has not been loaded"):
        store.append([Change(PLAYER, Player("a", "k", "h"))], at=1.0)
    store.append([], at=1.0)


def test_nothing_to_append_is_no_write() -> None:
    disk = MemoryDisk()
    store = Store.open(FOLDER, disk=disk)
    store.load()
    before = len(disk.calls)
    store.append([], at=1.0)
    assert len(disk.calls) == before
    assert not store.is_changed


def test_a_start_on_a_disk_that_takes_nothing_is_refused() -> None:
    disk = MemoryDisk()
    store = Store.open(FOLDER, disk=disk)
    store.load()
    store.append([Change(PLAYER, Player("a", "k", "h"))], at=1.0)
    store.close()
    again = Store.open(FOLDER, disk=disk)
    # First come the mark, the listing and both readings.
    disk.fail_at = {len(disk.calls) + 5}
    with pytest.raises(DiskTrouble, match="cannot be written"):
        again.load()


def test_every_error_has_a_code_of_its_own_and_says_one_line() -> None:
    kinds = StoreError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) == 9
    assert all(kind.__name__ in str(errors.__doc__) and kind.code in str(errors.__doc__) for kind in kinds)
    assert str(DiskTrouble("no room")) == "disk_trouble: no room"


class ShortWrites:
    """`os.write`, as if each call took three bytes."""

    def __call__(self, descriptor: int, data: bytes) -> int:
        """Write a little."""
        return self.write(descriptor, data[:3])

    write = staticmethod(os.write)


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = LocalDisk().create(tmp_path / "file")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", ShortWrites())
        file.write(b"0123456789")
    file.sync()
    file.close()
    assert (tmp_path / "file").read_bytes() == b"0123456789"
    assert LocalDisk().size(tmp_path / "file") == 10


def test_a_closed_file_never_writes_into_another(tmp_path: Path) -> None:
    """Its descriptor's number may belong to another file by then."""
    file = LocalDisk().create(tmp_path / "one")
    file.close()
    with (tmp_path / "two").open("wb"):
        for call in (lambda: file.write(b"x"), file.sync, file.close):
            with pytest.raises(OSError, match="Bad file descriptor"):
                call()
    assert (tmp_path / "two").read_bytes() == b""


def test_a_store_that_was_unloaded_keeps_the_lock_and_goes_on_in_the_life_that_it_is_told() -> None:
    disk = MemoryDisk()
    store = Store.open(FOLDER, disk=disk)
    assert (store.game, store.epoch) == ("", 0)
    store.unload(epoch_least=3)
    assert store.load().epoch == 3
    game = store.game
    store.copy(frame("[3,9,5.500,[]]"), Moment(3, 9, 5.5))
    assert store.is_changed
    store.unload(epoch_least=2)
    assert (store.game, store.epoch) == ("", 0)
    with pytest.raises(FolderLocked):
        Store.open(FOLDER, disk=disk)
    recovered = store.load()
    assert (recovered.epoch, recovered.last, store.game, store.epoch) == (4, Moment(3, 9, 5.5), game, 4)


def test_whoever_asks_is_told_of_each_batch() -> None:
    store, told = Store.open(FOLDER, disk=MemoryDisk()), list[int]()
    store.load()
    store.on_append(lambda number, _: told.append(number))
    store.append(records(), at=1.0)
    assert told == [1]
