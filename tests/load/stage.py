"""The stage: a fresh server on its core, a crew on the others, and the way to measure what they do."""

import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.load.crew import Cores, Crew
from tests.load.samples import Figures, figures
from tests.load.target import GameTarget, PlainTarget, Share, resident_bytes

FIRST_IN = 21  # clients that come in before memory is read: what is loaded with the first is not a connection's
STEP_PRESSES = 10  # of a probe, every 0.37 s: below the throttle, above everybody else
GENERATOR_MOST = 0.85  # of a core
SETTLE_EACH_S, SETTLE_MOST_S = 0.001, 3.0  # after arrivals: the storm measures what they leave behind
WAITED_MOST = 0.05  # of the time


@dataclass(frozen=True, slots=True)
class Scale:
    """How large and how long: *size* times the sockets and rates of the table, *measure_s* a measurement."""

    size: float
    warm_s: float
    measure_s: float
    socket: str
    cores: Cores
    say: Callable[[str], None]

    def sockets(self, count: int) -> int:
        """Scale a number of sockets."""
        return max(FIRST_IN + 3, int(count * self.size))

    def rate(self, per_s: float) -> float:
        """Scale a rate."""
        return max(20.0, per_s * self.size)


class Stage:
    """A server with its crew, and the way to measure it."""

    def __init__(self, scale: Scale, target: GameTarget | PlainTarget, crew: Crew) -> None:
        """Stand ready."""
        self.scale = scale
        self.target = target
        self.crew = crew

    def fill(self, sockets: int, *, slow: int = 0, step: int = STEP_PRESSES) -> dict[str, float]:
        """Have *sockets* clients come in; give what each takes of memory and of time."""
        self.crew.come(min(FIRST_IN, sockets), probe_step=step)
        before, began = resident_bytes(self.target.pid), time.monotonic()
        rest = max(0, sockets - FIRST_IN)
        self.crew.come(rest, slow=slow)
        taken_s = time.monotonic() - began
        time.sleep(min(SETTLE_MOST_S, SETTLE_EACH_S * sockets))
        grown = resident_bytes(self.target.pid) - before
        return {"KB a connection": grown / 1024 / max(1, rest), "ms an arrival": taken_s * 1000 / max(1, rest)}

    def play(self, name: str, *, rate: float, active: int, **more: float) -> Figures:
        """Play for the scale's time and give the row."""
        scale = self.scale
        playing = self.crew.play(rate=rate, active=active, warm_s=scale.warm_s, measure_s=scale.measure_s, **more)
        time.sleep(max(0.0, playing.begins - time.monotonic()))
        share = Share(self.target.pid).begin()
        time.sleep(max(0.0, playing.ends - time.monotonic()))
        server, waited = share.end()
        samples = playing.samples()
        row = figures(samples, wanted=rate, server=server, waited=waited)
        self.tell(name, row)
        errors = sum((sample.errors for sample in samples), Counter[str]())
        if errors:
            scale.say(f"  errors: {', '.join(f'{count} {error}' for error, count in errors.items())}")
        return row

    def tell(self, name: str, row: Figures) -> None:
        """Say what a row came to, and loudly what makes it worth less."""
        self.scale.say(f"  {name}: {line(row)}")
        if row.generator > GENERATOR_MOST:
            self.scale.say(f"  !!! THE GENERATOR WAS THE LIMIT: a worker took {row.generator:.0%} of its core !!!")
        if row.waited > WAITED_MOST:
            self.scale.say(f"  !!! DISTURBED: the server was kept off its core for {row.waited:.0%} of the time !!!")


def line(row: Figures) -> str:
    """Give a row's figures in one line of text."""
    parts = [
        f"{row.answered:,.0f}/s answered of {row.wanted:,.0f}",
        f"P50/P95/P99/max {row.p50:.1f}/{row.p95:.1f}/{row.p99:.1f}/{row.longest:.0f} ms",
        f"to another's board {row.board_p50:.0f}/{row.board_p95:.0f} ms at {row.board_hz:.1f} Hz",
        f"{row.frames:.1f} frames and {row.size / 1000:.2f} KB/s a client",
        f"server {row.server:.0%}, generator {row.generator:.0%}",
        f"unanswered {row.unanswered:.0f}, errors {row.errors:.0f}",
        *(f"{name} {value:,.1f}" for name, value in row.extra.items()),
    ]
    return ", ".join(parts)


@contextlib.contextmanager
def staged(scale: Scale, kind: type[GameTarget | PlainTarget] = GameTarget, **settings: object) -> Iterator[Stage]:
    """Set a stage with a fresh server and strike it afterwards."""
    with tempfile.TemporaryDirectory(prefix="click-load-") as folder:
        target = kind(Path(folder), scale.cores.server, socket=scale.socket, **settings)
        with target, Crew(kind.dialect, target.port, cores=scale.cores) as crew:
            yield Stage(scale, target, crew)
