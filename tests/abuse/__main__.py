"""`python -m tests.abuse`: honest pages alone, then beside abusive sockets, in one run; --help lists the options."""

import argparse
import asyncio
import resource
import sys
import tempfile
from pathlib import Path

from tests.abuse.measure import Figures, measure

TIMES_MOST = 2.0
"""How many times as long an honest press may take beside the abuse: nineteen of twenty."""


def main(argv: list[str]) -> int:
    """Measure, and tell by the exit code whether honest players noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.abuse", description="Measure what abuse costs the others.")
    parser.add_argument("--honest", type=int, default=500, help="honest pages, at 2 presses a second (%(default)s)")
    parser.add_argument("--abusive", type=int, default=1_000, help="abusive sockets (%(default)s)")
    parser.add_argument("--seconds", type=float, default=20.0, help="length of each measurement (%(default)s)")
    chosen = parser.parse_args(argv)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        figures: Figures = asyncio.run(
            measure(Path(folder), honest=chosen.honest, abusive=chosen.abusive, seconds=chosen.seconds)
        )
    sys.stdout.write(figures.text())
    return 0 if figures.beside.lost == 0 and figures.times < TIMES_MOST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
