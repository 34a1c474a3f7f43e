"""A real game server in a process of its own, on a free port, with a data folder and settings of the test's."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self

import coverage

from clickgame.launch import page
from clickgame.settings import PREFIX, variable

START_S = 90.0
ONE_ADDRESS: dict[str, object] = {
    "connections_each": 100_000,
    "connects_per_s": 10_000,
    "newcomers_per_h": 1_000_000,
    "offences_per_min": 1_000_000,
    "files_burst": 10_000_000,
}
"""Settings for tests, all of whose players come from one address."""
STOP_S = 20.0


class GameServer:
    """`python -m clickgame` with *settings* by name; it can be stopped, killed and started again on the same port."""

    def __init__(
        self, folder: Path, *, port: int = 0, with_page: bool = True, descriptors: int = 0, **settings: object
    ) -> None:
        """Prepare a server whose files live in *folder*; nothing runs before `start`.

        It may have so many *descriptors* open, as many as the system lets it for 0.
        """
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.data = folder / "data"
        self._with_page = with_page
        self._shell = ["sh", "-c", f'ulimit -n {descriptors}; exec "$@"', "sh"] if descriptors else []
        self._settings = {"port": self.port, "data_dir": self.data, **ONE_ADDRESS, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start and wait until it is well. Raises AssertionError with its log if it doesn't get there."""
        if self._with_page:
            page.build(page.ROOT, os.environ)
        environ = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environ.update({variable(name): str(value) for name, value in self._settings.items()})
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._shell, *self._python(), "-m", "clickgame", "run", *([] if self._with_page else ["--no-page"])],
                cwd=page.ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_S
        while not self.is_well():
            assert self._process.poll() is None, f"The server ended:\n{self.log_text()}"
            assert time.monotonic() < deadline, f"The server is not well:\n{self.log_text()}"
            time.sleep(0.05)
        return self

    def _python(self) -> list[str]:
        """Measure no coverage beside a browser: it would take both of them twice as long."""
        return [sys.executable] if self._with_page else python()

    def is_well(self) -> bool:
        """Ask its health route."""
        return is_well_at(self.port)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal *number*, wait for the end, and give the exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(timeout=STOP_S)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.stop(signal.SIGKILL)

    def log_text(self) -> str:
        """Give all that it has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop it if it still runs, whatever happened."""
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.stop()
            self._process.kill()
            self._process.wait()


def is_well_at(port: int) -> bool:
    """Ask the health route of what listens on *port*."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    """Find a port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def python() -> list[str]:
    """Give the interpreter to run the game with; where the tests' coverage is measured, the game's is too."""
    if coverage.Coverage.current() is None:
        return [sys.executable]
    return [sys.executable, "-m", "coverage", "run", "--parallel-mode", f"--data-file={page.ROOT / '.coverage.server'}"]
