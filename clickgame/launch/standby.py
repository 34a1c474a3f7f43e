"""Stand by: have the game of a data folder in memory as it is played, and go on with it when its owner is no more.

    store = await stand_by(settings)                        # returns when the folder is ours
    await engine.open(store, refused_by=DiskTrouble)        # some hundredths of a second, however many players
    async with owning(settings.data_dir):                   # from now on we are watched as the owner before was
        …
        await hand_over(engine)

Only an open engine beats: one that loads holds up its loop, and would be taken for one that hangs.

What is guaranteed, on one host or wherever the folder's lock holds: one owner at a time, by the lock, which the kernel
lets go of when a process ends. Whatever was answered is in the journal, and so in the game that goes on. An owner that
stops lets go as soon as its journal is durable. One that is stopped or hangs is ended (`beat.py`). Where the folder
is not certain to be what was followed, it is loaded as at any start: later, and to the same effect.
"""

import asyncio
import gc
import logging
import math
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from clickgame.core import words
from clickgame.core.game import Game
from clickgame.core.rules import rules_of
from clickgame.core.state import State
from clickgame.engine.clock import time_line
from clickgame.engine.engine import Engine
from clickgame.launch.beat import Watchdog, beat, is_stood_by, standing_by
from clickgame.launch.lag import Lag
from clickgame.settings import Settings
from persistence.errors import FolderLocked, StoreError
from persistence.follower import Follower
from persistence.store import Store

LOOK_S = 0.02  # between two tries for the lock
FOLLOW_S = 0.1  # between two looks at the owner, and at a journal that brings little: a look costs more than a change
LITTLE = 100  # changes: of so many in a look, what comes until the next one holds up no taking over
SLICE = 1_000  # changes that are followed, and players who are placed, between two of them: some hundredths of a second
PLACED = 4_000  # changes after which players are placed: who has pressed again by then is placed once for all of them
TROUBLE_S = 5.0  # until a folder that cannot be followed is looked at again: each time it may be read as a whole

logger = logging.getLogger(__name__)


async def stand_by(
    settings: Settings, *, now: Callable[[], float] | None = None, standby: "Standby | None" = None
) -> Store:
    """Follow the game in the settings' folder until it is ours; give its store, to open an engine on by these settings.

    *now* is the game's time (s), for a *standby* that is made here. Raises what opening a folder raises that somebody
    else does not hold.
    """
    standby = standby or Standby(settings, now=now or time_line())
    await asyncio.to_thread(words.load)
    with standing_by(settings.data_dir):
        waiting = asyncio.ensure_future(asyncio.to_thread(standby.wait))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            standby.leave()
            with suppress(StoreError, Left):
                (await waiting).close()
            raise


class Left(Exception):
    """Whoever stood by does so no more."""


class Standby:
    """Whoever stands by; *is_behind* tells whether there is more to follow at once.

    *follows* counts the looks at the journal, and *has_waited* tells whether somebody else had the folder. Its *lag* is
    over each time that there is no more.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
        lag: Lag | None = None,
    ) -> None:
        """Have followed nothing yet; *clock* tells when to look (s)."""
        self.is_behind = self.has_waited = False
        self.follows = 0
        self._settings = settings
        self._clock = clock
        self._lag = lag or Lag()
        self._watchdog = Watchdog(settings.data_dir, patience_s=settings.standby_s)
        self._has_left = threading.Event()
        self._watches_at = self._follows_at = -math.inf
        self._starts = self._unplaced = 0
        rules = rules_of(settings)

        def start(state: State) -> Game:
            return Game(rules, state, now=now())

        self.follower = Follower(settings.data_dir, start)

    def wait(self) -> Store:
        """Look until the folder is ours, and give its store; raises Left after `leave`, and what `look` raises.

        For a thread of its own: to give each look to one anew takes longer than the look.
        """
        while not self._has_left.wait(0 if self.is_behind else LOOK_S):
            if (store := self.look()) is not None:
                return store
        raise Left

    def leave(self) -> None:
        """Have `wait` end."""
        self._has_left.set()

    def look(self) -> Store | None:
        """Try for the folder's lock, and give the store if it is ours; else look after its owner and follow a while.

        Raises what opening a folder raises that somebody else does not hold.
        """
        try:
            return open_store(self._settings, follower=self.follower)
        except FolderLocked:
            self.has_waited = True
        at = self._clock()
        if at >= self._watches_at:
            self._watches_at = at + FOLLOW_S
            self._watchdog.look(at)
        self.follow(at)
        return None

    def follow(self, at: float) -> None:
        """Follow a while, if it is time *at* this time (s); what cannot be followed is said, and tried again later."""
        if at < self._follows_at:
            return
        follower = self.follower
        self.follows += 1
        try:
            changes = follower.catch_up(most=SLICE)
        except StoreError as trouble:
            logger.warning("the game cannot be followed, and would be loaded: %s", trouble)
            self.is_behind, self._follows_at = False, at + TROUBLE_S
            return
        self._unplaced += changes
        if changes or self.is_behind or follower.starts != self._starts:
            self.is_behind = changes >= SLICE
            if self._unplaced >= PLACED or follower.starts != self._starts:
                is_placed = follower.records.settle(SLICE)
                self._unplaced = 0 if is_placed else PLACED
                self.is_behind |= not is_placed
            follower.records.forgo()
        if not self.is_behind:
            self._lag.end()
            if changes <= LITTLE:
                self._follows_at = at + FOLLOW_S
        if follower.starts != self._starts and not self.is_behind:
            self._starts = follower.starts
            gc.freeze()  # what was loaded stays: the collector would walk it again and again
            logger.info("standing by: the game of %s is followed", self._settings.data_dir)


def open_store(settings: Settings, *, follower: Follower[Game] | None = None) -> Store:
    """Open the store of the settings' folder; see `Store.open`."""
    return Store.open(
        settings.data_dir,
        generations=settings.keep_snapshots,
        expect_data=settings.expect_data == "yes",
        accept_older=settings.accept_older == "yes",
        follower=follower,
    )


@asynccontextmanager
async def owning(folder: Path) -> AsyncGenerator[None]:
    """Tell whoever stands by that the owner of *folder* works, for as long as the block runs and the loop does."""
    beating = asyncio.create_task(beat(folder))
    try:
        yield
    finally:
        beating.cancel()


async def hand_over(engine: Engine, *, is_stood_by_elsewhere: bool = False) -> None:
    """Close *engine*: at once where somebody stands by, who needs no snapshot, else with one for the next start."""
    await engine.close(saves=not (is_stood_by_elsewhere or is_stood_by(engine.settings.data_dir)))
