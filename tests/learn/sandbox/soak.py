"""`python -m tests.learn.sandbox.soak`: many programs in a row, good and bad ones, and what is left of them.

The server's memory and open files, and those of its worker, are counted after the first runs and at the end."""

import argparse
import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from clickgame.contract.errors import GameError
from tests.learn.sandbox.attacks import FORGING
from tests.learn.sandbox.room import descriptors, processes, real, sandbox

SETTLING = 10  # Runs until what is made once is there.
PROGRAMS = (
    "print(sum(range(1000)))",
    "import asyncio\nasync def main():\n    await asyncio.sleep(60)\nasyncio.run(main())",
    "def f(): f()\nf()",
    "x = bytearray(60 * 2**20)",
    "import os; os._exit(1)",
    "print('x' * 300_000)",
    *FORGING.values(),
)


@dataclass(frozen=True, slots=True)
class Left:
    """What there is of this process and its worker; KiB of memory that is nobody else's."""

    server_kib: int
    worker_kib: int
    files: int
    worker_files: int
    processes: int


def left() -> Left:
    """Look at what there is."""
    workers = processes()
    return Left(
        server_kib=_private_kib("self"),
        worker_kib=sum(_private_kib(str(pid)) for pid in workers),
        files=descriptors(),
        worker_files=sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in workers),
        processes=len(workers),
    )


async def soak(runs: int) -> tuple[Left, Left]:
    """Run *runs* programs; give what there was after the first ones, and at the end."""
    async with sandbox(harness=real, cpu_s=1.0) as opened:
        first = None
        for number in range(runs):
            if number == SETTLING:
                first = left()
            try:
                await opened.run(f"player {number}", {"code": PROGRAMS[number % len(PROGRAMS)], "seed": number})
            except GameError as refusal:
                sys.stdout.write(f"run {number}: {refusal}\n")
        return first or left(), left()


def _private_kib(pid: str) -> int:
    lines = Path("/proc", pid, "smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def main(argv: list[str]) -> int:
    """Soak, print, and tell by the exit code whether anything was left."""
    parser = argparse.ArgumentParser(prog="python -m tests.learn.sandbox.soak", description="Run many programs.")
    parser.add_argument("runs", nargs="?", type=int, default=1_000, help="how many (%(default)s)")
    first, last = asyncio.run(soak(parser.parse_args(argv).runs))
    sys.stdout.write(f"after {SETTLING}: {first}\nat the end: {last}\nprocesses after closing: {len(processes())}\n")
    is_same = (first.files, first.worker_files, first.processes) == (last.files, last.worker_files, last.processes)
    return 0 if is_same and not processes() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
