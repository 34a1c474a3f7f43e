"""What a gateway stands before: the engine in its own process, or the way to one that is elsewhere."""

import asyncio
import contextlib
import gc
import importlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from clickgame.contract.bus import Bus
from clickgame.contract.calls import Link
from clickgame.contract.measures import Read, reader
from clickgame.engine.engine import Engine
from clickgame.engine.job_runs import JOB_RUNS, JobRuns
from clickgame.engine.link import LocalLink
from clickgame.engine.measures import ENGINE, MeteredStore, Meters
from clickgame.engine.storage import Store as Kept
from clickgame.gateway.background import running
from clickgame.gateway.line import Line
from clickgame.gateway.measures import GAME, LINE
from clickgame.gateway.remote_link import remote_link
from clickgame.launch.standby import hand_over, open_store, owning
from clickgame.settings import Settings, SettingsError, variable
from persistence.errors import DiskTrouble

Open = Callable[[], AbstractAsyncContextManager[None]]
Find = Callable[[Settings], Awaitable[Kept]]


class Shared(Protocol):
    """What shares a journal with a standby on another host: `sender.py` does."""

    def hold(self, callback: Callable[[], None]) -> None:
        """Call *callback* once all that is on record by now is shared."""
        ...

    @property
    def is_stood_by(self) -> bool:
        """Tell whether somebody there could go on with the game now."""
        ...


async def found(settings: Settings) -> Kept:
    """Give the store in the settings' folder."""
    return await asyncio.to_thread(open_store, settings)


@dataclass(frozen=True, slots=True)
class Core:
    """The link to an engine, what is measured of it here, and what keeps it going.

    *engine* is None where it is elsewhere, and *line* where it is not. *heard* is what is known here of one that is.
    """

    link: Link
    reads: Sequence[Read]
    open: Open
    engine: Engine | None = None
    line: Line | None = None
    heard: Sequence[Read] = ()


def here(settings: Settings, *, lessons: Mapping[str, str], find: Find = found, shared: Shared | None = None) -> Core:
    """Make an engine of this process's own, on the store that *find* gives once it is opened.

    *lessons* are titles by key. Where its journal is *shared* with another host, answers leave when that lets them.
    """
    engine = Engine(settings, gate=shared.hold if shared else None)
    meters, jobs = Meters(engine), JobRuns(engine, settings)

    @contextlib.asynccontextmanager
    async def open_engine() -> AsyncGenerator[None]:
        """Load the game and run its jobs; at the end, save it."""
        await start(engine, MeteredStore(await find(settings), meters))
        scheduler = jobs.scheduler()
        scheduler.start()
        try:
            async with owning(settings.data_dir):
                yield
        finally:
            scheduler.shutdown(wait=False)
            await hand_over(engine, is_stood_by_elsewhere=shared is not None and shared.is_stood_by)

    reads = reader(ENGINE, meters), reader(JOB_RUNS, jobs)
    return Core(LocalLink(engine, lessons=lessons, jobs=jobs), reads, open_engine, engine=engine)


def elsewhere(settings: Settings) -> Core:
    """Make the way to an engine in another process. Raises SettingsError where no setting names a Redis."""
    bus = bus_of(settings)
    line = Line(bus)

    @contextlib.asynccontextmanager
    async def open_line() -> AsyncGenerator[None]:
        """Keep the line; at the end, say goodbye while there is a connection."""
        async with running(bus.run()), running(line.run()):
            yield

    return Core(remote_link(line), (reader(LINE, line),), open_line, line=line, heard=(reader(GAME, line),))


def bus_of(settings: Settings) -> Bus:
    """Make the bus between the processes of the game, by the Redis that the settings name. Raises SettingsError."""
    if not settings.redis_url:
        raise SettingsError(f"{variable('redis_url')} has to name the Redis by which the game's processes talk.")
    # By name: whoever is all of the game in one process never loads it.
    module: Any = importlib.import_module("clickgame.launch.redis_bus")
    return module.RedisBus(settings.redis_url)


async def start(engine: Engine, store: Kept) -> None:
    """Open *engine* on *store*."""
    gc.disable()  # nothing that is loaded is garbage, and looking for it takes a tenth of the time
    try:
        await engine.open(store, refused_by=DiskTrouble)
    finally:
        gc.enable()
    gc.freeze()  # what was loaded stays: the collector would walk it again and again
