"""Players with bad luck: they press like people, and their network, their tabs and their sleep do what they like."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from clickgame.gateway.credentials import make
from tests.crash.network import Figures, TakenBack, Wrong
from tests.crash.pages import LATE_MOST_S, PageLoad
from tests.crash.rhythm import Rhythm

OPEN_MOST = 2  # page loads of one player at a time
PAGES_MOST = 22  # in all, those that sleep included; the server remembers 32
SILENT_MOST_S = 240.0  # with presses that are not acknowledged; the server lets silence count for 600
STEP_S = 0.1
WHIM_EVERY_S = 4.0
STALL_S = (1.0, 15.0, 6.0)  # the shortest, the longest, and the most likely
OUTAGE_S = (2.0, 30.0, 6.0)
NOTES_KEPT = 60


@dataclass(slots=True, eq=False)
class Member:
    """A player at *url*, by the whims of *rng*, with any number of page loads, of which a few are open."""

    url: str
    rng: Random
    figures: Figures
    cookie: str = field(default_factory=lambda: make().value)
    id: str = ""
    total: int = 0
    pages: list[PageLoad] = field(default_factory=list[PageLoad])
    _notes: deque[str] = field(default_factory=lambda: deque[str](maxlen=NOTES_KEPT))

    @property
    def pressed(self) -> int:
        """All presses of all page loads."""
        return sum(page.presses for page in self.pages)

    @property
    def acked(self) -> int:
        """All presses that were ever acknowledged."""
        return sum(page.acked for page in self.pages)

    @property
    def open_pages(self) -> list[PageLoad]:
        """The page loads that are open."""
        return [page for page in self.pages if page.is_open]

    # What the server says

    def identify(self, player: str) -> None:
        """Hear who one is; that never changes again."""
        if self.id and player != self.id:
            raise self.wrong(f"is unknown after a restart, and was made player {player}")
        self.id = player

    def judge(self, total: int, *, floor: int) -> None:
        """Hear one's total: at least what had been acknowledged (*floor*), at most what has been pressed."""
        if not floor <= total <= self.pressed:
            text = f"has {total} presses; acknowledged {floor}, pressed {self.pressed}"
            raise self.wrong(text, TakenBack if total < floor else Wrong)
        self.total = total
        self.figures.totals += 1

    def note(self, page: PageLoad, text: str) -> None:
        """Remember what happened to *page*, for whoever has to find out what went wrong."""
        self._notes.append(f"{time.monotonic():.2f} page {page.id[:4]} ({page.acked}/{page.presses}) {text}")

    def wrong(self, text: str, kind: type[Wrong] = Wrong) -> Wrong:
        """Say what is wrong, and what led to it."""
        return kind("\n".join([f"player {self.id} {text}", *self._notes]))

    # What a player is like, who may be another one in other tests

    def way(self) -> str:
        """Give the address for the next connection, but for its end."""
        return self.url

    def new_page(self) -> PageLoad:
        """Make a page load."""
        return PageLoad(self)

    def whims(self) -> "Sequence[Whim]":
        """Give what may happen, and how often each beside the others."""
        return WHIMS

    # What the player does

    async def play(self) -> None:
        """Press on one page or another, and have something happen every few seconds."""
        rng = self.rng
        await asyncio.sleep(rng.random())
        self._load(late_s=rng.choice((0.0, rng.uniform(0.0, LATE_MOST_S / 2))))
        rhythm, page = Rhythm(rng, now=time.monotonic()), self.pages[0]
        while True:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * STEP_S)
            page.presses += rhythm.presses_until(time.monotonic())
            for told in self.open_pages:
                told.tell()
            if self.id and rng.random() < STEP_S / WHIM_EVERY_S:
                self._wake()
                whims = self.whims()
                (whim,) = rng.choices([whim for whim, _ in whims], [weight for _, weight in whims])
                await whim(self)
            if not page.is_open or rng.random() < STEP_S:
                page = rng.choice(self.open_pages)

    def _load(self, *, late_s: float = 0.0) -> PageLoad:
        page = self.new_page()
        self.pages.append(page)
        if late_s:
            page.cut_off(late_s)
        page.open()
        return page

    def _wake(self) -> None:
        """Have the page loads come back that have been silent for as long as they may."""
        silent_since = time.monotonic() - SILENT_MOST_S
        for page in self.pages:
            if not page.is_open and page.acked < page.presses and page.heard_at < silent_since:
                self.note(page, "comes back, as it must")
                page.open()

    def _calm_page(self) -> PageLoad | None:
        calm = [page for page in self.open_pages if page.network.is_calm]
        return self.rng.choice(calm) if calm else None

    # What happens

    async def stall_sending(self) -> None:
        """Keep back what a page sends."""
        if page := self._calm_page():
            page.stall(sending_s=self.rng.triangular(*STALL_S))

    async def stall_reading(self) -> None:
        """Keep back what a page is answered."""
        if page := self._calm_page():
            page.stall(reading_s=self.rng.triangular(*STALL_S))

    async def stall_both(self) -> None:
        """Keep back everything, in both directions."""
        if page := self._calm_page():
            stall_s = self.rng.triangular(*STALL_S)
            page.stall(sending_s=stall_s, reading_s=stall_s)

    async def lose(self) -> None:
        """Lose a connection, even one that is stalled, and connect again at once."""
        self.rng.choice(self.open_pages).lose()

    async def go_offline(self) -> None:
        """Have no network for a while, with one page or with all that are open."""
        outage_s = self.rng.triangular(*OUTAGE_S)
        for page in self.open_pages:
            page.cut_off(outage_s + self.rng.random())

    async def go_offline_in_two_tabs(self) -> None:
        """Have no network for a while, with a second tab open."""
        await self.turn_to_another()
        await self.go_offline()

    async def turn_to_another(self) -> None:
        """Open a second tab, new or out of its sleep; a new one may take its time to be heard."""
        if len(self.open_pages) >= OPEN_MOST:
            await self.sleep()
        asleep = [page for page in self.pages if not page.is_open]
        if len(self.open_pages) >= OPEN_MOST:
            return
        if asleep and (len(self.pages) >= PAGES_MOST or self.rng.random() < 0.4):
            page = self.rng.choice(asleep)
            self.note(page, "comes back")
            page.open()
        elif len(self.pages) < PAGES_MOST:
            self._load(late_s=self.rng.choice((0.0, self.rng.uniform(1.0, LATE_MOST_S))))

    async def sleep(self) -> None:
        """Have a page go away without a word; what it has not sent is sent when it comes back.

        One that was never heard of stays: it could come back too late to say how old it is.
        """
        heard = [page for page in self.open_pages if page.is_heard]
        if len(self.open_pages) >= OPEN_MOST and heard:
            page = self.rng.choice(heard)
            self.note(page, "goes to sleep")
            await page.close()

    async def reload(self) -> None:
        """Leave one page for another one."""
        await self.turn_to_another()
        await self.sleep()


Whim = tuple[Callable[[Any], Awaitable[None]], int]

WHIMS: tuple[Whim, ...] = (
    (Member.stall_sending, 5),
    (Member.stall_reading, 2),
    (Member.stall_both, 2),
    (Member.lose, 3),
    (Member.go_offline, 2),
    (Member.go_offline_in_two_tabs, 2),
    (Member.turn_to_another, 3),
    (Member.sleep, 1),
    (Member.reload, 2),
)
