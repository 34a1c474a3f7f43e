"""Two hosts and a Redis: the owner is killed, stopped, told to leave, and Redis forgets; nothing answered is lost."""

import asyncio
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clickgame.launch.redis_log import RedisLog
from clickgame.launch.sender import DEPOSED
from clickgame.launch.shared_log import NOTHING, Ownership
from persistence.files import FORMAT
from persistence.store import Store
from tests.e2e.fleet import Role
from tests.e2e.server import free_port, is_well_at
from tests.launch.replicated_stage import ReplicatedStage
from tests.launch.standby_stage import WAIT_S, Process
from tests.redis_server import RedisServer

SOON_S = 3.0  # the machine may be busy
ASKED = "the whole game is asked for"
LEASE_S = 1.5


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """Run a Redis."""
    with RedisServer(tmp_path / "redis") as server:
        yield server


async def both(stage: ReplicatedStage, **settings: object) -> tuple[Process, Process]:
    """Start an owner here, and whoever stands by there; wait until that one is in step."""
    owner = stage.at(stage.here, "engine", **settings)
    await owner.says("serves")
    standby = stage.at(stage.there, "standby", **settings)
    await stage.hears(standby, "the whole game has come")
    await stage.hears(standby, "standing by: ")
    return owner, standby


def test_what_a_killed_owner_has_answered_is_on_the_other_host_and_goes_on_there(
    tmp_path: Path, redis: RedisServer
) -> None:
    """And back: the first host comes again, and stands by for the second."""

    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage)
            await stage.goes_on(time.monotonic(), more=20)
            await stage.in_step()
            acked = await stage.answered_by(signal.SIGKILL, owner)
            assert min(acked.values()) > 0
            await stage.hears(standby, "locked")
            assert stage.lacks(stage.there, acked) == {}
            await stage.goes_on(time.monotonic())
            back = stage.at(stage.here, "standby")
            await stage.hears(back, "standing by: ")
            await stage.in_step()
            acked = await stage.answered_by(signal.SIGKILL, standby)
            await stage.hears(back, "locked")
            assert stage.lacks(stage.here, acked) == {}
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_an_owner_that_slept_past_its_lease_appends_nothing_answers_nothing_and_ends(
    tmp_path: Path, redis: RedisServer
) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage)
            await stage.goes_on(time.monotonic(), more=20)
            await stage.in_step()
            at = owner.signal(signal.SIGSTOP)
            assert await standby.says("serves") - at < LEASE_S + SOON_S
            await stage.goes_on(at)
            owner.signal(signal.SIGCONT)
            assert await owner.ends() == DEPOSED
            assert "deposed: " in owner.log
            await stage.goes_on(time.monotonic(), more=20)
            back = stage.at(stage.here, "engine")  # though told to be the engine, it stands by
            await stage.hears(back, "standing by: ")
            await stage.in_step()
            assert standby.process.poll() is None

    asyncio.run(run())


def test_an_owner_that_is_told_to_leave_hands_over_at_once(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage, lease_s=10.0)
            await stage.goes_on(time.monotonic(), more=20)
            await stage.in_step()
            at = owner.signal(signal.SIGTERM)
            assert await standby.says("serves") - at < SOON_S
            assert await owner.ends() == 0
            await stage.goes_on(at)

    asyncio.run(run())


def test_a_standby_that_was_away_catches_up_without_the_whole(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage)
            await stage.in_step()
            standby.signal(signal.SIGKILL)
            await standby.ends()
            await stage.goes_on(time.monotonic(), more=20)
            again = stage.at(stage.there, "standby")
            await stage.hears(again, "standing by: ")
            await stage.in_step()
            assert ASKED not in again.log
            acked = await stage.answered_by(signal.SIGKILL, owner)
            await stage.hears(again, "locked")
            assert stage.lacks(stage.there, acked) == {}
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_a_standby_that_was_away_for_too_long_is_sent_the_whole(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage, log_bytes_most=4_000)
            standby.signal(signal.SIGSTOP)
            await stage.goes_on(time.monotonic(), more=60)
            asked = standby.log.count(ASKED)
            standby.signal(signal.SIGCONT)
            await stage.hears(standby, "the whole game has come", times=asked + 1)
            await stage.in_step()
            acked = await stage.answered_by(signal.SIGKILL, owner)
            await stage.hears(standby, "locked")
            assert stage.lacks(stage.there, acked) == {}
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_a_redis_that_forgets_all_costs_nothing_and_makes_nobody_else_the_owner(
    tmp_path: Path, redis: RedisServer
) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage)
            await stage.goes_on(time.monotonic(), more=20)
            await stage.in_step()
            redis.kill()
            await asyncio.sleep(2 * LEASE_S)
            redis.start()
            at = time.monotonic()
            await stage.goes_on(at, more=20)
            await stage.in_step()
            assert standby.said_at("locked") is None
            assert owner.process.poll() is None
            acked = await stage.answered_by(signal.SIGKILL, owner)
            await stage.hears(standby, "locked")
            assert stage.lacks(stage.there, acked) == {}
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_without_owner_and_without_memory_nobody_goes_on_until_told_to(tmp_path: Path, redis: RedisServer) -> None:
    """A log that has forgotten everything cannot tell that the owner is gone."""

    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner, standby = await both(stage)
            await stage.goes_on(time.monotonic(), more=20)
            await stage.in_step()
            redis.kill()
            acked = await stage.answered_by(signal.SIGKILL, owner)
            redis.start()
            await stage.hears(standby, "standby_waits: no owner is known")
            assert standby.said_at("locked") is None
            standby.signal(signal.SIGTERM)
            assert await standby.ends() == 0
            told = stage.at(stage.there, "standby", accept_older="yes")
            await stage.hears(told, "locked")
            assert max(stage.lacks(stage.there, acked).values(), default=0) <= 5, "only what came in the last moment"
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_an_engine_that_comes_back_to_its_folder_goes_on_at_once(tmp_path: Path, redis: RedisServer) -> None:
    """The lock of its folder says that the owner is no more: no lease has to pass."""

    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis)
        async with stage.playing():
            owner = stage.at(stage.here, "engine")
            await owner.says("serves")
            await stage.goes_on(time.monotonic())
            owner.signal(signal.SIGKILL)
            again = stage.at(stage.here, "engine", lease_s=60.0)
            await again.says("serves")
            await stage.goes_on(time.monotonic())

    asyncio.run(run())


def test_a_folder_with_another_game_is_not_touched(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        stage = ReplicatedStage(tmp_path, redis, players=0)
        other = Store.open(stage.there)
        other.load()
        other.close()
        before = sorted(path.name for path in stage.there.glob("journal-*"))
        owner = stage.at(stage.here, "engine")
        await owner.says("serves")
        standby = stage.at(stage.there, "standby")
        try:
            await standby.ends()
            assert "folder_in_use: " in standby.log
            assert sorted(path.name for path in stage.there.glob("journal-*"))[: len(before)] == before
        finally:
            owner.kill()

    asyncio.run(run())


def test_there_is_a_seat_for_one_who_stands_by(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        stage, folder = ReplicatedStage(tmp_path, redis), tmp_path / "third" / "data"
        folder.mkdir(parents=True)
        for player in stage.players:
            player.folders.append(folder)
        async with stage.playing():
            owner, standby = await both(stage)
            third = stage.at(folder, "standby")
            await stage.hears(third, "standby_waits: another one stands by already")
            standby.signal(signal.SIGKILL)
            await stage.hears(third, "the whole game has come")
            await stage.hears(third, "standing by: ")
            await stage.in_step()
            owner.signal(signal.SIGKILL)
            await stage.goes_on(await third.says("serves"))

    asyncio.run(run())


def test_a_game_of_a_newer_version_is_not_stood_by_for(tmp_path: Path, redis: RedisServer) -> None:
    async def run() -> None:
        log = RedisLog(redis.url)
        await log.append(Ownership("ann", 1, "game", FORMAT + 1), [], confirmed=NOTHING, most_bytes=1)
        await log.close()
        standby = ReplicatedStage(tmp_path, redis, players=0).at(tmp_path / "there" / "data", "standby")
        try:
            await standby.ends()
            assert "format_newer: " in standby.log
        finally:
            standby.kill()

    asyncio.run(run())


def says(role: Role, what: str) -> None:
    """Wait until *role* is well, and has said *what*."""
    deadline = time.monotonic() + WAIT_S
    while what not in role.log_text() or not is_well_at(role.health_port):
        assert time.monotonic() < deadline, role.log_text()
        time.sleep(0.05)


def test_gateways_hear_of_the_standby_elsewhere_once_the_engine_is_killed(tmp_path: Path, redis: RedisServer) -> None:
    """By the game's own commands; who stands by is well meanwhile, and stops when it is told to."""
    common = {"redis_url": redis.url, "replicate": "yes", "lease_s": LEASE_S}
    engine, standby = (Role(tmp_path, role, data_dir=tmp_path / role, **common) for role in ("engine", "standby"))
    gateway = Role(tmp_path, "gateway", "--no-page", port=free_port(), redis_url=redis.url)
    try:
        for role in (engine, gateway, standby):
            role.start()
        says(standby, "the whole game has come")
        for role in (engine, gateway, standby):
            says(role, "")
        engine.stop(signal.SIGKILL)
        says(standby, "the engine serves gateways")
        says(gateway, "")
        engine.start()
        says(engine, "standing by: ")
        assert engine.stop() == 0
        assert standby.stop() == 0
        assert not any("Traceback" in role.log_text() for role in (engine, gateway, standby))
    finally:
        for role in (gateway, engine, standby):
            role.end()
