"""The bus by Redis, against a real one: messages in order, and none that hold up others."""

import asyncio
import time
from itertools import pairwise
from pathlib import Path

import pytest

from clickgame.launch import redis_bus
from clickgame.launch.redis_bus import RedisBus
from tests.launch.buses import Listener, give_up, running, until
from tests.redis_server import RedisServer

ENGINE, ALL = "clickgame:engine", "clickgame:all"


def test_messages_go_both_ways_and_only_to_those_who_listen(tmp_path: Path) -> None:
    async def story(url: str) -> None:
        engine, gateway = Listener(url, ENGINE), Listener(url, ALL, "clickgame:gateway:1")
        async with running(engine.bus, gateway.bus):
            gateway.bus.publish(ENGINE, b"a count\r\n\0\xff")
            await until(lambda: len(engine.heard) > 1, "the engine hears")
            engine.bus.publish("clickgame:gateway:2", b"for another")
            engine.bus.publish("clickgame:gateway:1", b"an answer")
            engine.bus.publish(ALL, b"")
            await until(lambda: len(gateway.heard) > 2, "the gateway hears")
        assert engine.heard == [None, b"a count\r\n\0\xff"]
        assert gateway.heard == [None, b"an answer", b""]

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))


def test_a_thousand_messages_come_in_their_order(tmp_path: Path) -> None:
    sent = [b"%d" % number * (1 + number % 50) for number in range(1_000)]

    async def story(url: str) -> None:
        sender, listener = RedisBus(url), Listener(url, ENGINE, ALL)
        async with running(sender, listener.bus):
            for number, message in enumerate(sent):
                sender.publish((ENGINE, ALL)[number % 2], message)
                if number % 7 == 0:
                    await asyncio.sleep(0)
            await until(lambda: len(listener.heard) > 1_000, "all are heard")
        assert listener.heard == [None, *sent]
        assert sender.dropped == 0

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))


def test_what_waits_for_a_redis_that_takes_nothing_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "QUEUE_BYTES_MOST", 1 << 20)
    monkeypatch.setattr(redis_bus, "PING_S", 3_600.0)
    message = bytes(10_000)

    async def story(redis: RedisServer) -> None:
        sender = RedisBus(redis.url)
        async with running(sender):
            redis.pause()
            for _ in range(1_000):
                sender.publish(ENGINE, message)
            assert not sender.is_up, "no turn of the loop was needed for that"
            assert 890 < sender.dropped < 900
            await until(lambda: sender.losses, "the connection is dropped")
            assert sender.dropped > 950, "a little was written, and nothing is kept"
            redis.resume()
            await until(lambda: sender.is_up, "it is up again")
        await give_up(redis)

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))


def test_a_full_way_to_a_redis_that_stands_still_is_given_up_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A little at a time, so that the writing itself is what waits."""
    monkeypatch.setattr(redis_bus, "QUEUE_BYTES_MOST", 1 << 20)

    async def story(redis: RedisServer) -> None:
        sender = RedisBus(redis.url)
        async with running(sender):
            redis.pause()
            sent = 0
            while sender.is_up:
                sender.publish(ENGINE, bytes(10_000))
                sent += 1
                await asyncio.sleep(0)
            await until(lambda: sender.losses, "the connection is dropped")
            assert sent > sender.dropped > 90, "some were written, and those that waited are counted"
        await give_up(redis)

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))


def test_a_slow_taker_loses_nothing_and_keeps_its_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds up the whole loop for longer than pings may stay unanswered."""
    monkeypatch.setattr(redis_bus, "PING_S", 0.2)
    heard: list[bytes] = []

    def take(message: bytes) -> None:
        time.sleep(0.001 if heard else 1.2)
        heard.append(message)

    async def story(url: str) -> None:
        sender, listener = RedisBus(url), RedisBus(url)
        listener.listen(ENGINE, take)
        async with running(sender, listener):
            for number in range(100):
                sender.publish(ENGINE, b"%d" % number)
            await until(lambda: len(heard) == 100, "all are heard")
            assert (sender.losses, listener.losses) == (0, 0)
        assert heard == [b"%d" % number for number in range(100)]

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))


def test_many_messages_leave_the_loop_to_others_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "SLICE_S", 0.002)
    turns: list[int] = []
    heard: list[bytes] = []

    def take(message: bytes) -> None:
        time.sleep(0.001 if heard else 0.3)  # The others are all there after the first.
        heard.append(message)

    async def story(url: str) -> None:
        sender, listener = RedisBus(url), RedisBus(url)
        listener.listen(ENGINE, take)
        async with running(sender, listener):
            for _ in range(200):
                sender.publish(ENGINE, b"")
            while len(heard) < 200:
                turns.append(len(heard))
                await asyncio.sleep(0)
            turns.append(len(heard))

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))
    assert max(later - earlier for earlier, later in pairwise(turns)) < 20


def test_a_callback_that_raises_hurts_itself_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a fault of a taker")

    async def story(url: str) -> None:
        bus, heard = RedisBus(url), list[bytes]()
        gaps: list[bool] = []
        bus.listen(ENGINE, fail)
        bus.listen(ENGINE, heard.append)
        bus.on_gap(fail)
        bus.on_gap(lambda: gaps.append(bus.is_up))
        async with running(bus):
            bus.publish(ENGINE, b"one")
            bus.publish(ENGINE, b"two")
            await until(lambda: len(heard) == 2, "the other taker hears")
            assert bus.losses == 0
        assert (heard, gaps) == ([b"one", b"two"], [True])

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))
    assert [record.levelname for record in caplog.records if record.exc_info] == ["ERROR"] * 3
