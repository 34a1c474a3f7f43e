"""The port of its own for those who watch over the server: what is measured, and the health's addresses.

No player ever reaches it, so that it needs no token; it listens on this machine unless a setting says otherwise.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager
from errno import EADDRINUSE

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from clickgame.launch.refusals import AddressUnusable, PortTaken

logger = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    """uvicorn's server beside another one, which is the one to hear signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave them to the other."""
        yield


@asynccontextmanager
async def side_port(routes: Sequence[BaseRoute], *, host: str, port: int) -> AsyncGenerator[int]:
    """Answer at *routes* on a *port* of *host* while the block runs, and give it. Raises PortTaken, AddressUnusable."""
    listener = _listen(host, port)
    config = uvicorn.Config(
        Starlette(routes=list(routes)), lifespan="off", log_config=None, access_log=False, server_header=False
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    chosen = listener.getsockname()[1]
    logger.info("metrics and health are on port %d of %s, too", chosen, host)
    try:
        yield chosen
    finally:
        server.should_exit = server.force_exit = True
        await serving
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        if problem.errno == EADDRINUSE:
            raise PortTaken(
                f"{host}:{port} is in use already; choose another with CLICKGAME_METRICS_PORT."
            ) from problem
        raise AddressUnusable(f"Cannot listen on {host}:{port}: {problem.strerror}.") from problem
