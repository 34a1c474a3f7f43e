"""Play while the link between two hosts is cut again and again, and count on both sides.

    python -m tests.chaos.cut [TIMES [PLAYERS [SEED]]]

Gateways are here; Redis, engine and standby are in a network of their own. The link is cut at random moments for up to
six seconds, so that either side knows at once, or nobody does; the last presses are made while it is. Prints a table.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from tests.chaos import harness
from tests.chaos.blows import STOPPED_S, Blow
from tests.chaos.crew import Crew
from tests.chaos.figures import ChaosFigures
from tests.chaos.namespaces import Namespace, NoNamespaces
from tests.crash.network import Wrong
from tests.e2e.fleet import Fleet, Role

PORT = 6379


class FarFleet(Fleet):
    """Gateways here, and the rest of a fleet in *there*."""

    def __init__(self, folder: Path, there: Namespace, **settings: Any) -> None:
        """Prepare it in *folder*."""
        super().__init__(folder, redis_url=f"redis://{there.address}:{PORT}", **settings)
        self.redis.prefix = there.prefix
        # By the file it can be asked from here whether it runs; by the address it can be used.
        self.redis.where += ["--port", str(PORT), "--bind", there.address, "--protected-mode", "no"]
        for role in self.owners:
            role.prefix = there.prefix

    def start(self) -> Self:
        """Start all; the crew waits for them."""
        self.redis.start()
        for role in (*self.owners, *self.gateways):
            role.start()
        return self


class FarCrew(Crew):
    """The crew of such a fleet."""

    def __init__(self, folder: Path, figures: ChaosFigures, there: Namespace, **settings: Any) -> None:
        """Prepare it in *folder*."""
        super().__init__(folder, figures, **settings)
        self.there = there
        self.fleet = FarFleet(
            folder, there, gateways=2, is_apart=True, is_stood_by=True, log_level="warning", **settings
        )
        self._open = list(self.fleet.gateways)

    async def begin(self) -> None:
        """Start the fleet, and wait for those of it that are here."""
        await super().begin()
        for role in self.roles:
            await self.wait(role)

    async def wait(self, role: Role) -> None:
        """Wait until *role* is well; of one elsewhere it is known that it runs, and that gateways hear of it."""
        if not role.prefix:
            await super().wait(role)
        elif role.code is not None:
            raise Wrong(f"a process has ended with {role.code}:\n{role.log_text()}")


async def cut_noticed(crew: Crew, rng: random.Random) -> None:
    """Take the link away, so that gateways know."""
    await _cut(crew, rng, is_noticed=True)


async def cut_silently(crew: Crew, rng: random.Random) -> None:
    """Have everything vanish that is sent."""
    await _cut(crew, rng, is_noticed=False)


async def _cut(crew: Crew, rng: random.Random, *, is_noticed: bool) -> None:
    if not isinstance(crew, FarCrew):
        raise TypeError("there is no link to cut")
    await asyncio.to_thread(lambda: crew.there.cut(is_noticed=is_noticed))
    await asyncio.sleep(rng.uniform(*STOPPED_S))
    await asyncio.to_thread(crew.there.mend)


CUTS = (
    Blow("cut link, noticed", "link", cut_noticed, is_outage=True),
    Blow("cut link, silently", "link", cut_silently, is_outage=True),
)


async def run(folder: Path, there: Namespace, *, times: int, players: int, seed: int) -> ChaosFigures:
    """Play in *folder* while the link to *there* is cut so many *times*; what was not kept is in the faults."""
    rng = random.Random(seed)
    figures = ChaosFigures(kills=times, players=players)
    crew = FarCrew(folder, figures, there, **harness.SETTINGS)
    return await harness.play(crew, [CUTS[number % 2] for number in range(times)], rng, figures)


if __name__ == "__main__":
    times, players, seed = [*map(int, sys.argv[1:]), *(20, 40, int(time.time()))[len(sys.argv) - 1 :]]
    sys.stdout.write(f"seed {seed}\n")
    try:
        with tempfile.TemporaryDirectory() as made, Namespace() as namespace:
            result = asyncio.run(run(Path(made), namespace, times=times, players=players, seed=seed))
    except NoNamespaces as reason:
        sys.stdout.write(f"no link is cut: {reason}\n")
        sys.exit()
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.faults or result.lost or result.doubled))
