"""The crew: worker processes on the cores that the server leaves free, and the lines on which they are told things."""

import asyncio
import gc
import multiprocessing
import multiprocessing.process
import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Self

import uvloop

from tests.load.crowd import Crowd, Plan
from tests.load.samples import Sample

START_S = 0.3  # from telling the workers to play until they do
PATIENCE_S = 900.0
STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class Cores:
    """Which cores the server has, and which the load."""

    server: Collection[int]
    load: Sequence[int]

    @classmethod
    def share_out(cls) -> Self:
        """Give the server the first core and the load the others, if there are others."""
        first, *others = sorted(os.sched_getaffinity(0))
        return cls({first}, others or [first])


class Crew:
    """So many *workers* against the server at *ports*, which speaks *dialect*; each goes to one port, in turn."""

    def __init__(self, dialect: str, *ports: int, cores: Cores, workers: int = 0) -> None:
        """Start the workers."""
        context = multiprocessing.get_context("spawn")
        self.count = workers or len(cores.load)
        self._lines: list[Connection] = []
        self._processes: list[multiprocessing.process.BaseProcess] = []
        for number in range(self.count):
            ours, theirs = context.Pipe()
            hosts = [f"127.0.{1 + number}.{1 + host}" for host in range(4)]
            crowd = dialect, hosts, "127.0.0.1", ports[number % len(ports)]
            core = cores.load[number % len(cores.load)]
            process = context.Process(target=_work, args=(theirs, core, crowd), daemon=True)
            process.start()
            theirs.close()
            self._lines.append(ours)
            self._processes.append(process)

    def tell(self, name: str, each: Sequence[Mapping[str, Any]] | None = None, **same: object) -> None:
        """Have every worker do *name*, with the *same* values and those for *each*."""
        for number, line in enumerate(self._lines):
            line.send((name, {**same, **(each[number] if each else {})}))

    def hear(self) -> list[Any]:
        """Wait for what every worker has to say."""
        answers: list[Any] = []
        for line in self._lines:
            if not line.poll(PATIENCE_S):
                raise TimeoutError("a worker is silent")
            answer = line.recv()
            if isinstance(answer, BaseException):
                raise answer
            answers.append(answer)
        return answers

    def ask(self, name: str, each: Sequence[Mapping[str, Any]] | None = None, **same: object) -> list[Any]:
        """Tell and hear."""
        self.tell(name, each, **same)
        return self.hear()

    def come(self, count: int, *, slow: int = 0, probe_step: int = 1) -> None:
        """Have *count* more pages come in, shared out, and let the observers know every probe."""
        each = [
            {"count": here, "slow": there} for here, there in zip(self.shares(count), self.shares(slow), strict=True)
        ]
        probes = [player for players in self.ask("come", each, probe_step=probe_step) for player in players]
        self.ask("observe", probes=probes)

    def play(self, *, rate: float, active: int, warm_s: float, measure_s: float, **more: float) -> "Playing":
        """Have them play, *rate* and *active* being those of all workers together."""
        begin = time.monotonic() + START_S
        plans = [
            {"plan": Plan(rate / self.count, share, begin, warm_s, measure_s, **_shared(more, self.count))}
            for share in self.shares(active)
        ]
        self.tell("play", plans)
        return Playing(self, begin + warm_s, begin + warm_s + measure_s)

    def shares(self, total: int) -> list[int]:
        """Share *total* out."""
        return [total // self.count + (number < total % self.count) for number in range(self.count)]

    def __enter__(self) -> Self:
        """Be there."""
        return self

    def __exit__(self, *_: object) -> None:
        """Send the workers home."""
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join(STOP_S)
            if process.is_alive():
                process.kill()
                process.join()


@dataclass(frozen=True, slots=True)
class Playing:
    """A play under way, measured from *begins* to *ends* (s, monotonic)."""

    crew: Crew
    begins: float
    ends: float

    def samples(self) -> list[Sample]:
        """Wait for its end and give what was measured."""
        return self.crew.hear()


def _shared(more: Mapping[str, float], count: int) -> dict[str, float]:
    return {name: value / count if name == "flood" else value for name, value in more.items()}


def _work(line: Connection, core: int, crowd: tuple[str, list[str], str, int]) -> None:
    """Be a worker: do what the line says until it closes."""
    os.sched_setaffinity(0, {core})
    gc.disable()  # A run is short, and a collection would be measured as the server's delay.
    uvloop.run(_serve(line, Crowd(*crowd)))


async def _serve(line: Connection, crowd: Crowd) -> None:
    while True:
        try:
            name, values = await asyncio.to_thread(line.recv)
        except EOFError:
            await crowd.leave()
            return
        try:
            answer = await getattr(crowd, name)(**values)
        except Exception as error:  # noqa: BLE001  # it is raised again where it was asked for
            answer = error
        line.send(answer)
