"""The owner's beat, and that nobody is ended who is not certain to be an owner that works no more."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clickgame.launch import beat as beats
from clickgame.launch.beat import BEAT, Beat, Watchdog, beat, end, holds, is_stood_by, read, standing_by, this_host
from persistence import files
from persistence.frames import frame
from persistence.store import Store

HOLDER = """
import pathlib, sys, time
from persistence.store import Store
store = Store.open(pathlib.Path(sys.argv[1]))
print("held", flush=True)
time.sleep(600)
"""
LOOK_S = 0.1


@pytest.fixture
def holder(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Give a process that holds the folder."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def tell(folder: Path, told: Beat) -> None:
    """Leave a beat."""
    beats._write(folder, told)


def test_a_beat_goes_on_for_as_long_as_the_loop_does(tmp_path: Path) -> None:
    async def run() -> None:
        beating = asyncio.create_task(beat(tmp_path))
        seen = set[Beat | None]()
        until = time.monotonic() + 10
        while len(seen - {None}) < 3:
            assert time.monotonic() < until, seen
            seen.add(read(tmp_path))
            await asyncio.sleep(0.02)
        beating.cancel()
        assert {each.host for each in seen if each} == {this_host()}

    asyncio.run(run())


def test_a_disk_that_takes_no_beat_is_said_once_and_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beats, "BEAT_S", 0)

    async def run() -> None:
        beating = asyncio.create_task(beat(tmp_path / "nowhere"))
        for _ in range(9):
            await asyncio.sleep(0)
        assert not beating.done()
        beating.cancel()

    asyncio.run(run())
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "text", [b"", b"oops\n", frame("[1]"), frame("{}"), frame("[1,2,3,4]"), frame('["h",7,1]')[:-2]]
)
def test_a_beat_that_is_being_written_is_none(tmp_path: Path, text: bytes) -> None:
    assert read(tmp_path) is None
    (tmp_path / BEAT).write_bytes(text)
    assert read(tmp_path) is None


def test_a_shorter_beat_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    for told in (Beat("a host with a long name", 4_000_000, 9_999), Beat("h", 7, 1)):
        tell(tmp_path, told)
        assert read(tmp_path) == told


def test_an_owner_that_is_silent_for_long_is_ended(tmp_path: Path, holder: "subprocess.Popen[bytes]") -> None:
    tell(tmp_path, Beat(this_host(), holder.pid, 7))
    watchdog = Watchdog(tmp_path, patience_s=1.05)
    looks = [watchdog.look(number * LOOK_S) for number in range(12)]
    assert looks == [False] * 11 + [True]
    assert holder.wait() == -signal.SIGKILL
    assert not any(watchdog.look(2 + number * LOOK_S) for number in range(30)), "there is nobody left"


def test_an_owner_that_beats_seldom_is_left_alone(tmp_path: Path, holder: "subprocess.Popen[bytes]") -> None:
    watchdog = Watchdog(tmp_path, patience_s=1.0)
    for number in range(100):
        if number % 8 == 0:
            tell(tmp_path, Beat(this_host(), holder.pid, number))
        assert not watchdog.look(number * LOOK_S)
    assert holder.poll() is None


def test_whoever_was_stopped_itself_gives_the_owner_all_the_time_again(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    tell(tmp_path, Beat(this_host(), holder.pid, 7))
    watchdog = Watchdog(tmp_path, patience_s=1.0)
    assert not watchdog.look(0.0)
    assert not watchdog.look(0.1)
    assert not watchdog.look(3_600.0)
    assert holder.poll() is None


def test_an_owner_that_cannot_be_ended_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tell(tmp_path, Beat("another host", 7, 7))
    watchdog = Watchdog(tmp_path, patience_s=1.0)
    assert not any(watchdog.look(number * LOOK_S) for number in range(99))
    assert len(caplog.records) == 1
    tell(tmp_path, Beat("another host", 7, 8))
    assert not any(watchdog.look(number * LOOK_S) for number in range(99, 199))
    assert len(caplog.records) == 2


@pytest.mark.parametrize("host", ["", "another host"])
def test_an_owner_elsewhere_is_never_ended(tmp_path: Path, holder: "subprocess.Popen[bytes]", host: str) -> None:
    assert not end(tmp_path, Beat(host, holder.pid, 7))
    assert holder.poll() is None


def test_where_the_host_cannot_be_told_nobody_is_ended(
    tmp_path: Path, holder: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beats, "_BOOT", tmp_path / "nowhere")
    assert this_host() == ""
    assert not end(tmp_path, Beat(this_host(), holder.pid, 7))
    assert holder.poll() is None


def test_a_process_that_does_not_hold_the_folder_is_never_ended(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    """Its number may have been another one's; and it may hold another folder, or have the lock's file open only."""
    other = tmp_path / "other"
    store = Store.open(other)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as idle:
        assert not end(tmp_path, Beat(this_host(), idle.pid, 7))
        assert not end(other, Beat(this_host(), holder.pid, 7))
        assert idle.poll() is None
        idle.kill()
    store.close()
    assert holder.poll() is None
    assert holds(holder.pid, tmp_path / files.LOCK)
    assert not holds(holder.pid, tmp_path / "nowhere")
    assert not holds(2**22 + 1, tmp_path / files.LOCK)
    assert not end(tmp_path, Beat(this_host(), 2**22 + 1, 7))


def test_it_is_known_whether_somebody_stands_by(tmp_path: Path) -> None:
    assert not is_stood_by(tmp_path)
    with standing_by(tmp_path / "deep"), standing_by(tmp_path / "deep"):
        assert is_stood_by(tmp_path / "deep")
    assert not is_stood_by(tmp_path / "deep")
