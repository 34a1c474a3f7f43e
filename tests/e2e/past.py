"""A data folder in which many have played for weeks, for those who look at pages: boards, feed, medals and crowns.

It is played, not staged: by the real engine, whose clock is told the time. Nothing in it is the same on two days, and
all of it is the same each time that it is made."""

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.feed import REACTION_KEYS, FeedAsk
from clickgame.core.arenas import ARENAS
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.e2e.days import token_of

ME = "Kiwi"
"""Who looks."""
TIRELESS = "Wolfgang Amadeus Moz"
"""Who presses so much that numbers are long."""
HANDLES = (
    *(ME, TIRELESS, "Otter", "Lynx", "Grace Hopper", "Ada", "Zoë", "Łukasz", "Ngozi O'Brien", "Xi", "Jean-Luc"),
    *("Mia", "Wren", "Søren", "Ayşe", "Ольга", "Juan Pablo Montoya", "Ko", "Iris", "Pixel", "Theo", "Marlene"),
    *("Button Masher 9000", "Noor", "Hugo", "Tak", "Yuki", "Bo", "Fern", "Quill"),
)
PLAYED_AT_ONCE = 9
PLAYED_S = 45
SESSIONS = (6, 13, 20)
"""Hours of the day at which some of them play."""
MARATHON_MIN, A_MINUTES_PRESSES = 2_100, 570
RESTED_S = 400.0  # a run of the longer arenas is over then


def live(folder: Path, days: int, *, seed: int = 4) -> None:
    """Have all of HANDLES play in *folder* on *days*, of which today is the last one."""
    # In a thread of its own: the browser's driver keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _Past(folder, days, random.Random(seed)).play()).result()


class _Past:
    """Plays in *folder* up to now."""

    def __init__(self, folder: Path, days: int, chance: random.Random) -> None:
        self._ends_at = time.time() - RESTED_S
        self._now = self._ends_at - days * DAY_S - MARATHON_MIN * 60
        self._chance = chance
        self._engine = Engine(Settings(data_dir=folder), clock=lambda: self._now, rng=chance)
        self._folder = folder
        self._players = dict[str, str]()
        self._pages = 0

    async def play(self) -> None:
        engine = self._engine
        await engine.open(Store.open(self._folder), refused_by=DiskTrouble)
        for handle in HANDLES:
            self._players[handle] = engine.arrive(token_of(handle), is_new=True).player
            engine.rename(self._players[handle], handle)
        day_at = self._now - self._now % DAY_S
        await self._session(list(HANDLES))  # whoever never presses is forgotten after a day
        await self._marathon()
        while self._now < self._ends_at:
            for hour in SESSIONS:
                starts_at = day_at + hour * 3600 + self._chance.uniform(0, 3600)
                if self._now < starts_at < self._ends_at - PLAYED_S:
                    self._now = starts_at
                    await self._session(self._some())
            day_at += DAY_S
            if day_at > self._ends_at:
                break
        self._now = self._ends_at - PLAYED_S
        await self._session(self._some())
        await self._rest()
        await engine.close()

    def _some(self) -> list[str]:
        """Choose who plays: some are there every day, most now and then."""
        regulars = [ME, TIRELESS, "Ada"]
        return regulars + self._chance.sample([each for each in HANDLES if each not in regulars], PLAYED_AT_ONCE)

    async def _session(self, handles: list[str]) -> None:
        """Have them press for a while, most of them in the same arena, at a pace that is their own and never even."""
        engine, chance = self._engine, self._chance
        arenas = [kind.key for kind in ARENAS]
        often = arenas[0] if chance.random() < 0.6 else chance.choice(arenas)  # more often than not
        at = {each: often if chance.random() < 0.7 else chance.choice(arenas) for each in handles}
        pace = {each: chance.uniform(1, 8) if each != TIRELESS else 9.0 for each in handles}
        counts = dict.fromkeys(handles, 0)
        self._pages += 1
        for second in range(PLAYED_S):
            for each in handles:
                if chance.random() < 0.9:  # they rest for a second, too
                    counts[each] += round(pace[each] * chance.uniform(0.4, 1.4))
            page = f"page {self._pages}"
            heard = [
                Count(self._players[each], at[each], page, counts[each], 0, 60, is_resume=True)
                for each in handles
                if counts[each]
            ]
            engine.hear(heard)
            await engine.recorder.stories.look()
            if second % 3 == 0:
                engine.feed.look()
            self._now += 1
        await engine.commit.written()
        self._react()
        await self._rest()

    async def _marathon(self) -> None:
        """Have one press on alone for very long, so that there are numbers that need room."""
        engine, player = self._engine, self._players[TIRELESS]
        for minute in range(1, MARATHON_MIN + 1):
            heard = Count(player, "marathon", "marathon", minute * A_MINUTES_PRESSES, 0, 60, is_resume=True)
            engine.hear([heard])
            await engine.recorder.stories.look()
            self._now += 60
        await engine.commit.written()
        await self._rest()

    async def _rest(self) -> None:
        """Let what they began be over, most of it."""
        self._now += RESTED_S
        await self._engine.sweep()
        self._engine.feed.look()
        await self._engine.commit.written()

    def _react(self) -> None:
        """Have some say something to the newest entries."""
        for entry in self._engine.feed.page(FeedAsk()).entries:
            for handle in self._chance.sample(HANDLES, self._chance.choice((0, 0, 0, 1, 3, 7))):
                try:
                    self._engine.feed.react(self._players[handle], entry.number, self._chance.choice(REACTION_KEYS))
                except GameError:  # what is hidden from that one
                    continue
