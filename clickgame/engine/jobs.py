"""The job table: what runs by the clock, how often, and why that often."""

# APScheduler comes without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from clickgame.core.runs import LOOK_S
from clickgame.engine.engine import Engine
from clickgame.engine.moderation import expire
from clickgame.settings import Settings

EXPIRE_S = 5.3  # how long a sanction may outlive its time, for others; its player is not held to it


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name, the coroutine function that does it to an engine, and how often (s) by the settings."""

    name: str
    run: Callable[[Engine], Awaitable[object]]
    every_s: Callable[[Settings], float]


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
    Job("sweep", Engine.sweep, every_s=lambda settings: settings.sweep_s),
    Job("save", Engine.save, every_s=lambda settings: settings.save_s),
    Job("erase", erase, every_s=lambda settings: settings.erase_s),
    Job("sync", Engine.sync, every_s=lambda settings: settings.sync_s or settings.save_s),
    Job("curves", curves, every_s=lambda _: LOOK_S),
    Job("sanctions", expire, every_s=lambda _: EXPIRE_S),
    Job("look", look, every_s=lambda settings: settings.feed_s),
    Job("tidy", tidy, every_s=lambda settings: settings.tidy_s),
)


def schedule(engine: Engine, settings: Settings) -> AsyncIOScheduler:
    """Give a scheduler with every job on it, not yet started; it wants a running event loop to start in."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in JOBS:
        # One run at a time, and one is enough to make up for any that were missed.
        scheduler.add_job(
            job.run,
            "interval",
            args=(engine,),
            id=job.name,
            seconds=job.every_s(settings),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    return scheduler
