"""Work that goes on beside the rest for as long as something is open."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Coroutine


@contextlib.asynccontextmanager
async def running(*work: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    """Run each of *work* in a task until the block ends; a fault in one of them is raised there."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result
