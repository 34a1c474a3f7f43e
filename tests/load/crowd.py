"""The pages of one worker process, and what they can be told to do; every wait is bounded in time."""

import asyncio
import contextlib
import itertools
import random
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from picows import WSError

from tests.load.client import Page
from tests.load.dialect import DIALECTS
from tests.load.samples import Sample, Sighting, Tally

COMING_AT_ONCE = 24
COMING_S = 60.0  # for anybody, plus
COMING_EACH_S = 0.05
SLICE = 32  # presses between two turns of the loop
PACE_S = 0.002
BEHIND_MOST_S = 0.25  # what the pace has missed beyond this is not caught up with
PROBE_EVERY_S = 0.37  # no multiple of a board's period
STRAGGLER_S = 5.0
OBSERVERS = 4
OBSERVE_STEP = 7


class Plan(NamedTuple):
    """What one worker plays: *rate* presses/s in all by *active* of its pages, from *begin* (s, monotonic) on.

    After *warm_s* everything is measured for *measure_s*. *burst_s* > 0: the active ones press all at once, so often.
    *flood* messages/s come from those who don't read.
    """

    rate: float
    active: int
    begin: float
    warm_s: float
    measure_s: float
    burst_s: float = 0.0
    flood: float = 0.0


@dataclass(slots=True)
class Return:
    """A worker's account of a storm: when (s, monotonic) its pages were back, and the sample of those who played."""

    back_at: list[float]
    missing: int
    sample: Sample


class Crowd:
    """The pages of one worker; the first is its probe, a few others observe every worker's."""

    def __init__(self, dialect: str, hosts: Sequence[str], server: str, port: int) -> None:
        """Prepare to come from the addresses *hosts* to *port* of the address *server*."""
        self._dialect = DIALECTS[dialect]()
        self._hosts = hosts
        self._server = (server, port)
        self._pages: list[Page] = []
        self._slow: list[Page] = []
        self._sample = Sample()
        self._tasks: set[asyncio.Task[bool]] = set()
        self._errors: Counter[str] = Counter()
        self._all_lost = asyncio.Event()
        self._until = 0.0

    # Told by the crew

    async def come(self, count: int, *, slow: int = 0, probe_step: int = 1) -> list[str]:
        """Have *count* more pages come in, of which *slow* have small buffers; give the probe's player."""
        places = asyncio.Semaphore(COMING_AT_ONCE)
        pages: list[Page] = []
        for number in range(len(self._pages), len(self._pages) + count):
            host = self._hosts[number % len(self._hosts)]
            page = Page(self._dialect, number, (host, *self._server), self._sample)
            page.on_lost = self._lost
            pages.append(page)
        for page in pages[count - slow :]:
            page.is_slow = True
        if not self._pages and pages:
            pages[0].step = probe_step

        async def come_in(page: Page) -> None:
            async with places:
                try:
                    await page.open()
                except (OSError, WSError) as error:
                    self._errors[type(error).__name__] += 1

        coming = [asyncio.create_task(come_in(page)) for page in pages]
        _, late = await asyncio.wait(coming, timeout=COMING_S + COMING_EACH_S * count) if coming else ((), ())
        for task in late:
            task.cancel()
        if late:
            self._errors["never came in"] += len(late)
        self._pages += [page for page in pages if page.is_ready]
        self._slow += [page for page in pages if page.is_ready and page.is_slow]
        return [page.player for page in self._pages[:1]]

    async def observe(self, probes: list[str]) -> None:
        """Have a few pages and no others look for *probes* on the board: from those who came early to the last."""
        chosen = set(self._pages[:0:-1][:: max(1, len(self._pages) // OBSERVERS)])
        for page in self._pages:
            page.observe(probes if page in chosen else [])

    async def play(self, plan: Plan) -> Sample:
        """Play *plan*; give what was measured."""
        reading = [page for page in self._pages if not page.is_slow]
        active = reading[1 : 1 + plan.active]
        random.shuffle(active)
        sample = self._assign(active)
        await _sleep_until(plan.begin)
        self._reset()
        ends = plan.begin + plan.warm_s + plan.measure_s
        pacing = [asyncio.create_task(self._probe(reading[:1], until=ends))]
        if plan.burst_s:
            pacing.append(asyncio.create_task(self._burst(active, plan.burst_s, until=ends)))
        else:
            pacing.append(asyncio.create_task(self._pace(itertools.cycle(active), plan.rate, until=ends)))
        if plan.flood and self._slow:
            pacing.append(asyncio.create_task(self._flood(itertools.cycle(self._slow), plan.flood, until=ends)))
        await _sleep_until(plan.begin + plan.warm_s)
        began, worked, sent = self._reset()
        await _sleep_until(ends)
        sample.seconds = time.monotonic() - began
        sample.busy = (time.process_time() - worked) / sample.seconds
        sample.sent -= sent
        measured = Sample(
            **{name: getattr(sample, name) for name in ("seconds", "busy", "sent", "late_s")},
            delays=sample.delays[:],
            players=sample.players + Tally(),
            watchers=sample.watchers + Tally(),
        )
        await asyncio.gather(*pacing)
        measured.unanswered = await self._stragglers(reading)
        measured.pressed = [press for press in sample.pressed if press.at >= began]
        measured.seen = sample.seen
        measured.errors, self._errors = self._errors, Counter()
        return measured

    async def read(self, *, on: bool) -> int:
        """Have the slow pages stop or resume reading; give how many of them then get a board within a while."""
        for page in self._slow:
            page.tally.reset()
            if page.transport is not None:
                carrier = page.transport.underlying_transport
                (carrier.resume_reading if on else carrier.pause_reading)()
        deadline = time.monotonic() + STRAGGLER_S
        while on and time.monotonic() < deadline and not all(page.tally.boards for page in self._slow):
            self._pages[0].press(time.monotonic())  # or nothing would change, and no board be sent
            await asyncio.sleep(0.1)
        return sum(page.tally.boards > 0 for page in self._slow)

    async def storm(self, rate: float, patience_s: float) -> Return:
        """Wait for the server's end, come back as pages do, and press *rate* a second with who is back."""
        sample = self._assign(self._pages[1:])
        self._until = time.monotonic() + patience_s
        self._tasks.clear()
        self._all_lost.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._all_lost.wait(), patience_s)
        began, worked, _ = self._reset()
        missing = set(self._pages)
        back_at: list[float] = []
        cycle = itertools.cycle(self._pages[1:])
        pacing = asyncio.create_task(self._pace(cycle, rate, until=self._until))
        while missing and time.monotonic() < self._until:
            back = {page for page in missing if page.is_ready}
            back_at += [time.monotonic()] * len(back)
            missing -= back
            await asyncio.sleep(0.01)
        pacing.cancel()
        sample.seconds = time.monotonic() - began
        sample.busy = (time.process_time() - worked) / sample.seconds
        sample.unanswered = await self._stragglers(self._pages)
        sample.errors, self._errors = self._errors, Counter()
        self._until = 0.0
        return Return(back_at, len(missing), sample)

    async def leave(self) -> None:
        """Hang up all pages."""
        for page in self._pages:
            page.leave()
        await asyncio.sleep(0.2)

    # Inside

    def _assign(self, active: Sequence[Page]) -> Sample:
        sample = self._sample = Sample()
        players = set(active)
        sample.players.clients = len(players)
        for page in self._pages:
            page.sample = sample
            if page in players:
                page.tally = sample.players
            elif page.number == 0 or page.is_slow:
                page.tally = Tally()
            else:
                page.tally = sample.watchers
                sample.watchers.clients += 1
        return sample

    def _reset(self) -> tuple[float, float, int]:
        sample = self._sample
        del sample.delays[:]
        sample.late_s = 0.0
        sample.players.reset()
        sample.watchers.reset()
        return time.monotonic(), time.process_time(), sample.sent

    def _lost(self, page: Page) -> None:
        if time.monotonic() < self._until:
            self._tasks.add(asyncio.create_task(page.come_back(self._until)))
            if len(self._tasks) == len(self._pages):
                self._all_lost.set()
        else:
            self._errors["connection lost"] += 1

    async def _pace(self, pages: Iterator[Page], rate: float, *, until: float) -> None:
        sample, began, done = self._sample, time.monotonic(), 0
        while rate and (now := time.monotonic()) < until:
            due = int((now - began) * rate) - done
            late_s = due / rate
            sample.late_s = max(sample.late_s, late_s)
            if late_s > BEHIND_MOST_S:
                done += due - int(BEHIND_MOST_S * rate)
                due = int(BEHIND_MOST_S * rate)
            for page in itertools.islice(pages, min(due, SLICE)):
                if page.is_ready:
                    page.press(time.monotonic())
                    sample.sent += 1
            done += min(due, SLICE)
            await asyncio.sleep(0 if due > SLICE else PACE_S)

    async def _burst(self, pages: Sequence[Page], every_s: float, *, until: float) -> None:
        while time.monotonic() < until:
            for page in pages:
                page.press(time.monotonic())
            self._sample.sent += len(pages)
            await asyncio.sleep(every_s)

    async def _flood(self, pages: Iterator[Page], rate: float, *, until: float) -> None:
        while time.monotonic() < until:
            for page in itertools.islice(pages, max(1, int(rate * 0.01))):
                page.say_again()
            await asyncio.sleep(0.01)

    async def _probe(self, probes: Sequence[Page], *, until: float) -> None:
        while probes and time.monotonic() < until:
            for probe in probes:
                if probe.is_ready:
                    now = time.monotonic()
                    probe.press(now)
                    self._sample.sent += 1
                    self._sample.pressed.append(Sighting(probe.player, probe.presses, now))
            await asyncio.sleep(PROBE_EVERY_S)

    @staticmethod
    async def _stragglers(pages: Sequence[Page]) -> int:
        """Wait a little for the last answers; give the presses that have none."""
        deadline = time.monotonic() + STRAGGLER_S
        waiting = deque(pages)
        while waiting and time.monotonic() < deadline:
            while waiting and waiting[0].acked == waiting[0].presses:
                waiting.popleft()
            if waiting:
                await asyncio.sleep(0.05)
        return sum(page.presses - page.acked for page in waiting)


async def _sleep_until(at: float) -> None:
    await asyncio.sleep(max(0.0, at - time.monotonic()))
