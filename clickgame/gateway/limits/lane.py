"""A little of what is no press in each turn of the event loop: a crowd of it waits in line, and presses pass between.

Whoever waits gets a turn by address: a stranger who brings a thousand things delays everybody else by one of them.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

SLICE_S = 0.0002

Work = Callable[[], object]
"""What is to be done; it gives True if most of it is left to a task, which then has the rest of the turn."""


class Lane:
    """Does what waits in line for *slice_s* (s) of each turn of the loop, but one thing at least."""

    def __init__(self, *, slice_s: float = SLICE_S, clock: Callable[[], float] = time.perf_counter) -> None:
        """Start with nobody; *clock* tells seconds."""
        self._slice_s = slice_s
        self._clock = clock
        self._lines: dict[str, deque[Work]] = {}
        self._left_s = slice_s
        self._is_turning = self._is_busy = False

    def __len__(self) -> int:
        """Count those who wait."""
        return sum(map(len, self._lines.values()))

    def call(self, address: str, work: Work) -> None:
        """Do *work* when it is the turn of *address*: at once if nobody waits and something is left of this turn."""
        if self._lines or self._is_busy or self._left_s <= 0:
            self._lines.setdefault(address, deque()).append(work)
            return
        if not self._is_turning:
            self._is_turning = True
            asyncio.get_running_loop().call_soon(self._next)
        self._do(work)

    def _next(self) -> None:
        self._left_s = self._slice_s
        if not self._lines:
            self._is_turning = False
            return
        asyncio.get_running_loop().call_soon(self._next)
        while self._lines and self._left_s > 0:
            address = next(iter(self._lines))
            line = self._lines.pop(address)
            work = line.popleft()
            if line:
                self._lines[address] = line
            self._do(work)

    def _do(self, work: Work) -> None:
        self._is_busy = True
        began = self._clock()
        try:
            if work() is True:
                self._left_s = 0.0
        finally:
            self._is_busy = False
            self._left_s -= self._clock() - began
