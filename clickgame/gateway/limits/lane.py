"""One costly thing a turn of the event loop: what comes in a crowd waits in line, and presses pass between.

Whoever waits gets a turn by address: a stranger who brings a thousand things delays everybody else by one of them.
"""

import asyncio
from collections import deque
from collections.abc import Callable


class Lane:
    """Calls back, once a turn of the loop, those who wait."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._lines: dict[str, deque[Callable[[], object]]] = {}
        self._is_taken = False

    def __len__(self) -> int:
        """Count those who wait."""
        return sum(map(len, self._lines.values()))

    def call(self, address: str, callback: Callable[[], object]) -> None:
        """Call *callback* when it is the turn of *address*: at once if nobody has had this one."""
        if self._is_taken:
            self._lines.setdefault(address, deque()).append(callback)
        else:
            self._is_taken = True
            asyncio.get_running_loop().call_soon(self._next)
            callback()

    async def turn(self, address: str) -> None:
        """Wait until it is the turn of *address*."""
        if not self._is_taken:
            self.call(address, int)
            return
        turn = asyncio.get_running_loop().create_future()
        self.call(address, lambda: turn.done() or turn.set_result(None))
        await turn

    def _next(self) -> None:
        if not self._lines:
            self._is_taken = False
            return
        asyncio.get_running_loop().call_soon(self._next)
        address = next(iter(self._lines))
        line = self._lines.pop(address)
        callback = line.popleft()
        if line:
            self._lines[address] = line
        callback()
