"""Learners beside a thousand players: presses do not feel a sandbox whose line is full.

The sandbox's worker has no core of its own here: it shares the server's, which is the worst that can be.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from clickgame.gateway.reflex.channels import LEARN
from clickgame.launch.page import ROOT
from clickgame.launch.sandbox import build, is_built
from tests.gateway.client import Client
from tests.load.samples import Figures, median
from tests.load.stage import Scale, Stage, staged
from tests.load.target import pinned

PLAYERS = 1_000
PRESSES_PER_S = 2_000
LEARNERS = 42  # as many as may wait, the one that runs, and one who is told that it is full
ROUNDS = 5
BUSY = "number = 0\nfor step in range(300_000):\n    number = (number * 31 + step) % 1_000_003\nprint(number)\n"
REST_S = 1.0  # of who was refused
PATIENCE_S = 120.0


class Learner(threading.Thread):
    """A page whose program runs again and again while it *is_busy*; *ran* counts those that came to an end."""

    def __init__(self, port: int, is_busy: threading.Event, is_over: threading.Event) -> None:
        """Be there, at the server at *port*, until it *is_over*."""
        super().__init__(daemon=True)
        self.is_in_line = threading.Event()
        self.ran = self.refused = 0
        self._port, self._is_busy, self._is_over = port, is_busy, is_over

    def run(self) -> None:
        """Learn."""
        with suppress(OSError, EOFError), Client(self._port) as client:
            while not self._is_over.is_set():
                if self._is_busy.is_set():
                    self._send(client, BUSY)
                    if not self._is_busy.is_set():
                        self._send(client, "")  # in place of the one before, so that the line soon is empty
                else:
                    client.settle(0.1)

    def _send(self, client: Client, code: str) -> None:
        client.states.pop(LEARN.name, None)
        client.call(LEARN.event("run"), lesson="button", code=code)

        def state() -> str:
            told = client.var(LEARN.name, "told") or {}
            if told.get("state") in {"waiting", "running"}:
                self.is_in_line.set()
            return str(told.get("state", ""))

        def is_enough() -> bool:
            is_called_off = bool(code) and not self._is_busy.is_set()
            return state() in {"done", "refused"} or is_called_off or self._is_over.is_set()

        client.wait(is_enough, PATIENCE_S)
        self.ran += state() == "done"
        if state() == "refused":
            self.refused += 1
            client.settle(REST_S)


def learn(scale: Scale) -> dict[str, Figures]:
    """Have 1,000 press 2,000 times a second, by turns with an idle sandbox and with one whose line is full."""
    said = build(ROOT)
    if not is_built(ROOT):
        raise SystemExit(said)
    sockets, rate = scale.sockets(PLAYERS), scale.rate(PRESSES_PER_S)
    idle: list[Figures] = []
    full: list[Figures] = []
    with staged(scale, tick_hz=4, learn_wait_s=600) as stage:
        stage.fill(sockets)
        with school(stage) as (learners, is_busy):
            for number in range(ROUNDS):
                is_busy.clear()
                _wait_for_an_empty_line(stage, learners)
                idle.append(stage.play(f"idle, round {number + 1}", rate=rate, active=sockets))
                is_busy.set()
                for learner in learners[:-2]:
                    learner.is_in_line.wait(PATIENCE_S)
                ran = sum(learner.ran for learner in learners)
                row = stage.play(f"full, round {number + 1}", rate=rate, active=sockets)
                row.extra["programs/s"] = (sum(each.ran for each in learners) - ran) / (scale.warm_s + scale.measure_s)
                full.append(row)
    rows = {"sandbox idle": median(idle), "line full": median(full)}
    ratios = sorted(one.p95 / other.p95 for one, other in zip(full, idle, strict=True))
    rows["line full"].extra["times idle's P95"] = rows["line full"].p95 / rows["sandbox idle"].p95
    rows["line full"].extra["of a round, least"] = ratios[0]
    rows["line full"].extra["of a round, most"] = ratios[-1]
    return rows


@contextmanager
def school(stage: Stage) -> Iterator[tuple[list[Learner], threading.Event]]:
    """Have learners there who begin when the event is set."""
    is_busy, is_over = threading.Event(), threading.Event()
    with pinned(stage.scale.cores.load):
        learners = [Learner(stage.target.port, is_busy, is_over) for _ in range(LEARNERS)]
        for learner in learners:
            learner.start()
    try:
        yield learners, is_busy
    finally:
        is_over.set()
        for learner in learners:
            learner.join(5.0)


def _wait_for_an_empty_line(stage: Stage, learners: list[Learner]) -> None:
    """Wait until no program has come to its end for a while: the line empties by itself."""
    before, quiet_at = -1, time.monotonic()
    while time.monotonic() - quiet_at < 2 * REST_S:
        time.sleep(0.1)
        ran = sum(learner.ran for learner in learners)
        if ran != before:
            before, quiet_at = ran, time.monotonic()
    for learner in learners:
        learner.is_in_line.clear()
    stage.scale.say(f"  the line is empty, after {before:,} programs")
