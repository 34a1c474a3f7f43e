"""An engine in a process of its own, for gateways in others: no page and no socket, but the files, rules and jobs."""

import asyncio
import contextlib
import gc
import logging
import signal
import time
from collections.abc import Coroutine
from functools import partial
from typing import Any

import uvloop
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clickgame.contract.measures import reader
from clickgame.engine.clock import time_line
from clickgame.engine.link import LocalLink
from clickgame.engine.serving import SERVING, Serving
from clickgame.engine.storage import Store
from clickgame.gateway.admin import admin_socket
from clickgame.gateway.background import running
from clickgame.gateway.moderation import Desk
from clickgame.launch.cores import Find, bus_of, found, here
from clickgame.launch.lag import LAG, Lag
from clickgame.launch.process import PROCESS, Process
from clickgame.launch.replication import Replication, log_of
from clickgame.launch.server import NEVER, YOUNG_COLLECTIONS
from clickgame.launch.side_port import side_port
from clickgame.launch.standby import Standby, stand_by
from clickgame.launch.watch import Watch
from clickgame.learn.course import load
from clickgame.settings import ENGINE, STANDBY, Settings
from clickgame.web.http.health import QUESTIONS
from clickgame.web.http.metrics import Metrics

_log = logging.getLogger("clickgame")


def serve(settings: Settings, *, stands_by: bool = False) -> None:
    """Run until SIGTERM or Ctrl-C; whoever *stands_by* begins once the folder is nobody else's.

    Raises whatever keeps it from starting.
    """
    gc.freeze()
    gc.set_threshold(*YOUNG_COLLECTIONS, NEVER)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, stands_by=stands_by))


async def _serve(settings: Settings, *, stands_by: bool) -> None:
    bus, shares = bus_of(settings), settings.replicate == "yes"
    lag = Lag()
    replication = Replication(settings, log_of(settings), stands_by=stands_by, lag=lag) if shares else None
    find: Find = found
    if replication is not None:
        find = replication.find
    elif stands_by:
        find = partial(stand_by, standby=Standby(settings, now=time_line(), lag=lag))
    core = here(
        settings,
        lessons=load().titles,
        find=partial(_wait, find=find, lag=lag) if stands_by or replication else find,
        shared=replication.sender if replication else None,
    )
    engine = core.engine
    if engine is None or not isinstance(core.link, LocalLink):
        raise TypeError("an engine is in its own process")
    serving = Serving(engine, core.link, bus)
    watch = Watch(core.link, (*core.reads, reader(SERVING, serving)), settings, role=ENGINE)
    desk = Desk(core.link, clock=time.monotonic)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(running(bus.run()))  # already now: it takes longer than to take over
        if replication is not None:
            await stack.enter_async_context(replication.open())
        if not await _begins(stack.enter_async_context(core.open()), stopping):
            return
        if replication is not None:
            replication.serve(engine)
        await stack.enter_async_context(watch.open())
        await stack.enter_async_context(admin_socket(desk, settings.data_dir))
        await stack.enter_async_context(running(serving.run()))
        _log.info("the engine serves gateways (Ctrl-C stops it)")
        await stopping.wait()
        watch.health.stop()


async def _begins(opening: Coroutine[Any, Any, None], stopping: asyncio.Event) -> bool:
    """Wait until the engine is open; tell whether it is, or whether it was to stop before."""
    begun, told = asyncio.ensure_future(opening), asyncio.ensure_future(stopping.wait())
    await asyncio.wait((begun, told), return_when=asyncio.FIRST_COMPLETED)
    if begun.done():
        told.cancel()
        await begun
        return True
    begun.cancel()
    await asyncio.wait((begun,))
    return False


async def _wait(settings: Settings, *, find: Find, lag: Lag) -> Store:
    """Stand by until *find* gives the store; say on the port for it that all is well, and how great the *lag* is."""
    _log.info("standing by (Ctrl-C stops it)")
    if not settings.metrics_port:
        return await find(settings)
    process = Process()
    metrics = Metrics((reader(PROCESS, process), reader(LAG, lag)), role=STANDBY)
    routes = [*(Route(path, _standing_by) for path in QUESTIONS), metrics.route()]
    async with (
        running(process.run()),
        side_port(routes, host=settings.metrics_host, port=settings.metrics_port),
    ):
        return await find(settings)


async def _standing_by(_request: Request) -> Response:
    return JSONResponse({"status": "ok", "role": STANDBY}, headers={"cache-control": "no-store"})
