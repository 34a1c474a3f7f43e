"""`python -m tests.chaos [ROUNDS [PLAYERS [SEED]]]`: rounds of all blows, ten unless told otherwise; prints a table."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.blows import BLOWS
from tests.chaos.harness import run

RIGHT_S = 2.0  # within which boards and presence have to be right

if __name__ == "__main__":
    rounds, players, seed = [*map(int, sys.argv[1:]), *(10, 40, int(time.time()))[len(sys.argv) - 1 :]]
    sys.stdout.write(f"seed {seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(run(Path(folder), blows=rounds * len(BLOWS), players=players, seed=seed))
    sys.stdout.write(f"{figures}\n")
    sys.exit(bool(figures.faults or figures.lost or figures.doubled or figures.right_s > RIGHT_S))
