"""Buses for tests: run while a block does, and kept track of."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

from clickgame.contract.bus import Bus
from clickgame.launch.redis_bus import RedisBus
from tests.redis_server import RedisServer

WAIT_S = 20.0


async def until(is_so: Callable[[], object], what: str) -> None:
    """Wait for *what*."""
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline, f"it never came about that {what}"
        await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def running(*buses: Bus) -> AsyncGenerator[None]:
    """Run *buses* while the block does; all of them are up first."""
    tasks = [asyncio.create_task(bus.run()) for bus in buses]
    try:
        await until(lambda: all(bus.is_up for bus in buses), "all are up")
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def give_up(redis: RedisServer) -> None:
    """End *redis*, and with it what was written and never taken: it would keep its socket past the loop's end."""
    redis.kill()
    await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def trying(bus: Bus) -> AsyncGenerator[None]:
    """Run *bus* while the block does, whether it gets anywhere or not."""
    task = asyncio.create_task(bus.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def answering(
    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]], *, path: Path | None = None
) -> AsyncGenerator[str]:
    """Give the place of a server that is no Redis while the block runs: at *path*, or on a free port."""
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await answer(reader, writer)
        writer.close()

    server = await (asyncio.start_unix_server(serve, path) if path else asyncio.start_server(serve, "127.0.0.1", 0))
    try:
        yield str(path or f"127.0.0.1:{server.sockets[0].getsockname()[1]}")
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)


class Listener:
    """Keeps what comes by a bus, gaps as None."""

    def __init__(self, url: str, *channels: str) -> None:
        """Prepare a bus that listens to *channels*."""
        self.bus = RedisBus(url)
        self.heard: list[bytes | None] = []
        for channel in channels:
            self.bus.listen(channel, self.heard.append)
        self.bus.on_gap(lambda: self.heard.append(None))

    @property
    def gaps(self) -> int:
        """Count the gaps."""
        return self.heard.count(None)
