"""The owner of a folder is killed, stopped, told to leave: whoever stands by goes on, and no press is lost."""

import asyncio
import contextlib
import signal
import time
from pathlib import Path

import pytest

from clickgame.core.players import Player
from clickgame.core.state import PLAYER, Change
from clickgame.launch.beat import BEAT_S, is_stood_by
from clickgame.launch.standby import FOLLOW_S, LITTLE, LOOK_S, Standby, stand_by
from clickgame.settings import Settings
from persistence import files
from persistence.disk import LocalDisk
from persistence.errors import DataOlder
from persistence.recovery import recover
from persistence.store import Store
from tests.fakes import FakeClock
from tests.launch.standby_stage import Stage

# The machine may be busy; `python -m tests.launch.takeover` measures.
SOON_S = 2.0


def test_of_a_killed_owner_nothing_answered_is_lost_twice_in_a_row(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        async with stage.playing():
            for _ in range(2):
                standby = stage.start("standby")
                await stage.is_followed_by(standby)
                at = owner.signal(signal.SIGKILL)
                assert await standby.says("serves") - at < SOON_S
                await stage.goes_on(at)
                owner = standby
        assert recover(LocalDisk(), stage.folder).epoch == 4

    asyncio.run(run())


@pytest.mark.parametrize("how", ["stopped", "hangs"])
def test_an_owner_that_works_no_more_is_ended_by_whoever_stands_by(tmp_path: Path, how: str) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        async with stage.playing():
            standby = stage.start("standby", standby_s=1.0)
            await stage.is_followed_by(standby)
            at = owner.signal(signal.SIGSTOP) if how == "stopped" else await stage.hang()
            taken_at = await standby.says("serves")
            assert 1.0 - 2 * BEAT_S < taken_at - at < 1.0 + SOON_S
            assert await owner.ends() == -signal.SIGKILL
            await stage.goes_on(at)

    asyncio.run(run())


def test_an_owner_that_is_told_to_leave_hands_over_without_a_snapshot(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner(save_s=1_000)
        async with stage.playing():
            standby = stage.start("standby", save_s=1_000)
            await stage.is_followed_by(standby)
            snapshots = set(stage.folder.glob("snapshot-*"))
            at = owner.signal(signal.SIGTERM)
            assert await standby.says("serves") - at < SOON_S
            assert await owner.ends() == 0
            assert set(stage.folder.glob("snapshot-*")) == snapshots
            await stage.goes_on(at)
            standby.signal(signal.SIGTERM)
            assert await standby.ends() == 0
            assert set(stage.folder.glob("snapshot-*")) > snapshots, "nobody stands by: the next start is spared"
            await stage_is_served_again(stage)

    asyncio.run(run())


async def stage_is_served_again(stage: Stage) -> None:
    """Start an owner anew, for what players have pressed meanwhile."""
    at = time.monotonic()
    await stage.start("engine").says("serves")
    await stage.goes_on(at)


def test_a_standby_that_is_killed_or_leaves_harms_nobody(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        async with stage.playing():
            for number, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0)):
                standby = stage.start("standby")
                await stage.is_followed_by(standby)
                at = standby.signal(number)
                assert await standby.ends() == code
                assert not is_stood_by(stage.folder)
                await stage.goes_on(at)
            assert owner.process.poll() is None
            standby = stage.start("standby")
            await stage.is_followed_by(standby)
            at = owner.signal(signal.SIGKILL)
            await standby.says("serves")
            await stage.goes_on(at)

    asyncio.run(run())


def test_of_two_who_stand_by_one_goes_on_and_the_other_one_after_it(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        async with stage.playing():
            standbys = [stage.start("standby") for _ in range(2)]
            for standby in standbys:
                await stage.is_followed_by(standby)
            at = owner.signal(signal.SIGKILL)
            await stage.goes_on(at)
            (first,) = [standby for standby in standbys if standby.said_at("locked")]
            at = first.signal(signal.SIGKILL)
            (other,) = [standby for standby in standbys if standby is not first]
            await other.says("serves")
            await stage.goes_on(at)

    asyncio.run(run())


@pytest.mark.parametrize("harm", ["mark", "journal"])
def test_what_cannot_be_followed_is_loaded_and_said(tmp_path: Path, harm: str) -> None:
    """Of a damaged mark the game is certain; of a journal that is another one's nothing is."""

    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner(save_s=1_000)
        async with stage.playing():
            standby = stage.start("standby", save_s=1_000)
            await stage.is_followed_by(standby)
            owner.signal(signal.SIGSTOP)
            if harm == "mark":
                (stage.folder / files.MARK).write_bytes(b"oops")
            else:
                newest = max(stage.folder.glob("journal-*"))
                newest.rename(newest.with_name("elsewhere"))
                newest.write_bytes(newest.with_name("elsewhere").read_bytes())
            at = owner.signal(signal.SIGKILL)
            await standby.says("serves")
            await stage.goes_on(at)

    asyncio.run(run())


def test_whoever_is_told_to_stand_by_no_longer_leaves_the_folder_to_others(tmp_path: Path) -> None:
    """Even where the lock falls in that very moment."""

    async def run() -> None:
        settings = Settings(data_dir=tmp_path)
        held = Store.open(tmp_path)
        waiting = asyncio.create_task(stand_by(settings))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        held.close()
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            (await waiting).close()
        assert not is_stood_by(tmp_path)
        Store.open(tmp_path).close()

    asyncio.run(run())


@pytest.mark.parametrize(("changes", "follows"), [(LITTLE, [1, 1, 2]), (LITTLE + 1, [1, 2, 3])])
def test_a_journal_that_brings_little_is_looked_at_less_often_than_the_lock(
    tmp_path: Path, changes: int, follows: list[int]
) -> None:
    """One that brings much is read at the next look, so that whoever takes over has little left to read."""
    clock = FakeClock(0.0)
    held = Store.open(tmp_path)
    held.load()
    standby = Standby(Settings(data_dir=tmp_path), now=time.time, clock=clock)
    looked: list[int] = []
    for batch, wait_s in ((changes, LOOK_S), (1, FOLLOW_S), (1, 0.0)):
        players = [Player(f"{clock()}-{at}", f"key {clock()}-{at}", f"Fox {clock()} {at}", 1.0) for at in range(batch)]
        held.append([Change(PLAYER, player) for player in players], at=1.0)
        assert standby.look() is None
        looked.append(standby.follows)
        clock.move(wait_s)
    assert looked == follows
    held.close()
    taken = standby.look()
    assert taken is not None
    assert taken.load().followed is not None
    taken.close()


def test_what_cannot_be_followed_is_looked_at_seldom_and_the_lock_often(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held = Store.open(tmp_path)
    held.load()
    (tmp_path / "journal-00000001.log").unlink()
    standby = Standby(Settings(data_dir=tmp_path), now=time.time)
    assert [standby.look() for _ in range(9)] == [None] * 9
    assert len(caplog.records) == 1
    held.close()
    taken = standby.look()
    assert taken is not None
    with pytest.raises(DataOlder):
        taken.load()
    taken.close()
