"""What is measured of a process, whatever its role: its time, its memory, and how late its loop is."""

import asyncio
import os
import resource
from pathlib import Path
from time import monotonic, process_time

from clickgame.contract.measures import COUNTER, GAUGE, TIMES, Measure, Times

PROBE_S = 0.23
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_STATM, _OPEN_FILES = Path("/proc/self/statm"), Path("/proc/self/fd")


class Process:
    """This process since it began."""

    def __init__(self) -> None:
        """Begin."""
        self.began = monotonic()
        self.lags = Times()

    async def run(self) -> None:
        """Take how much later than asked the loop calls back, until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            due = clock() + PROBE_S
            await asyncio.sleep(PROBE_S)
            self.lags.add(max(0.0, clock() - due))

    def up_s(self) -> float:
        """Give how long (s) it has run."""
        return monotonic() - self.began


def memory_bytes(statm: Path = _STATM) -> int:
    """Give the resident memory (bytes); where the system does not tell it, the most that there ever was."""
    try:
        return int(statm.read_text(encoding="ascii").split()[1]) * _PAGE_BYTES
    except (OSError, ValueError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def open_files(folder: Path = _OPEN_FILES) -> int:
    """Count the open files, sockets among them; 0 where the system does not tell."""
    try:
        return len(os.listdir(folder))  # noqa: PTH208  # thousands of paths would be made to be counted
    except OSError:
        return 0


PROCESS = (
    Measure[Process]("up_seconds", GAUGE, "Time since the process began.", Process.up_s),
    Measure[Process]("cpu_seconds_total", COUNTER, "Time of processors that it took.", lambda _: process_time()),
    Measure[Process]("memory_bytes", GAUGE, "Memory that it has.", lambda _: memory_bytes()),
    Measure[Process]("open_files", GAUGE, "Files and sockets that it has open.", lambda _: open_files()),
    Measure[Process](
        "loop_lag_seconds", TIMES, "How much later than asked the loop calls back.", lambda process: process.lags
    ),
)
