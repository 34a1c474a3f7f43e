"""One run: honest pages alone, and then beside abuse, on the same server, with what it took of memory and log."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.abuse.attackers import Attackers
from tests.abuse.honest import Delays, Honest
from tests.load.crew import Cores
from tests.load.target import GameTarget, resident_bytes

PER_S = 2.0
WARM_S = 1.0
LIMITS: dict[str, object] = {
    "connections_each": 300,
    "connects_per_s": 20,
    "newcomers_per_h": 600,
    "offences_per_min": 30,
}
"""The usual limits of an address: other tests, all of whose players come from one, do without."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Delays alone and beside the abuse, what became of the abusive, and what it cost."""

    alone: Delays
    beside: Delays
    seen: Counter[str]
    memory: tuple[int, int]
    log_bytes: int

    @property
    def times(self) -> float:
        """How many times as long nineteen of twenty honest presses took beside the abuse."""
        return self.beside.p95 / self.alone.p95

    def text(self) -> str:
        """Say it in a table."""
        rows = "".join(
            f"{name:8} P50 {each.p50:7.1f} ms   P95 {each.p95:7.1f} ms   answered {each.answered}   lost {each.lost}\n"
            for name, each in (("alone", self.alone), ("beside", self.beside))
        )
        seen = ", ".join(f"{name} {count}" for name, count in sorted(self.seen.items()))
        before, after = (size / 1e6 for size in self.memory)
        return (
            f"{rows}P95 {self.times:.2f} times; memory {before:.0f} MB, then {after:.0f} MB; log {self.log_bytes} bytes"
            f"\nabusive: {seen}\n"
        )


async def measure(folder: Path, *, honest: int, abusive: int, seconds: float) -> Figures:
    """Play with *honest* pages for *seconds*, and as long again beside *abusive* sockets."""
    cores = Cores.share_out()
    with GameTarget(folder, cores.server, socket="native", **LIMITS) as target:
        pages = Honest(target.port, size=honest)
        await pages.come()
        await pages.play(per_s=PER_S, seconds=WARM_S)
        alone = await pages.play(per_s=PER_S, seconds=seconds)
        memory = resident_bytes(target.pid)
        attackers = Attackers(target.port, size=abusive, cores=cores.load)
        await asyncio.to_thread(attackers.__enter__)
        try:
            beside = await pages.play(per_s=PER_S, seconds=seconds)
            after = resident_bytes(target.pid)
        finally:
            await asyncio.to_thread(attackers.__exit__)
        pages.leave()
        return Figures(alone, beside, attackers.seen, (memory, after), len(target.log_text()))
