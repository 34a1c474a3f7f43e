"""The shared log in a real Redis: who may append, what is kept, who may claim, and what a lost memory changes."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from clickgame.launch import redis_log
from clickgame.launch.redis_log import RedisLog
from clickgame.launch.shared_log import LEFT, NOTHING, Asked, Entry, LogLost, Ownership, Seen, Told, is_later
from tests.redis_server import RedisServer

Scene = Callable[[RedisLog], Awaitable[None]]
OURS = Ownership("ann", 4, "game", 4)
MOST_BYTES = 1_000
UNKNOWN = Seen(has_seat=True, entries=[], parts=[])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """Run a Redis."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as running:
        yield running


def play(server: RedisServer, scene: Scene) -> None:
    """Play *scene* with a log that remembers nothing."""

    async def run() -> None:
        log = RedisLog(server.url)
        await log._ask(redis_log._script("return {redis.call('FLUSHALL')}"), ())
        try:
            await scene(log)
        finally:
            await log.close()

    asyncio.run(run())


def batch(number: int, *, epoch: int = 4, size: int = 10) -> Entry:
    """Give a batch that follows the one before it."""
    return Entry(f"{epoch}-{number}", f"{epoch}-{number - 1}" if number > 1 else NOTHING, b"x" * size)


async def append(log: RedisLog, *entries: Entry, ours: Ownership = OURS, confirmed: str = NOTHING) -> Told:
    return await log.append(ours, entries, confirmed=confirmed, most_bytes=MOST_BYTES)


async def look(log: RedisLog, *, kept: str = NOTHING, read: str = NOTHING, asks: str = "", taken: int = 0) -> Seen:
    return await log.look(Asked("bob", kept, read, asks, taken))


async def claim(log: RedisLog, seen: Seen, *, epoch: int = 5, last: str = "4-2", is_forced: bool = False) -> bool:
    return await log.claim(seen, Ownership("bob", epoch, "game", 4), last=last, is_forced=is_forced)


def test_what_is_appended_is_read_in_its_order_and_once(server: RedisServer) -> None:
    """Also where it was sent again because the answer was lost."""

    async def scene(log: RedisLog) -> None:
        assert await look(log) == Seen(has_seat=True, entries=[], parts=[])
        await append(log, batch(1), batch(2))
        await append(log, batch(2), batch(3))
        seen = await look(log)
        assert (seen.ownership, seen.last, seen.entries) == (OURS, "4-3", [batch(1), batch(2), batch(3)])
        assert (await look(log, read="4-2")).entries == [batch(3)]
        told = await append(log)
        assert told == Told(is_owner=True, is_there=True, kept=NOTHING)

    play(server, scene)


def test_what_is_on_the_standby_s_disk_is_dropped(server: RedisServer) -> None:
    async def scene(log: RedisLog) -> None:
        await look(log)
        await append(log, batch(1), batch(2), batch(3))
        await look(log, kept="4-2", read="4-3")
        assert (await append(log)).kept == "4-2"
        assert (await look(log, kept="4-2")).entries == [batch(3)]

    play(server, scene)


def test_the_oldest_is_dropped_where_nobody_reads_and_so_is_all_where_nobody_stood_by_of_late(
    server: RedisServer,
) -> None:
    async def scene(log: RedisLog) -> None:
        await look(log)
        entries = [batch(number, size=300) for number in range(1, 8)]
        await append(log, *entries)
        assert (await look(log)).entries == entries[-3:]
        await log._ask(redis_log._script("return {redis.call('DEL', KEYS[6])}"), ())
        await append(log)
        seen = await look(log)
        assert (seen.entries, seen.last) == ([], "4-7")

    play(server, scene)


def test_an_owner_that_was_followed_by_another_appends_nothing_and_is_told(server: RedisServer) -> None:
    async def scene(log: RedisLog) -> None:
        await look(log)
        await append(log, batch(1), batch(2))
        assert await claim(log, await look(log))
        for ours in (OURS, OURS._replace(epoch=5)):
            assert not (await append(log, batch(3), ours=ours)).is_owner
            assert not (await log.put_part(ours, "whole", 1, b"x")).is_owner
            await log.leave(ours)
        seen = await look(log)
        assert seen.ownership == Ownership("bob", 5, "game", 4)
        assert (seen.beat, seen.last, seen.entries) == ("0", "4-2", [batch(1), batch(2)])

    play(server, scene)


def test_a_game_is_claimed_only_as_it_was_seen_in_a_later_life_and_with_all_its_batches(server: RedisServer) -> None:
    async def scene(log: RedisLog) -> None:
        await look(log)
        await append(log, batch(1), batch(2))
        seen = await look(log)
        await append(log)
        assert not await claim(log, seen), "it has beaten since"
        seen = await look(log)
        assert not await claim(log, seen, epoch=4)
        assert not await claim(log, seen, last="4-1")
        assert not await claim(log, Seen(has_seat=True)), "there is an owner"
        assert await claim(log, seen, last="4-1", is_forced=True)
        seen = await look(log)
        assert (seen.last, seen.entries) == ("4-1", [])

    play(server, scene)


def test_an_owner_that_leaves_says_so(server: RedisServer) -> None:
    async def scene(log: RedisLog) -> None:
        await append(log, batch(1))
        await log.leave(OURS)
        assert (await look(log)).beat == LEFT

    play(server, scene)


def test_a_log_that_has_forgotten_all_is_begun_anew_by_its_owner(server: RedisServer) -> None:
    """And one that has forgotten the newest owner, by that one."""

    async def scene(log: RedisLog) -> None:
        await look(log)
        assert (await append(log, batch(7), confirmed="4-6")).is_owner
        seen = await look(log, read="4-6")
        assert (seen.last, seen.entries) == ("4-7", [batch(7)])
        newer = Ownership("bob", 5, "game", 4)
        assert (await append(log, ours=newer, confirmed="5-2")).is_owner
        seen = await look(log)
        assert (seen.ownership, seen.last, seen.entries) == (newer, "5-2", [])

    play(server, scene)


def test_there_is_a_seat_for_one_until_it_is_silent(server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_log, "SEAT_MS", 600_000)

    async def scene(log: RedisLog) -> None:
        assert (await look(log)).has_seat
        other = Asked("carl", NOTHING, NOTHING)
        await append(log, batch(1))
        seen = await log.look(other)
        assert (seen.has_seat, seen.ownership, seen.last, seen.entries) == (False, OURS, "4-1", [])
        monkeypatch.setattr(redis_log, "SEAT_MS", 50)
        await look(log)
        monkeypatch.setattr(redis_log, "SEAT_MS", 600_000)
        async with asyncio.timeout(30):
            while not (await log.look(other)).has_seat:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.01)
        assert not (await look(log)).has_seat

    play(server, scene)


def test_parts_of_a_whole_come_in_their_order_until_they_are_taken(server: RedisServer) -> None:
    async def scene(log: RedisLog) -> None:
        await append(log, batch(1))
        assert (await look(log, asks="first")).parts == []
        told = await log.put_part(OURS, "first", 1, b"one")
        assert told == Told(is_owner=True, is_there=True, kept=NOTHING, asks="first")
        await log.put_part(OURS, "first", 2, b"two")
        assert (await look(log, asks="first")).parts == [(1, b"one"), (2, b"two")]
        assert (await look(log, asks="first", taken=1)).parts == [(2, b"two")]
        assert (await append(log)).taken == 1
        assert (await look(log, asks="second")).parts == []
        await log.put_part(OURS, "second", 1, b"new")
        assert (await look(log, asks="second")).parts == [(1, b"new")]

    play(server, scene)


def test_a_redis_that_does_not_answer_is_lost_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that comes too late is nobody's."""
    monkeypatch.setattr(redis_log, "ANSWER_S", 0.3)

    async def run() -> None:
        with RedisServer(tmp_path / "redis") as server:
            log = RedisLog(server.url)
            await append(log, batch(1))
            server.pause()
            with pytest.raises(LogLost):
                await append(log, batch(2))
            server.resume()
            async with asyncio.timeout(30):
                while True:
                    try:
                        seen = await look(log)
                        break
                    except LogLost:
                        await asyncio.sleep(0.05)
            assert seen.ownership == OURS
            server.kill()
            with pytest.raises(LogLost):
                await look(log)
            server.start()
            assert await look(log) == Seen(has_seat=True, entries=[], parts=[])
            await log.close()
            await log.close()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "than", "is_so"),
    [("4-10", "4-9", True), ("4-9", "4-9", False), ("10-1", "9-7", True), ("0-0", "1-1", False)],
)
def test_batches_are_ordered_by_life_and_number(name: str, than: str, *, is_so: bool) -> None:
    assert is_later(name, than) == is_so
