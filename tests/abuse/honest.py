"""Honest pages that press calmly, and how long each press took to be answered."""

import asyncio
import time
from dataclasses import dataclass

from tests.load.client import Page
from tests.load.dialect import Game
from tests.load.samples import MS_PER_S, Sample, percentile

HOSTS = 8  # addresses that honest pages share, as those of a few schools would
ANSWER_S = 5.0


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of answers (ms), how many presses were answered, and how many were lost."""

    p50: float
    p95: float
    answered: int
    lost: int


class Honest:
    """*size* pages of the game at *port*."""

    def __init__(self, port: int, *, size: int) -> None:
        """Prepare them."""
        self._sample = Sample()
        self._pages = [
            Page(Game(), number, (f"127.1.{number % HOSTS}.1", "127.0.0.1", port), self._sample)
            for number in range(size)
        ]

    async def come(self) -> None:
        """Connect, one after the other."""
        for page in self._pages:
            page.on_lost = self._lost
            await page.open()

    async def play(self, *, per_s: float, seconds: float) -> Delays:
        """Press *per_s* times a second each, spread over the time, and wait for what is still to be answered."""
        self._sample.delays = type(self._sample.delays)("d")
        began, sent, size = time.monotonic(), 0, len(self._pages)
        while (passed_s := time.monotonic() - began) < seconds:
            while sent < passed_s * per_s * size:
                self._pages[sent % size].press(time.monotonic())
                sent += 1
            await asyncio.sleep(0.002)
        deadline = time.monotonic() + ANSWER_S
        while self._waits() and time.monotonic() < deadline:  # noqa: ASYNC110  # the pages' callbacks know no event
            await asyncio.sleep(0.01)
        delays = sorted(self._sample.delays)
        return Delays(
            p50=percentile(delays, 0.50) * MS_PER_S,
            p95=percentile(delays, 0.95) * MS_PER_S,
            answered=len(delays),
            lost=sum(page.presses - page.acked for page in self._pages) + self._sample.unanswered,
        )

    def leave(self) -> None:
        """Hang up."""
        for page in self._pages:
            page.leave()

    def _waits(self) -> bool:
        return any(page.acked < page.presses for page in self._pages)

    def _lost(self, page: Page) -> None:
        del page
        self._sample.unanswered += 1
