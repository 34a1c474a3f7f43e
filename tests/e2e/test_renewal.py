"""A game in several processes that is renewed under a player: no reload, no press lost, and always somebody there."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from clickgame.launch import page, sandbox
from clickgame.settings import PREFIX, variable
from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import wait_until
from tests.e2e.server import ONE_ADDRESS, START_S, free_port, is_well_at, python
from tests.redis_server import RedisServer

pytestmark = pytest.mark.browser

RENEWAL_S = 240.0  # four processes, one after another, on a slow machine
ENDS_S = 60.0


class Game:
    """`run --gateways 2` with its Redis, in *folder*."""

    def __init__(self, folder: Path, redis: RedisServer) -> None:
        """Start it; `url` is there once it is well."""
        page.build(page.ROOT, os.environ)
        if not sandbox.is_built(page.ROOT):
            sandbox.build(page.ROOT)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        settings = {
            "port": self.port,
            "redis_url": redis.url,
            "data_dir": folder / "data",
            "drain_s": 1.0,
            **ONE_ADDRESS,
        }
        environ = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environ.update({variable(name): str(value) for name, value in settings.items()})
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*python(), "-m", "clickgame", "run", "--gateways", "2"],
                cwd=page.ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def said(self) -> str:
        """Give all that was logged."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """Stop all of it."""
        self.process.terminate()
        try:
            self.process.wait(ENDS_S)
        finally:
            self.process.kill()


class Visitor(threading.Thread):
    """Asks again and again, by a connection of its own each time, and counts how often nobody takes it."""

    def __init__(self, port: int) -> None:
        """Ask at *port* once started, until `is_over`."""
        super().__init__()
        self.asked = self.refused = 0
        self.is_over = threading.Event()
        self._port = port

    def run(self) -> None:
        """Ask."""
        while not self.is_over.wait(0.05):
            self.asked += 1
            connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
            try:
                connection.request("GET", "/live")
                connection.getresponse().read()
            except ConnectionRefusedError:
                self.refused += 1
            except (OSError, HTTPException):
                pass  # the one that stops has not taken it: a browser asks again
            finally:
                connection.close()


@pytest.fixture
def game(tmp_path: Path) -> Iterator[Game]:
    """Run one."""
    with RedisServer(tmp_path / "redis") as redis:
        running = Game(tmp_path, redis)
        try:
            wait_until(lambda: is_well_at(running.port), "the game", running.said, within_s=2 * START_S)
            yield running
        finally:
            running.end()


def test_who_presses_while_all_is_renewed_sees_no_reload_and_loses_no_press(game: Game, join: PlayerFactory) -> None:
    player = join(game.url)
    player.page.evaluate("window.stays = 'here'")
    visitor = Visitor(game.port)
    visitor.start()
    try:
        game.process.send_signal(signal.SIGHUP)
        presses, until = 0, time.monotonic() + RENEWAL_S
        while "all are renewed" not in game.said():
            assert time.monotonic() < until, game.said()
            player.press(2)
            presses += 2
            time.sleep(0.15)
    finally:
        visitor.is_over.set()
        visitor.join()
    player.press(1)
    player.is_credited(presses + 1)
    assert player.page.evaluate("window.stays") == "here"
    assert player.loads == 1
    assert visitor.asked > 0
    assert visitor.refused == 0
    assert "Traceback" not in game.said()
