"""What the bus does when Redis is gone, stands still, or never was one: it notices, and comes back by itself."""

import asyncio
import logging
import time
from itertools import pairwise
from pathlib import Path

import pytest

from clickgame.launch import redis_bus
from clickgame.launch.pauses import Pauses
from clickgame.launch.redis_bus import RedisBus
from tests.launch.buses import Listener, answering, give_up, running, trying, until
from tests.redis_server import RedisServer

ENGINE, ALL = "clickgame:engine", "clickgame:all"


def test_after_a_redis_that_was_killed_a_gap_is_told_and_messages_come_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(redis: RedisServer) -> None:
        sender, listener = RedisBus(redis.url), Listener(redis.url, ENGINE)
        async with running(sender, listener.bus):
            redis.kill()
            await until(lambda: not sender.is_up and not listener.bus.is_up, "the loss is noticed")
            sender.publish(ENGINE, b"into nothing")
            assert sender.dropped == 1
            await until(lambda: caplog.text.count("trying again") > 6, "it is tried again and again")
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


def test_whoever_is_cancelled_while_the_connection_ends_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that stops with a Redis that stands still stops."""
    monkeypatch.setattr(redis_bus, "QUEUE_BYTES_MOST", 1 << 20)

    async def story(redis: RedisServer) -> None:
        bus = RedisBus(redis.url)
        task = asyncio.create_task(bus.run())
        await until(lambda: bus.is_up, "it is up")
        redis.pause()
        bus.publish(ENGINE, bytes(2 << 20))
        task.cancel()
        await until(task.done, "it ends")
        assert task.cancelled()
        await give_up(redis)

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))


def test_a_connection_on_which_nothing_is_said_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "PING_S", 0.2)

    async def story(url: str) -> None:
        bus = Listener(url, ENGINE)
        async with running(bus.bus):
            await asyncio.sleep(1.2)
            assert bus.heard == [None]
            assert bus.bus.losses == 0

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))


def test_a_connection_whose_other_half_fails_is_closed() -> None:
    """The first of each two is welcome, the second is not."""
    opened: list[asyncio.StreamReader] = []
    closed: list[asyncio.StreamReader] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(reader)
        if len(opened) % 2:
            writer.write(b"+PONG\r\n")
            await reader.read()
            closed.append(reader)

    async def story() -> None:
        async with answering(answer) as place, trying(RedisBus(f"redis://{place}")):
            await until(lambda: len(closed) > 2, "the first halves are closed")

    asyncio.run(story())


def test_who_takes_a_connection_and_says_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(redis_bus, "ANSWER_S", 0.1)
    left: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        left.append(await reader.read())

    async def story() -> None:
        async with answering(listen) as place, trying(RedisBus(f"redis://{place}")):
            await until(lambda: len(left) > 2, "it is left and tried again")

    asyncio.run(story())
    assert "(no answer); trying again" in caplog.text


def test_pauses_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first attempts come soon after one another, later ones do not, and not all processes come at once."""
    monkeypatch.setattr(redis_bus, "PAUSE_MOST_S", 0.25)
    attempts: list[float] = []

    async def refuse(*_: object) -> None:
        attempts.append(time.monotonic())

    async def story() -> None:
        async with answering(refuse) as place, trying(RedisBus(f"redis://{place}")):
            await until(lambda: len(attempts) > 10, "it is tried again and again")

    asyncio.run(story())
    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    assert pauses[0] < min(pauses[4:])
    assert min(pauses[4:]) > 0.12
    assert len({round(pause, 2) for pause in pauses[4:]}) > 2


def test_a_connection_that_lasted_is_followed_by_a_short_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lasted: list[float] = []

    class Kept(Pauses):
        def after(self, *, lasted_s: float) -> float:
            lasted.append(lasted_s)
            return super().after(lasted_s=lasted_s)

    monkeypatch.setattr(redis_bus, "Pauses", Kept)

    async def story(redis: RedisServer) -> None:
        bus = RedisBus(redis.url)
        async with running(bus):
            await asyncio.sleep(0.2)
            redis.kill()
            await until(lambda: len(lasted) > 2, "it is tried again")

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis))
    assert lasted[0] > 0.2
    assert max(lasted[1:]) < 0
