"""A real Redis in a process of its own, for tests: it can be killed, stopped and started again in the same place."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote

import pytest

from tests.e2e.server import free_port

START_S = 10.0


class RedisServer:
    """`redis-server` on a Unix socket in *folder*, or on a free port if it *has_port*; it keeps nothing on disk."""

    def __init__(self, folder: Path, *, password: str = "", has_port: bool = False) -> None:
        """Prepare it. Where there is none, this skips the test; in CI, the test fails."""
        self._program = shutil.which("redis-server")
        if self._program is None:
            if os.environ.get("CI"):
                pytest.fail("CI needs redis-server: Debian's package of that name has it")
            pytest.skip("there is no redis-server here: Debian's package of that name has it")
        self._folder = folder
        self._port = free_port() if has_port else 0
        self._socket = folder / "redis.sock"
        self._password = password
        self._process: subprocess.Popen[bytes] | None = None
        self.prefix: tuple[str, ...] = ()
        self.where = ["--port", str(self._port)]
        self.where += ["--bind", "127.0.0.1"] if has_port else ["--unixsocket", str(self._socket)]
        login = f":{quote(password, safe='')}@" if password else ""
        self.url = f"redis://{login}127.0.0.1:{self._port}" if has_port else f"unix://{login}{self._socket}"

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> Self:
        """Start it and wait until it answers."""
        assert self._program is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        login = ["--requirepass", self._password] if self._password else []
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self.prefix, self._program, *self.where, *login, "--save", "", "--appendonly", "no"],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_S
        while not self._answers():
            said = (self._folder / "redis.log").read_text(encoding="utf-8", errors="replace")
            assert self._process.poll() is None, f"Redis ended:\n{said}"
            assert time.monotonic() < deadline, f"Redis does not start:\n{said}"
            time.sleep(0.01)
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Stop it where it is: it goes on to be connected to, and answers nothing."""
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._send(signal.SIGCONT)

    def __enter__(self) -> Self:
        """Start it."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """End it, whatever happened to it."""
        self.kill()

    def _send(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def _answers(self) -> bool:
        """Ask it for anything: that it wants a password is an answer, too."""
        where = ("127.0.0.1", self._port) if self._port else str(self._socket)
        with socket.socket(socket.AF_INET if self._port else socket.AF_UNIX) as asking:
            try:
                asking.connect(where)
                asking.sendall(b"PING\r\n")
                return bool(asking.recv(100))
            except OSError:
                return False
