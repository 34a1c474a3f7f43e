"""An engine in a process of its own: it starts, serves, saves and stops, and says what keeps it from that."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from clickgame.launch import page
from clickgame.settings import variable
from tests.e2e.fleet import Fleet, Role
from tests.e2e.server import python
from tests.launch.buses import WAIT_S


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Run a Redis, an engine and two gateways."""
    with Fleet(tmp_path_factory.mktemp("fleet"), gateways=2) as running:
        yield running


def health_of(role: Role, path: str = "/health") -> tuple[int, dict[str, object]]:
    """Ask a process how it is."""
    connection = HTTPConnection("127.0.0.1", role.health_port, timeout=WAIT_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def wait_until_away(gateway: Role) -> None:
    """Wait until a gateway says that it hears nothing of the engine."""
    deadline = time.monotonic() + WAIT_S
    while health_of(gateway, "/ready")[0] != 503:
        assert time.monotonic() < deadline, gateway.log_text()
        time.sleep(0.05)


def test_each_process_tells_its_role_and_gateways_tell_how_the_engine_is(fleet: Fleet) -> None:
    assert health_of(fleet.engine)[1]["role"] == "engine"
    for gateway in fleet.gateways:
        status, told = health_of(gateway)
        assert (status, told["role"], told["status"], told["online"]) == (200, "gateway", "ok", 0)


def test_an_operator_s_commands_go_to_the_engine(fleet: Fleet) -> None:
    environ = {**os.environ, variable("data_dir"): str(fleet.data)}
    listed = subprocess.run(
        [*python(), "-m", "clickgame", "admin", "reports", "--json"],
        cwd=page.ROOT,
        env=environ,
        capture_output=True,
        check=False,
        timeout=WAIT_S,
    )
    assert (listed.returncode, json.loads(listed.stdout)) == (0, []), listed.stderr


def test_a_folder_has_one_engine(fleet: Fleet) -> None:
    second = Role(fleet.data.parent, "engine", redis_url=fleet.redis.url, data_dir=fleet.data)
    second.start()
    assert second.wait_for_end() == 2
    assert "folder_locked" in second.log_text()


def test_an_engine_stops_when_it_is_told_to_and_gateways_say_that_it_is_away(fleet: Fleet) -> None:
    assert fleet.engine.stop(signal.SIGTERM) == 0
    for gateway in fleet.gateways:
        wait_until_away(gateway)
        assert health_of(gateway, "/live") == (200, {"status": "away", "role": "gateway"})
    fleet.engine.start()
    fleet.engine.wait()
    for gateway in fleet.gateways:
        gateway.wait()


@pytest.mark.parametrize("command", ["engine", "gateway"])
def test_a_process_of_many_needs_a_redis(tmp_path: Path, command: str) -> None:
    role = Role(tmp_path, command, *(["--no-page"] if command == "gateway" else []), data_dir=tmp_path / "data")
    role.start()
    assert role.wait_for_end() == 2
    assert "CLICKGAME_REDIS_URL has to name the Redis by which the game's processes talk" in role.log_text()
    assert "Traceback" not in role.log_text()
