"""`STAND_IN=NAME python -m tests.launch.standin ROLE FOLDER`: a small program in place of an engine or a gateway.

It writes down what happens to it in FOLDER/events, is ready unless FOLDER/hold is there (`hold owner` for
one that has taken over), and owns FOLDER by a lock."""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from clickgame.launch.orphans import leave_with_supervisor


def main() -> int:
    """Be what the command line says until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("role", choices=("engine", "standby", "gateway"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--code", type=int, help="end at once, with this exit code")
    parser.add_argument("--stubborn", action="store_true", help="do not stop when told to")
    parser.add_argument("--say", default="", help="words to print")
    parser.add_argument("--grandchild", action="store_true", help="leave a process behind that holds the output open")
    chosen = parser.parse_args()
    stand_in = StandIn(chosen.role, os.environ["STAND_IN"], chosen.folder)
    signal.signal(signal.SIGTERM, signal.SIG_IGN if chosen.stubborn else stand_in.leave)
    leave_with_supervisor(leave_s=1.0)
    stand_in.note(f"began as {chosen.role} {os.getpid()}")
    sys.stdout.write(chosen.say)
    sys.stdout.flush()
    if chosen.grandchild:
        subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(30)  # {chosen.folder}"])
    return stand_in.work() if chosen.code is None else chosen.code


@dataclass
class StandIn:
    """What it is, and where."""

    role: str
    name: str
    folder: Path

    def note(self, what: str) -> None:
        """Write down *what* happened to it."""
        with (self.folder / "events").open("a", encoding="utf-8") as events:
            events.write(f"{self.name} {what}\n")

    def leave(self, *_: object) -> None:
        """End as it should."""
        self._ready.unlink(missing_ok=True)
        self.note("left")
        os._exit(0)

    def work(self) -> int:
        """Own the folder, wait for that, or do neither; ends only where it cannot own it."""
        with (self.folder / "lock").open("w") as lock:
            if self.role == "engine" and not self._own(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
                return 2
            self._get_ready("hold")
            if self.role == "standby":
                self._own(lock, fcntl.LOCK_EX)
                self._ready.unlink()
                self._get_ready("hold owner")
            while True:
                time.sleep(1)

    @property
    def _ready(self) -> Path:
        return self.folder / f"{self.name}.ready"

    def _get_ready(self, unless: str) -> None:
        while (self.folder / unless).exists():
            time.sleep(0.01)
        self._ready.write_text(str(os.getpid()), encoding="utf-8")

    def _own(self, lock: TextIO, how: int) -> bool:
        try:
            fcntl.flock(lock, how)
        except OSError:
            return False
        self.note("owns")
        return True


if __name__ == "__main__":
    sys.exit(main())
