"""A supervisor in a process of its own, with stand-ins to look after; run as a module, it is that process."""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from clickgame.launch import page
from clickgame.launch.children import Program
from clickgame.launch.supervisor import supervise
from tests.e2e.server import python

WAIT_S = 20.0


@dataclass
class Supervised:
    """`supervise` over an engine, a standby and two gateways; *options* are for the stand-in of that name."""

    folder: Path
    options: dict[str, list[str]]
    stop_s: float = 10.0
    ready_s: float = 20.0

    def __enter__(self) -> Self:
        """Start it."""
        self.output = self.folder / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*python(), "-m", "tests.launch.supervised", json.dumps(self._plan())],
                cwd=page.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        return self

    def __exit__(self, *_: object) -> None:
        """End it and its programs, whatever happened."""
        self.process.kill()
        self.process.wait()
        for pid in {pid for name in ("engine", "standby", "gateway 1", "gateway 2") for pid in self.pids(name)}:
            self.until(lambda pid=pid: not is_alive(pid), f"{pid} is gone")

    def _plan(self) -> dict[str, Any]:
        roles = {"engine": "engine", "standby": "standby", "gateway 1": "gateway", "gateway 2": "gateway"}
        stand_in = [sys.executable, "-m", "tests.launch.standin"]
        programs = [
            {
                "name": name,
                "argv": [*stand_in, role, str(self.folder), *self.options.get(name, [])],
                "again_argv": [*stand_in, "standby", str(self.folder)] if role == "engine" else [],
                "is_owner": role != "gateway",
                "ready": str(self.folder / f"{name}.ready"),
            }
            for name, role in roles.items()
        ]
        return {"programs": programs, "stop_s": self.stop_s, "ready_s": self.ready_s}

    @property
    def events(self) -> list[str]:
        """Give what the stand-ins have written down, without process ids."""
        return [event.rstrip("0123456789 ") if " began " in event else event for event in self._events()]

    def pids(self, name: str) -> list[int]:
        """Give the processes that *name* has been, the newest last."""
        return [int(event.split()[-1]) for event in self._events() if event.startswith(f"{name} began ")]

    def said(self) -> str:
        """Give all that came out."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait for *what*."""
        deadline = time.monotonic() + WAIT_S
        while not is_so():
            assert time.monotonic() < deadline, f"it never came about that {what}: {self._events()}\n{self.said()}"
            time.sleep(0.01)

    def until_started(self) -> Self:
        """Wait until all are ready."""
        names = ("engine", "standby", "gateway 1", "gateway 2")
        self.until(lambda: all((self.folder / f"{name}.ready").exists() for name in names), "all are ready")
        return self

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def end(self) -> int:
        """Wait until it ends, and give its exit code."""
        return self.process.wait(WAIT_S)

    def _events(self) -> list[str]:
        path = self.folder / "events"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def is_alive(pid: int) -> bool:
    """Tell whether there is a process *pid* that has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def kill(pid: int) -> None:
    """End a process as a fault would."""
    os.kill(pid, signal.SIGKILL)


def processes_with(folder: Path, words: str) -> list[int]:
    """Give the processes whose command line has the *folder* and the *words*."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(folder) in line and words in line and is_alive(int(path.parent.name)):
                found.append(int(path.parent.name))
    return found


def _program(told: dict[str, Any]) -> Program:
    ready = Path(told.pop("ready"))

    def is_written() -> bool:
        return ready.exists() and is_alive(int(ready.read_text(encoding="utf-8") or 0))

    async def is_ready() -> bool:
        return is_written()

    return Program(is_ready=is_ready, environ={"STAND_IN": told["name"]}, **told)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    plan = json.loads(sys.argv[1])
    os.environ["PYTHONUNBUFFERED"] = "1"
    sys.exit(supervise([_program(told) for told in plan["programs"]], stop_s=plan["stop_s"], ready_s=plan["ready_s"]))
