"""`python -m tests.crash [KILLS [SEED]]`: the long run, a hundred kills unless told otherwise."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.harness import run

if __name__ == "__main__":
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    sys.stdout.write(f"seed {seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(run(Path(folder), kills=kills, players=40, seed=seed))
    sys.stdout.write(f"{figures}\n")
