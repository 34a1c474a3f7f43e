"""An engine in a process of its own, for gateways in others: no page and no socket, but the files, rules and jobs."""

import asyncio
import contextlib
import gc
import logging
import signal
import time

import uvloop

from clickgame.contract.measures import reader
from clickgame.engine.link import LocalLink
from clickgame.engine.serving import SERVING, Serving
from clickgame.gateway.admin import admin_socket
from clickgame.gateway.background import running
from clickgame.gateway.clients import Clients
from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.moderation import Desk
from clickgame.launch.cores import bus_of, here
from clickgame.launch.server import NEVER, YOUNG_COLLECTIONS
from clickgame.launch.watch import Watch
from clickgame.learn.course import load
from clickgame.settings import ENGINE, Settings

_log = logging.getLogger("clickgame")


def serve(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C. Raises whatever keeps it from starting."""
    gc.freeze()
    gc.set_threshold(*YOUNG_COLLECTIONS, NEVER)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    core, bus = here(settings, lessons=load().titles), bus_of(settings)
    engine = core.engine
    if engine is None or not isinstance(core.link, LocalLink):
        raise TypeError("an engine is in its own process")
    serving = Serving(engine, core.link, bus)
    watch = Watch(core.link, (*core.reads, reader(SERVING, serving)), core.jobs, settings, role=ENGINE)
    # Nobody is connected here: networks are banned at the gateways.
    desk = Desk(core.link, Clients(), Admission(settings, room=0, clock=time.monotonic), clock=time.monotonic)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(core.open())
        await stack.enter_async_context(watch.open())
        await stack.enter_async_context(admin_socket(desk, settings.data_dir))
        await stack.enter_async_context(running(bus.run(), serving.run()))
        _log.info("the engine serves gateways (Ctrl-C stops it)")
        await stopping.wait()
        watch.health.stop()
