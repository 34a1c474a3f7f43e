"""How far whoever stands by is behind is told on its port: next to nothing, on the owner's host and on another one."""

import math
import re
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from clickgame.core.players import Player
from clickgame.core.state import PLAYER, Change
from clickgame.launch.lag import Lag
from clickgame.launch.standby import SLICE, Standby
from clickgame.settings import Settings
from persistence.store import Store
from tests.e2e.fleet import Role
from tests.e2e.player import wait_until
from tests.fakes import FakeClock
from tests.redis_server import RedisServer


def lag_of(role: Role) -> float | None:
    """Ask whoever stands by for its lag (s); None where it tells of none, infinite where nobody answers."""
    connection = HTTPConnection("127.0.0.1", role.health_port, timeout=30)
    try:
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
    except ConnectionError:  # an engine that begins changes what answers there
        return math.inf
    finally:
        connection.close()
    told = re.search(r'^clickgame_standby_lag_seconds{role="standby"} (\S+)', text, re.MULTILINE)
    return float(told[1]) if told else None


def test_a_lag_lasts_from_when_all_was_there(tmp_path: Path) -> None:
    clock = FakeClock(0.0)
    lag = Lag(clock=clock)
    held = Store.open(tmp_path)
    held.load()
    standby = Standby(Settings(data_dir=tmp_path), now=time.time, clock=clock, lag=lag)
    clock.move(7.0)
    assert lag.s == 7.0
    standby.look()
    assert lag.s == 0.0
    players = [Player(f"{at}", f"key {at}", f"Fox {at}", 1.0) for at in range(SLICE + 1)]
    held.append([Change(PLAYER, player) for player in players], at=1.0)
    clock.move(3.0)
    standby.look()
    assert lag.s == 3.0, "there is more"
    while standby.is_behind:
        standby.look()
    assert lag.s == 0.0
    held.close()


@pytest.mark.parametrize("is_far", [False, True], ids=["of one host", "of two hosts"])
def test_whoever_stands_by_tells_its_lag(tmp_path: Path, *, is_far: bool) -> None:
    redis = RedisServer(tmp_path / "redis", has_port=is_far)
    folders = [tmp_path / "here" / "data", tmp_path / ("there" if is_far else "here") / "data"]
    shared: dict[str, Any] = {"redis_url": redis.url, **({"replicate": "yes"} if is_far else {})}
    roles = [
        Role(tmp_path, command, data_dir=folder, **shared)
        for command, folder in zip(("engine", "standby"), folders, strict=True)
    ]
    try:
        redis.start()
        for role in roles:
            role.start()
            role.wait()
        wait_until(lambda: lag_of(roles[0]) is None, "the engine to own the game, so that it has no lag")
        wait_until(lambda: (lag := lag_of(roles[1])) is not None and lag < 1.0, "the standby to be in step")
        if is_far:
            redis.pause()
            wait_until(lambda: 1.5 < (lag_of(roles[1]) or 0.0) < math.inf, "the lag to grow")
            redis.resume()
    finally:
        for role in roles:
            role.end()
        redis.kill()
