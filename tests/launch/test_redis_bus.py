"""The bus by Redis, against a real one: messages in order, and a gap told whenever some may be missing."""

import asyncio
import logging
import time
from itertools import pairwise
from pathlib import Path

import pytest

from clickgame.launch import redis_bus
from clickgame.launch.redis_bus import RedisBus
from tests.launch.buses import Listener, running, until
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


def test_after_a_redis_that_was_killed_a_gap_is_told_and_messages_come_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(redis: RedisServer) -> None:
        sender, listener = RedisBus(redis.url), Listener(redis.url, ENGINE)
        async with running(sender, listener.bus):
            redis.kill()
            await until(lambda: not sender.is_up and not listener.bus.is_up, "the loss is noticed")
            sender.publish(ENGINE, b"into nothing")
            assert sender.dropped == 1
            redis.start()
            await until(lambda: sender.is_up and listener.bus.is_up, "both are up again")
            sender.publish(ENGINE, b"again")
            await until(lambda: listener.heard[-1] == b"again", "messages come again")
        assert listener.heard == [None, None, b"again"]
        assert (sender.losses, listener.bus.losses) == (2, 2)  # the second one is the end

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))
    told = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 2
    assert all(line.startswith(f"no connection to Redis at {tmp_path / 'redis.sock'} (") for line in told)


def test_a_redis_that_stands_still_is_noticed_and_come_back_to(tmp_path: Path) -> None:
    """Stopped for 6 s: its connections stay, and the system goes on to accept more of them."""

    async def story(redis: RedisServer) -> None:
        sender, listener = RedisBus(redis.url), Listener(redis.url, ENGINE)
        async with running(sender, listener.bus):
            began = time.monotonic()
            redis.pause()
            await until(lambda: not sender.is_up and not listener.bus.is_up, "the silence is noticed")
            assert time.monotonic() - began < 5.5
            await asyncio.sleep(began + 6 - time.monotonic())
            assert not sender.is_up
            redis.resume()
            await until(lambda: sender.is_up and listener.bus.is_up, "both are up again")
            sender.publish(ENGINE, b"again")
            await until(lambda: listener.heard[-1] == b"again", "messages come again")
        assert listener.heard == [None, None, b"again"]

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))


def test_what_waits_for_a_redis_that_takes_nothing_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "QUEUE_BYTES_MOST", 1 << 20)
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
            redis.resume()

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))


def test_a_slow_taker_loses_nothing_and_keeps_its_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds up the whole loop for longer than pings may stay unanswered."""
    monkeypatch.setattr(redis_bus, "PING_S", 0.05)
    heard: list[bytes] = []

    def take(message: bytes) -> None:
        time.sleep(0.5 if len(heard) < 3 else 0.001)
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
        time.sleep(0.001)
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


def test_pauses_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first attempts come soon after one another, later ones do not, and not all processes come at once."""
    monkeypatch.setattr(redis_bus, "PAUSE_MOST_S", 0.25)
    attempts: list[float] = []

    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        attempts.append(time.monotonic())
        writer.close()

    async def story() -> None:
        server = await asyncio.start_server(refuse, "127.0.0.1", 0)
        bus = RedisBus(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        running = asyncio.create_task(bus.run())
        await until(lambda: len(attempts) > 10, "it is tried again and again")
        running.cancel()
        server.close()

    asyncio.run(story())
    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    assert pauses[0] < min(pauses[4:])
    assert min(pauses[4:]) > 0.12
    assert len({round(pause, 3) for pause in pauses[4:]}) > 2
