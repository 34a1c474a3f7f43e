"""`python -m tests.fuzz`: every target under atheris, one after the other; --help lists the options."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import TARGETS

EXTRA_S = 60.0  # to start, and to end


def fuzz(name: str, *, seconds: float, folder: Path) -> tuple[bool, str]:
    """Fuzz the target *name* for *seconds*; tell whether nothing was found, and what atheris printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.child", name, str(max(1, round(seconds))), str(folder / name)],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds + EXTRA_S,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def main(argv: list[str]) -> int:
    """Fuzz, and tell by the exit code whether anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Look for bytes that break a promise.")
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help="those to fuzz (all)")
    parser.add_argument("--seconds", type=float, default=300.0, help="for each (%(default)s: an hour for all)")
    parser.add_argument("--folder", type=Path, help="where what is found is kept (a new one, whose name is printed)")
    chosen = parser.parse_args(argv)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
    sys.stdout.write(f"what is found is kept in {folder}\n")
    is_well = True
    for name in chosen.targets:
        is_whole, printed = fuzz(name, seconds=chosen.seconds, folder=folder)
        runs = [line.split()[-1] for line in printed.splitlines() if line.startswith("stat::number_of_executed_units")]
        sys.stdout.write(f"{name:16} {runs[0] if runs else '?':>12} inputs {'ok' if is_whole else 'FOUND SOMETHING'}\n")
        sys.stdout.flush()
        if not is_whole:
            sys.stdout.write(printed[-4_000:])
            is_well = False
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
