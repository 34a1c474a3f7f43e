"""The servers under load, each pinned to one core, and what /proc says of them."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.e2e.server import START_S, GameServer, free_port

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def pinned(cores: Collection[int]) -> Iterator[None]:
    """Run on *cores* for a while: a process started meanwhile stays there, threads and all."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cpu_s(pid: int) -> float:
    """Give the processor time of *pid* so far (s), all its threads and the kernel's work for it included."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS_PER_S


def resident_bytes(pid: int) -> int:
    """Give the resident memory of *pid*."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * PAGE_BYTES


def kept_waiting_s(pid: int) -> float:
    """Give how long the main thread of *pid* could have run and did not get its core (s); 0 where nobody counts it."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="utf-8").split()[1]) / 1e9
    except OSError:
        return 0.0


@dataclass(slots=True)
class Share:
    """What *pid* got of its core between two readings."""

    pid: int
    at: float = 0.0
    cpu_s: float = 0.0
    waited_s: float = 0.0

    def begin(self) -> Self:
        """Read for the first time."""
        self.at, self.cpu_s, self.waited_s = time.monotonic(), cpu_s(self.pid), kept_waiting_s(self.pid)
        return self

    def end(self) -> tuple[float, float]:
        """Read again; give the share of the core that it took, and that it wanted and did not get."""
        seconds = time.monotonic() - self.at
        return (cpu_s(self.pid) - self.cpu_s) / seconds, (kept_waiting_s(self.pid) - self.waited_s) / seconds


class GameTarget(GameServer):
    """The game itself, on *cores*."""

    dialect = "game"

    def __init__(self, folder: Path, cores: Collection[int], **settings: object) -> None:
        """Prepare a game in *folder* with *settings* by name."""
        super().__init__(folder, with_page=False, **{"log_level": "warning", **settings})
        self._cores = cores

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> Self:
        """Start on its cores."""
        with pinned(self._cores):
            return super().start()


class ArenasTarget(GameTarget):
    """The game, whose players are in five arenas."""

    dialect = "arenas"


class PlainTarget:
    """The plain server, on *cores*."""

    dialect = "plain"

    def __init__(self, folder: Path, cores: Collection[int], **_settings: object) -> None:
        """Prepare it; of *folder* it needs nothing but a place for its log."""
        self.port = free_port()
        self._log = folder / "plain.log"
        self._cores = cores
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        """Start, and wait until it listens."""
        root = Path(__file__).parents[2]
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with pinned(self._cores), self._log.open("ab") as log:
            command = [sys.executable, "-m", "tests.load.plain", str(self.port)]
            self._process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log)
        deadline = time.monotonic() + START_S
        while not is_open(self.port):
            assert time.monotonic() < deadline, self._log.read_text(encoding="utf-8")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def is_open(port: int) -> bool:
    """Tell whether somebody listens at *port*."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
