"""How far programs may go, and how many at once: plain numbers, which a server's settings give."""

import os
from dataclasses import dataclass

ANSWER_MOST = 256 * 1024  # Bytes that a program may answer with.
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one sandbox; `_s` is seconds.

    A program may use the processor for *cpu_s* and be there for *wall_s*, since programs wait for each other and for
    the game. *waiting* programs of all players may wait, for *wait_s* at most; *each* is how many of one player may
    run or wait. A worker that has had nothing to do for *idle_s* ends, until it is needed again.
    """

    workers: int = 1
    cpu_s: float = 3.0
    wall_s: float = 12.0
    memory_mib: int = 96
    waiting: int = 40
    wait_s: float = 60.0
    each: int = 2
    boot_s: float = 30.0
    idle_s: float = 600.0
    program_most: int = 20_000
    files_most: int = 400_000

    def workers_now(self, cores: int | None = None) -> int:
        """Give how many workers a machine of *cores* may have: where there are two, one is left to the game."""
        return min(self.workers, max(1, (cores or os.cpu_count() or 1) - 1))
