"""Where the bus connects to, with which password, and that neither log nor error says it."""

import ast
import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clickgame.launch import page
from clickgame.launch.redis_bus import RedisBus
from clickgame.settings import SettingsError
from tests import tree
from tests.launch.buses import Listener, answering, running, trying, until
from tests.redis_server import RedisServer


@pytest.mark.parametrize("has_port", [False, True], ids=["socket", "port"])
def test_a_password_opens_a_redis_and_is_in_no_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, has_port: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    password = "pa/55 w@rd"  # noqa: S105  # of this test

    async def story(redis: RedisServer) -> None:
        right, wrong = RedisBus(redis.url), RedisBus(redis.url.replace("w%40rd", "w%40ng"))
        async with trying(wrong), running(right):
            redis.kill()
            await until(lambda: not right.is_up, "the loss is noticed")
            redis.start()
            await until(lambda: right.is_up, "it is up again")
            await until(lambda: "(AuthenticationError)" in caplog.text, "the wrong one is told")
            assert not wrong.is_up

    with RedisServer(tmp_path, password=password, has_port=has_port) as redis:
        asyncio.run(story(redis))
    assert "connected to Redis at " in caplog.text
    assert "pa/" not in caplog.text
    assert "pa%" not in caplog.text


@pytest.mark.parametrize("has_port", [False, True], ids=["socket", "port"])
def test_what_is_no_redis_is_tried_again_without_a_word_of_what_it_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, has_port: bool
) -> None:
    """It might be what it was sent, and so the password."""
    caplog.set_level(logging.DEBUG)
    connects: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = await reader.read(1_000)
        connects.append(1)
        writer.write(b"-ERR unknown command, with args beginning with: %r\r\n" % said)

    async def story() -> None:
        scheme, path = ("redis", None) if has_port else ("unix", tmp_path / "no.sock")
        async with answering(answer, path=path) as place, trying(RedisBus(f"{scheme}://:pa55@{place}")):
            await until(lambda: len(connects) > 2, "it is tried again")

    asyncio.run(story())
    assert "(ResponseError); trying again" in caplog.text
    assert "pa55" not in caplog.text


def test_what_the_address_adds_changes_nothing_that_the_bus_needs(tmp_path: Path) -> None:
    async def story(url: str) -> None:
        listener = Listener(f"{url}?protocol=3&db=2&retry_on_timeout=yes", "clickgame:all")
        async with running(listener.bus):
            listener.bus.publish("clickgame:all", b"heard")
            await until(lambda: listener.heard[-1] == b"heard", "it is heard")

    with RedisServer(tmp_path) as redis:
        asyncio.run(story(redis.url))


@pytest.mark.parametrize(
    "url",
    [
        "pa55",
        "http://:pa55@game.example",
        "redis://",
        "redis://:pa55@game.example:many",
        "redis://:123/pa55@game.example",
        "redis://:123#pa55@game.example",
        "redis://somebody:55/pa55@game.example",
        "redis://:pa55@game.example?pa55=1",
        "redis://:pa55@game.example?db=pa55",
        "unix://",
        "unix://pa55",
    ],
)
def test_what_is_no_address_of_a_redis_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        RedisBus(url)
    line = str(refusal.value)
    assert refusal.value.code == "bad_setting"
    assert line.startswith("CLICKGAME_REDIS_URL is not allowed: it must be redis://")
    assert "\n" not in line
    assert "pa55" not in line


def test_a_server_without_the_setting_knows_no_bus() -> None:
    code = (
        "import sys, asyncio, clickgame.clickgame, clickgame.launch.command, clickgame.launch.server;"
        "assert not {'clickgame.launch.redis_bus', 'clickgame.launch.redis_log'} & {*sys.modules}"
    )
    environ = {name: value for name, value in os.environ.items() if name != "CLICKGAME_REDIS_URL"}
    subprocess.run([sys.executable, "-c", code], cwd=page.ROOT, env=environ, check=True, timeout=60)


def test_redis_is_imported_by_the_bus_and_the_log_only() -> None:
    """python-socketio imports it too, so what is loaded does not tell."""
    knows = {
        path.name
        for path in tree.modules("clickgame", "persistence")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if name.split(".")[0] in {"redis", "hiredis"}
    }
    assert knows == {"redis_bus.py", "redis_log.py"}
