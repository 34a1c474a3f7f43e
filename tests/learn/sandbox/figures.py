"""`python -m tests.learn.sandbox.figures`: how long a program takes from the call to the answer, at some rate."""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

from clickgame.contract.errors import GameError
from clickgame.launch.page import ROOT
from clickgame.learn.sandbox import module
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.sandbox import Sandbox
from tests.learn.sandbox.room import processes, real

PROGRAM = """import asyncio

async def main():
    lock = asyncio.Lock()
    async with lock:
        await asyncio.sleep(1)
    print(sorted(range(1000), key=lambda n: -n)[:3])

asyncio.run(main())
"""


async def measure(runs: int, per_s: float) -> None:
    """Run one program *runs* times, *per_s* times a second, and print how long each took."""
    module.build(ROOT)
    opened = Sandbox(Limits(), ROOT, harness=real)
    began = time.perf_counter()
    await opened.run("first", {"code": PROGRAM})
    sys.stdout.write(f"the first, which starts the worker: {1_000 * (time.perf_counter() - began):.0f} ms\n")
    took: list[float] = []
    refused: list[str] = []

    async def one(number: int) -> None:
        began = time.perf_counter()
        try:
            await opened.run(f"player {number}", {"code": PROGRAM, "seed": number})
        except GameError as refusal:
            refused.append(refusal.code)
        took.append(1_000 * (time.perf_counter() - began))

    used_s = _processor_s()
    async with asyncio.TaskGroup() as group:
        for number in range(runs):
            group.create_task(one(number))
            await asyncio.sleep(1 / per_s)
    used_s = _processor_s() - used_s
    cuts = statistics.quantiles(took, n=100)
    sys.stdout.write(
        f"{runs} runs, {per_s:g} a second: P50 {cuts[49]:.0f} ms, P95 {cuts[94]:.0f} ms, P99 {cuts[98]:.0f} ms, "
        f"longest {max(took):.0f} ms; {1_000 * used_s / runs:.0f} ms of the processor each; {len(refused)} refused\n"
    )
    await opened.close()


def _processor_s() -> float:
    """Give what the workers and the programs that have ended have used."""
    fields = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split() for pid in processes()]
    return sum(sum(map(int, each[11:15])) for each in fields) / 100


def main(argv: list[str]) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.learn.sandbox.figures", description="Time programs.")
    parser.add_argument("--runs", type=int, default=100, help="how many (%(default)s)")
    parser.add_argument("--per-s", type=float, default=2.0, help="how many in a second (%(default)s)")
    arguments = parser.parse_args(argv)
    asyncio.run(measure(arguments.runs, arguments.per_s))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
