"""`python -m tests.load`: measure what one core carries, into docs/PERFORMANCE.md; --help lists the options."""

import argparse
import resource
import sys
import time

from tests.load import report
from tests.load.crew import Cores
from tests.load.samples import Figures, median
from tests.load.scenarios import SCENARIOS
from tests.load.stage import Scale


def say(text: str) -> None:
    """Tell whoever waits."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()


def options(argv: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description="Measure what one core carries.")
    parser.add_argument("--only", default=",".join(SCENARIOS), help="scenarios, with commas: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts (%(default)s)")
    parser.add_argument("--size", type=float, default=1.0, help="share of the sockets and rates (%(default)s)")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of a measurement (%(default)s)")
    parser.add_argument("--warm", type=float, default=1.0, help="seconds before it (%(default)s)")
    parser.add_argument("--socket", choices=("native", "stock"), default="native", help="the game's (%(default)s)")
    parser.add_argument("--dry", action="store_true", help="only print; the file stays as it is")
    chosen = parser.parse_args(argv)
    unknown = set(chosen.only.split(",")) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    return chosen


def main(argv: list[str]) -> int:
    """Play what *argv* asks for; the exit code tells whether there were errors."""
    chosen = options(argv)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    scale = Scale(
        size=chosen.size,
        warm_s=chosen.warm,
        measure_s=chosen.seconds,
        socket=chosen.socket,
        cores=Cores.share_out(),
        say=say,
    )
    errors = 0.0
    for name in chosen.only.split(","):
        scenario = SCENARIOS[name]
        runs: list[dict[str, Figures]] = []
        for number in range(chosen.runs):
            say(f"{scenario.title}, run {number + 1} of {chosen.runs}")
            runs.append(scenario.play(scale))
        rows = medians(runs)
        errors += sum(row.errors + row.unanswered for title, row in rows.items() if not title.startswith("plain"))
        text = report.section(name, rows, command=" ".join(["python -m tests.load", *argv]), runs=chosen.runs)
        say(f"{scenario.title}\n\n{text}\n")
        if not chosen.dry and chosen.size == 1.0 and not report.write(name, text):
            say(f"{report.FILE} has no place for {name}")
    return 1 if errors else 0


def medians(runs: list[dict[str, Figures]]) -> dict[str, Figures]:
    """Take each row's medians over those *runs* that have it: the plain server's first, slower ones before faster."""
    titles = dict.fromkeys(title for run in runs for title in run)
    rows = {title: median([run[title] for run in runs if title in run]) for title in titles}
    return dict(sorted(rows.items(), key=lambda row: (not row[0].startswith("plain"), "most" in row[0], row[1].wanted)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
