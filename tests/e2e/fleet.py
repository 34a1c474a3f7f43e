"""A game in several processes, by way of a Redis of its own, that tests use as they use one server."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Self

from clickgame.launch import beat, page, sandbox
from clickgame.settings import PREFIX, variable
from persistence import files
from tests.e2e.server import ONE_ADDRESS, START_S, STOP_S, GameServer, free_port, is_well_at, python
from tests.redis_server import RedisServer


class Role:
    """One process of a fleet: `python -m clickgame` with the words of *command*, which can be killed and stopped."""

    def __init__(self, folder: Path, *command: str, **settings: object) -> None:
        """Prepare it, with a port for its health; it logs to *folder*."""
        self.health_port = free_port()
        self.log = folder / f"{'-'.join(command)}-{self.health_port}.log"
        self.prefix: tuple[str, ...] = ()
        """What starts it elsewhere, where its health cannot be asked for."""
        self.module = "clickgame"
        self._command = command
        self._settings = {"metrics_port": self.health_port, **ONE_ADDRESS, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        assert self._process is not None
        return self._process.poll()

    def owns(self, data: Path) -> bool:
        """Tell whether it is the engine of the game in the folder *data*."""
        return self.code is None and beat.holds(self.pid, data / files.LOCK)

    def start(self) -> None:
        """Start it."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environ.update({variable(name): str(value) for name, value in self._settings.items()})
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self.prefix, *python(), "-m", self.module, *self._command],
                cwd=page.ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until it is well."""
        deadline = time.monotonic() + START_S
        while not is_well_at(self.health_port):
            assert self._process is not None
            assert self._process.poll() is None, f"{self._command} ended:\n{self.log_text()}"
            assert time.monotonic() < deadline, f"{self._command} is not well:\n{self.log_text()}"
            time.sleep(0.05)

    def send(self, number: int) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal *number*, wait for the end, and give the exit code."""
        self.send(number)
        return self.wait_for_end()

    def wait_for_end(self) -> int:
        """Wait until it has ended, and give the exit code."""
        assert self._process is not None
        return self._process.wait(timeout=STOP_S)

    def end(self) -> None:
        """End it for good, whatever it is at."""
        if self._process is not None and self._process.poll() is None:
            self.send(signal.SIGCONT)
            try:
                self.stop()
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def log_text(self) -> str:
        """Give all that it has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


class Fleet(GameServer):
    """Redis, an engine and some gateways, which share a port as those on one host do, or are *apart*.

    One that *is_stood_by* has two `owners`, either of which stands by for the other. One that *is_far* talks to Redis
    by TCP, as between hosts.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        gateways: int = 1,
        is_apart: bool = False,
        is_stood_by: bool = False,
        is_far: bool = False,
        with_page: bool = False,
        **settings: Any,
    ) -> None:
        """Prepare; nothing runs before `start`. With *is_apart* each gateway has a port of its own, in `ports`."""
        super().__init__(folder, port=port, with_page=with_page, **settings)
        self.redis = RedisServer(folder / "redis", has_port=is_far)
        common = {"redis_url": self.redis.url, "data_dir": self.data, **settings}
        self.owners = [Role(folder, "standby" if is_stood_by else "engine", **common) for _ in range(1 + is_stood_by)]
        self.engine = self.owners[0]
        self.ports = [self.port, *(free_port() if is_apart else self.port for _ in range(gateways - 1))]
        command = ["gateway"] if with_page else ["gateway", "--no-page"]
        self.gateways = [Role(folder, *command, port=port, **common) for port in self.ports]

    def start(self) -> Self:
        """Start all, and wait until each is well."""
        if self._with_page:
            page.build(page.ROOT, os.environ)
            if not sandbox.is_built(page.ROOT):
                sandbox.build(page.ROOT)
        self.redis.start()
        for role in (*self.owners, *self.gateways):
            role.start()
        for role in (*self.owners, *self.gateways):
            role.wait()
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop all; give the exit code of the engine."""
        for gateway in self.gateways:
            gateway.end()
        owner = self.owner()
        for role in self.owners:
            if role is not owner:
                role.end()
        code = owner.stop(number)
        self.redis.kill()
        return code

    def owner(self) -> Role:
        """Wait until one of the owners is the engine, and give it."""
        deadline = time.monotonic() + START_S
        while True:
            for role in self.owners:
                if role.owns(self.data):
                    return role
            assert time.monotonic() < deadline, "there is no engine"
            time.sleep(0.02)

    def log_text(self) -> str:
        """Give all that the gateways have written so far."""
        return "".join(gateway.log_text() for gateway in self.gateways)

    def __enter__(self) -> Self:
        """Start; if that fails, nothing stays."""
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        """End whatever still runs."""
        for role in (*self.gateways, *self.owners):
            role.end()
        self.redis.kill()
