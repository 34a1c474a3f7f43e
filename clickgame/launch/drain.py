"""Empties a gateway that stops: its sockets are closed in no order, spread over a time, and not all in one moment.

A page whose socket is closed comes back at once, to whichever gateway takes connections then, and says again what was
not acknowledged. All of them at once would be more than the others can greet."""

import asyncio
import random
from collections.abc import Callable, Collection
from typing import Protocol

STEP_S = 0.02


class Connection(Protocol):
    """A connection of uvicorn's, of whichever protocol."""

    def shutdown(self) -> None:
        """End it: one that is being answered, after that."""


async def drain(
    connections: Collection[Connection], *, brief: type[object], within_s: float, is_enough: Callable[[], bool]
) -> None:
    """End all *connections*: those that are *brief* at once, and the others, which are sockets, one by one *within_s*.

    That no new ones come is the caller's business. Nothing more is done once all are gone, or it *is_enough*."""
    loop = asyncio.get_running_loop()
    waiting = [each for each in connections if not isinstance(each, brief)]
    for connection in [each for each in connections if isinstance(each, brief)]:
        connection.shutdown()
    random.shuffle(waiting)
    count, began = len(waiting), loop.time()
    while waiting and connections and not is_enough():
        keep = count * (1 - (loop.time() - began) / within_s)
        while waiting and len(waiting) > keep:
            connection = waiting.pop()
            if connection in connections:
                connection.shutdown()
        await asyncio.sleep(STEP_S)
