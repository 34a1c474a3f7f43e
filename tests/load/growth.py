"""Growth: `python -m tests.load.growth` measures what a press and a board cost gateways, Redis, engine and standby.

By numbers of gateways, and by rates: a fleet of processes, each gateway with sockets of its own, first rests, then has
only boards to send, then hears presses. What each process takes is read from /proc as processor time, so that it holds
where processes outnumber cores; rates are such that the machine is not full. The tables go into docs/SCALING.md.
"""

import argparse
import os
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.e2e.fleet import Fleet
from tests.load import report
from tests.load.crew import Cores, Crew
from tests.load.goals import plain
from tests.load.growth_costs import COSTS, MEASURED, ROLES, Seen, costs, growth, press_more, table
from tests.load.samples import MS_PER_S, Figures, Sample, board_delays, figures, median, percentile
from tests.load.stage import GENERATOR_MOST, STEP_PRESSES

FILE = report.FILE.with_name("SCALING.md")
PERSON_MOST_HZ = 10.0  # presses a second of each who presses: as trained fingers do
SOCKET_MOST_HZ = 20.0  # of anybody, whatever the rate: below what the throttle would take for hammering
NS_PER_S = 1e9


class Case(NamedTuple):
    """So many *gateways*, each with that *rate* of presses (1/s) and so many *sockets*, which all watch."""

    gateways: int
    rate: float
    sockets: int

    @property
    def title(self) -> str:
        """What its row is called."""
        return f"{self.gateways} at {self.rate:,.0f}/s"


class Scale(NamedTuple):
    """How long, in seconds: before a measurement, and the measurement; and how many *generators* press at a gateway.

    One presses every 2 ms, all that is due by then: with more of them, presses come less together.
    """

    warm_s: float
    measure_s: float
    generators: int = 1


def say(text: str) -> None:
    """Tell whoever waits."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()


def cpu_s(pid: int) -> float:
    """Give the processor time of *pid* so far (s), all its threads included, as the scheduler counts it."""
    told = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            told += int((thread / "schedstat").read_text(encoding="utf-8").split()[0])
        except FileNotFoundError:  # it has ended: it was short
            continue
    return told / NS_PER_S


class Meter:
    """Reads what the processes of *fleet* take, and how many messages Redis has carried."""

    def __init__(self, fleet: Fleet) -> None:
        """Begin with nothing read."""
        owner = fleet.owner()
        self._pids = {
            "gateways": [gateway.pid for gateway in fleet.gateways],
            "redis": [fleet.redis.pid],
            "engine": [owner.pid],
            "standby": [role.pid for role in fleet.owners if role is not owner],
        }
        self._port = int(fleet.redis.url.rpartition(":")[2])
        self._before = self._read()

    def begin(self) -> None:
        """Measure from now on."""
        self._before = self._read()

    def cores(self) -> dict[str, float]:
        """Give the shares of a core by role, and the messages a second, since the measurement began."""
        before, after = self._before, self._read()
        seconds = after["at"] - before["at"]
        return {name: (after[name] - before[name]) / seconds for name in after if name != "at"}

    def _read(self) -> dict[str, float]:
        read = {role: sum(map(cpu_s, pids)) for role, pids in self._pids.items()}
        return read | {"messages": published(self._port), "at": time.monotonic()}


def published(port: int) -> float:
    """Ask the Redis at *port* how many messages have been published."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as asking:
        asking.sendall(b"INFO commandstats\r\nQUIT\r\n")
        told = asking.makefile().read()
    _, found, rest = told.partition("cmdstat_publish:calls=")
    return float(rest.partition(",")[0]) if found else 0.0


def crossed(samples: Sequence[Sample], *, gateways: int) -> list[float]:
    """Give how long (s) presses took to boards at other gateways: worker n is at gateway n of *gateways*."""
    delays: list[float] = []
    for number, sample in enumerate(samples):
        others = [other for at, other in enumerate(samples) if (at - number) % gateways]
        delays += board_delays([Sample(pressed=sample.pressed), *(Sample(seen=other.seen) for other in others)])
    return sorted(delays)


def measure(case: Case, scale: Scale, folder: Path) -> Figures:
    """Play *case* once, in *folder*, and give its row."""
    gateways = case.gateways
    fleet = Fleet(
        folder, gateways=gateways, is_apart=True, is_stood_by=True, is_far=True, tick_hz=4, log_level="warning"
    )
    workers = gateways * scale.generators
    everywhere = sorted(os.sched_getaffinity(0))
    with fleet, Crew("game", *fleet.ports, cores=Cores(everywhere, everywhere), workers=workers) as crew:
        for sockets in (workers, gateways * case.sockets - workers):  # the probes first
            crew.come(sockets, probe_step=STEP_PRESSES)
        meter = Meter(fleet)
        time.sleep(scale.warm_s)
        meter.begin()
        time.sleep(scale.measure_s)
        rest = Seen(meter.cores())
        boards, _, _ = played(crew, meter, scale, case, rate=0.0, active=0)  # but for the probes
        active = min(case.sockets - scale.generators, round(case.rate / PERSON_MOST_HZ)) * gateways
        presses, row, samples = played(crew, meter, scale, case, rate=case.rate * gateways, active=active)
    cross = crossed(samples, gateways=gateways)
    row.board_p50, row.board_p95 = (percentile(cross, share) * MS_PER_S for share in (0.50, 0.95))
    row.extra |= {role: presses.cores[role] for role in ROLES}
    row.extra |= costs(rest, boards, presses)
    row.extra["presses a message"] = presses.presses / presses.cores["messages"]
    row.extra["sockets"] = gateways * case.sockets
    row.extra["load average"] = os.getloadavg()[0]
    return row


def played(
    crew: Crew, meter: Meter, scale: Scale, case: Case, *, rate: float, active: int
) -> tuple[Seen, Figures, list[Sample]]:
    """Have so many *active* press at that *rate*, and tell what was seen meanwhile."""
    playing = crew.play(rate=rate, active=active, warm_s=scale.warm_s, measure_s=scale.measure_s)
    time.sleep(max(0.0, playing.begins - time.monotonic()))
    meter.begin()
    time.sleep(max(0.0, playing.ends - time.monotonic()))
    cores = meter.cores()
    samples = playing.samples()
    row = figures(samples, wanted=rate, server=cores["gateways"], waited=0.0)
    frames = row.board_hz * case.sockets * case.gateways
    return Seen(cores, row.answered, frames, row.board_hz * case.gateways), row, samples


def line(row: Figures) -> str:
    """Tell a row in one line."""
    told = "; ".join(f"{name} {write(row)}" for name, write in (*MEASURED, *COSTS))
    limit = f" !!! THE GENERATOR WAS THE LIMIT: {row.generator:.0%} !!!" if row.generator > GENERATOR_MOST else ""
    return f"  {told}{limit}"


def run(cases: Sequence[Case], scale: Scale, *, runs: int) -> dict[Case, Figures]:
    """Play all *cases* in turn, so often, and give the medians of each."""
    rows: dict[Case, list[Figures]] = {case: [] for case in cases}
    for number in range(runs):
        for case, taken in rows.items():
            with tempfile.TemporaryDirectory(prefix="click-growth-") as folder:
                row = measure(case, scale, Path(folder))
            taken.append(row)
            say(f"{case.title}, run {number + 1} of {runs}\n{line(row)}")
    return {case: median(taken) for case, taken in rows.items()}


def section(rows: Mapping[Case, Figures], *, rate: float, command: str, runs: int) -> str:
    """Write the tables; those of the same *rate* are what growth is told from, with the faster ones of one gateway."""
    named = {case.title: row for case, row in rows.items()}
    by_count = {case.gateways: row for case, row in rows.items() if case.rate == rate}
    more = press_more([row for case, row in rows.items() if case.gateways == 1 and case.rate >= rate])
    parts = [
        table(named, MEASURED),
        "Processor time, µs:",
        table(named, COSTS),
        "One press more, from the slope over the rates of one gateway, µs: "
        + ", ".join(f"{role} {plain(cost)}" for role, cost in more.items())
        + ". By processor time, with a core for each process:",
        growth(by_count, more),
        report.said(command, runs=runs),
    ]
    return "\n\n".join(parts)


def main(argv: list[str]) -> int:
    """Measure and write it down; the exit code tells whether there were errors."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.growth", description="Measure what gateways add.")
    parser.add_argument("--gateways", default="1,2,3,4", help="numbers of them (%(default)s)")
    parser.add_argument("--rate", type=float, default=1_500, help="presses a second at each (%(default)s)")
    parser.add_argument("--rates", default="500,4000,8000,16000", help="of one gateway, besides (%(default)s)")
    parser.add_argument("--sockets", type=int, default=400, help="at each gateway (%(default)s)")
    parser.add_argument("--generators", type=int, default=1, help="that press at each gateway (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts (%(default)s)")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of a measurement (%(default)s)")
    parser.add_argument("--warm", type=float, default=2.0, help="seconds before it (%(default)s)")
    parser.add_argument("--dry", action="store_true", help="only print; the file stays as it is")
    chosen = parser.parse_args(argv)
    rates = [float(rate) for rate in filter(None, chosen.rates.split(","))]
    counts = [int(count) for count in chosen.gateways.split(",")]
    if 1 not in counts or max(rates, default=0.0) <= chosen.rate:
        parser.error("what a press more costs is told from one gateway at --rate and at a higher one of --rates")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    of = [Case(count, chosen.rate, chosen.sockets) for count in counts]
    alone = [Case(1, rate, max(chosen.sockets, round(rate / SOCKET_MOST_HZ))) for rate in rates]
    scale = Scale(chosen.warm, chosen.seconds, chosen.generators)
    rows = run([*of, *alone], scale, runs=chosen.runs)
    command = " ".join(["python -m tests.load.growth", *argv])
    text = section(rows, rate=chosen.rate, command=command, runs=chosen.runs)
    sys.stdout.write(text + "\n")
    if not chosen.dry and not report.write("growth", text, FILE):
        say(f"{FILE} has no place for it")
    return 1 if any(row.errors or row.unanswered for row in rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
