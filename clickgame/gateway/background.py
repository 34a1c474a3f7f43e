"""Work that goes on beside the rest for as long as something is open."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Coroutine

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def running(*work: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    """Run each of *work* in a task until the block ends; a fault in one is logged at once, and raised at the end."""
    tasks = [asyncio.create_task(each) for each in work]
    for task in tasks:
        task.add_done_callback(_report)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        logger.critical("something that goes on beside the rest has stopped", exc_info=fault)
