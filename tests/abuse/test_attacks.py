"""One attack after the other on a server on which somebody plays: each is refused, changes nothing, leaves nothing."""

import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from tests.abuse.attacks import ATTACKS
from tests.e2e.server import GameServer
from tests.gateway.client import IDENTITY, PLAY, Client
from tests.load.target import resident_bytes

LIMITS: dict[str, Any] = {
    "connections_each": 60,
    "connects_per_s": 20,
    "newcomers_per_h": 40,
    "offences_per_min": 30,
    "request_s": 1.0,
    "arrive_s": 1.0,
}
MEMORY_MOST_BYTES = 60e6
LOG_MOST_BYTES = 200_000
PRESS_EACH_S, PRESSES_LEAST = 0.05, 10
HONEST_MOST_S = 0.25  # half of the answers; tests share their machine
PATIENCE_S = 5.0


class Honest:
    """Somebody who plays in a thread, from `__enter__` to `__exit__`."""

    def __init__(self, client: Client) -> None:
        """Play on *client*."""
        self.presses, self.delays = 0, list[float]()
        self._client = client
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._play)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._is_over.set()
        self._thread.join()

    def _play(self) -> None:
        while self.presses < PRESSES_LEAST or not self._is_over.wait(PRESS_EACH_S):
            began = time.monotonic()
            self._client.press(self.presses + 1)
            self.presses += 1
            self.delays.append(time.monotonic() - began)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game with the limits that an address has."""
    with GameServer(tmp_path_factory.mktemp("attacked"), with_page=False, socket="native", **LIMITS) as server:
        yield server


def descriptors(pid: int) -> int:
    """Count what *pid* has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attack_is_refused_and_leaves_nothing(attacked: GameServer, attack: Callable[[int], None]) -> None:
    process = attacked._process
    assert isinstance(process, subprocess.Popen)
    with Client(attacked.port) as client:
        handle, log = client.var(IDENTITY, "handle"), len(attacked.log_text())
        memory, files = resident_bytes(process.pid), descriptors(process.pid)
        with Honest(client) as honest:
            attack(attacked.port)
        assert len(honest.delays) == honest.presses
        assert statistics.median(honest.delays) < HONEST_MOST_S
        assert resident_bytes(process.pid) - memory < MEMORY_MOST_BYTES
        assert len(attacked.log_text()) - log < LOG_MOST_BYTES
        deadline = time.monotonic() + PATIENCE_S
        while descriptors(process.pid) > files and time.monotonic() < deadline:
            time.sleep(0.05)
        assert descriptors(process.pid) <= files
    with Client(attacked.port, token=client.token) as again:
        assert (again.var(PLAY, "score"), again.var(IDENTITY, "handle")) == (honest.presses, handle)
    assert "Traceback" not in attacked.log_text()
