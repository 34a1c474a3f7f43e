"""The job table: what runs by the clock, how often, and why that often."""

import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from clickgame.core.runs import LOOK_S
from clickgame.engine.engine import Engine
from clickgame.engine.moderation import expire
from clickgame.settings import Settings

EXPIRE_S = 5.3  # how long a sanction may outlive its time, for others; its player is not held to it
PAUSE_MOST_S = 60.0
FIRST, SECOND, LAST = range(3)


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name, the coroutine function that does it to an engine, how often (s) by the settings, and its words.

    Jobs that are long, whose *turn* is a number, run one at a time: of those that wait, the least number is next. After
    a failure it is tried again, at most *pause_most_s* later.
    """

    name: str
    run: Callable[[Engine], Awaitable[object]]
    every_s: Callable[[Settings], float]
    text: str
    turn: int | None = None
    pause_most_s: float = PAUSE_MOST_S


async def erase(engine: Engine) -> None:
    """Have those who wanted to be no more leave the files, also where snapshots are seldom."""
    if engine.erased:
        await engine.save()


async def look(engine: Engine) -> None:
    """Look what is new for the feed, and put it on record."""
    async with engine.lock:
        if engine.is_open:
            engine.feed.look()


async def tidy(_engine: Engine) -> None:
    """Free what only a full garbage collection finds; left to itself, one stalls presses whenever a crowd arrives."""
    gc.collect()


async def curves(engine: Engine) -> None:
    """Look at the runs of whoever presses, for their curves."""
    await engine.recorder.stories.look()


# The default periods are odd to one another, so that the jobs seldom meet.
JOBS = (
    Job("sweep", Engine.sweep, lambda settings: settings.sweep_s, "Ends runs that are over"),
    Job("save", Engine.save, lambda settings: settings.save_s, "Writes a snapshot", turn=SECOND),
    Job("erase", erase, lambda settings: settings.erase_s, "Clears the deleted from the files", turn=FIRST),
    # It also mends the journal when the disk is back: that must not wait for long.
    Job(
        "sync",
        Engine.sync,
        lambda settings: settings.sync_s or settings.save_s,
        "Forces the journal to disk",
        pause_most_s=4.0,
    ),
    Job("curves", curves, lambda _: LOOK_S, "Notes the curves of runs"),
    Job("sanctions", expire, lambda _: EXPIRE_S, "Ends sanctions"),
    Job("look", look, lambda settings: settings.feed_s, "Looks what is new for the feed"),
    Job("tidy", tidy, lambda settings: settings.tidy_s, "Frees memory", turn=LAST),
)
