"""Buses for tests: run while a block does, and kept track of."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable

from clickgame.contract.bus import Bus
from clickgame.launch.redis_bus import RedisBus

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
