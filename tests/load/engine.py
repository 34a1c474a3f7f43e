"""The speed of the engine: `python -m tests.load.engine` measures, without sockets, what presses and players cost it.

A crowd presses in batches, as a gateway hears it, in a second of the test's own clock; then some press one by one. A
million players are opened and saved. All is told in time of a core, so that others on the machine change less of it.
"""

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from clickgame.contract.arenas import ARENA
from clickgame.contract.calls import Count
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.launch import cores
from clickgame.settings import Settings
from tests.fakes import FakeClock
from tests.load import full, million, report

CROWD, MILLION = 150_000, 1_000_000
BATCH = 500  # presses, each of another player's, that a gateway's turn hears
SLICES = 50  # of a second
WATCHED, LOOKED_EVERY = ("live", "today"), 12  # boards that pages look at, and every how many slices
SECONDS = 5
SINGLE = 10_000

Found = dict[str, float]


class Crowd:
    """*size* players, each with one page load, before an open *engine*."""

    def __init__(self, engine: Engine, clock: FakeClock, *, size: int) -> None:
        """Let them join."""
        self._engine = engine
        self._clock = clock
        self._link = LocalLink(engine)
        self._rng = Random(1)
        self._pressed = [0] * size
        self._names = [f"{number:08x}" for number in range(size)]
        for number, name in enumerate(self._names):
            engine.game.join(player=name, key=name, handle=f"Otter {number}", now=clock())
        self.hear = 0.0
        self.boards = 0.0
        self.curves = 0.0

    def counts(self, most: int, *, is_resume: bool = False) -> list[Count]:
        """Have *most* players press, in any order."""
        counts: list[Count] = []
        for at in self._rng.sample(range(len(self._names)), min(most, len(self._names))):
            self._pressed[at] += self._rng.randint(1, 20) if is_resume else 1
            name = self._names[at]
            counts.append(Count(name, ARENA, f"page of {name}", self._pressed[at], 0, 30.0, is_resume))
        return counts

    async def second(self, *, is_resume: bool = False) -> None:
        """Let all press once within a second, and tell what that takes (s)."""
        counts = self.counts(len(self._names), is_resume=is_resume)
        self.hear = self.boards = 0.0
        for number in range(SLICES):
            some = counts[number * len(counts) // SLICES : (number + 1) * len(counts) // SLICES]
            self.hear += taken(lambda some=some: self.say(some, at_once=BATCH))
            began = time.process_time()
            self._clock.move(1 / SLICES)
            await asyncio.sleep(0)  # for the timers that are due
            await asyncio.sleep(0)
            if number % LOOKED_EVERY == 0:
                for board in WATCHED:
                    self._engine.board(ARENA, board)
                self._engine.feed.look()
            self.boards += time.process_time() - began
        began = time.process_time()
        await self._engine.recorder.stories.look()
        self.curves = time.process_time() - began
        await self._engine.sync()

    def say(self, counts: list[Count], *, at_once: int) -> None:
        """Have *counts* heard and written down, so many at once."""
        for start_ in range(0, len(counts), at_once):
            self._link.hear(counts[start_ : start_ + at_once], lambda _: None)


async def measure(folder: Path, *, size: int) -> Found:
    """Let a crowd press in a game that is new."""
    gc.set_threshold(*million.YOUNG)
    clock = FakeClock(million.NOW)
    asyncio.get_running_loop().time = clock  # so that a second of timers takes none
    engine = Engine(Settings(data_dir=folder, guests_kept=10 * size), clock=clock)
    await cores.start(engine, await cores.found(engine.settings))
    crowd = Crowd(engine, clock, size=size)
    gc.freeze()
    await crowd.second(is_resume=True)
    found: Found = {"first press of a run, µs": per(crowd.hear, size)}
    parts: dict[str, list[float]] = {
        "heard and written, µs a press": [],
        "boards, µs a press": [],
        "curves, µs a press": [],
    }
    for _ in range(SECONDS):
        await crowd.second()
        for of_part, part in zip(parts.values(), (crowd.hear, crowd.boards, crowd.curves), strict=True):
            of_part.append(per(part, size))
    found |= {name: median(of_part) for name, of_part in parts.items()}
    found["presses a second of a core"] = 1e6 / sum(map(median, parts.values()))
    alone = [crowd.counts(SINGLE) for _ in range(SECONDS)]
    found["press heard alone, µs"] = median(
        per(taken(lambda counts=counts: crowd.say(counts, at_once=1)), len(counts)) for counts in alone
    )
    place = engine.game.arenas[ARENA].boards
    place.settle()
    changed = crowd.counts(size)
    crowd.say(changed, at_once=BATCH)
    found["places on all boards, µs a changed player"] = per(taken(place.settle), len(changed))
    await engine.close()
    return found


def taken(work: Callable[[], object]) -> float:
    """Tell how long *work* takes a core (s)."""
    began = time.process_time()
    work()
    return time.process_time() - began


def per(seconds: float, count: int) -> float:
    """Tell how long one of *count* takes (µs)."""
    return seconds / count * 1e6


def run(*, size: int, players: int) -> Found:
    """Measure both, each in a process of its own."""
    found: Found = {}
    for chosen, count in (("--crowd", size), ("--million", players)):
        with tempfile.TemporaryDirectory() as folder:
            if chosen == "--million":
                asyncio.run(million.fill(Path(folder), players=count))
            measuring = [sys.executable, "-m", "tests.load.engine", chosen, str(count), "--of", folder]
            told = subprocess.run(measuring, check=True, capture_output=True, text=True).stdout
            found |= json.loads(told.splitlines()[-1])
    return found


def main(argv: list[str]) -> int:
    """Measure the engine's speed and write it down."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.engine", description="Measure the engine's speed.")
    parser.add_argument("--crowd", type=int, default=CROWD, help="players who press (%(default)s)")
    parser.add_argument("--million", type=int, default=MILLION, help="players who are opened and saved (%(default)s)")
    parser.add_argument("--dry", action="store_true", help="only print; the file stays as it is")
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(argv)
    if chosen.of:
        is_crowd = "--crowd" in argv
        measured = measure(chosen.of, size=chosen.crowd) if is_crowd else million.measure(chosen.of)
        sys.stdout.write(json.dumps(asyncio.run(measured)) + "\n")
        return 0
    found = run(size=chosen.crowd, players=chosen.million)
    text = full.section(found, command=" ".join(["python -m tests.load.engine", *argv]))
    sys.stdout.write(text + "\n")
    return 0 if chosen.dry or report.write("engine", text) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
