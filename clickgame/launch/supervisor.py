"""Looks after the processes of one game on one host: starts them, starts again what dies, stops them in their order.

Those that own the data, or wait to, start first and leave last; among them, the one that has run longest owns it.
SIGTERM and Ctrl-C stop all; a second one does so at once. SIGHUP renews one after another, each once the one before is
ready."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence

from clickgame.launch.children import REFUSED, Child, FirstStartRefused, Program

STOP_S = 10.0  # For each to end by itself: answers under way, the last snapshot.
READY_S = 60.0
ASK_S = 2.0
FORCED = 1  # The exit code where one had to be killed.
logger = logging.getLogger(__name__)


def supervise(programs: Sequence[Program], *, stop_s: float = STOP_S, ready_s: float = READY_S) -> int:
    """Keep *programs* running until stopped, and give the exit code.

    It is 0 when all ended by themselves, 1 when one had to be killed after *stop_s*, and 2 when the first start of one
    was refused. *ready_s* is how long one that is new may take until it does its work."""
    return asyncio.run(Supervisor(programs, stop_s=stop_s, ready_s=ready_s, write=_write).run())


def ready_at(host: str, port: int) -> Callable[[], Awaitable[bool]]:
    """Give what asks a process's own port whether it is ready."""

    async def ask() -> bool:
        with contextlib.suppress(OSError):  # TimeoutError is one, too
            async with asyncio.timeout(ASK_S):
                reader, writer = await asyncio.open_connection(host, port)
                try:
                    writer.write(b"GET /ready HTTP/1.0\r\nHost: localhost\r\n\r\n")
                    return (await reader.readline()).split()[1:2] == [b"200"]
                finally:
                    writer.close()
        return False

    return ask


class Supervisor:
    """The processes and their order."""

    def __init__(
        self, programs: Sequence[Program], *, stop_s: float, ready_s: float, write: Callable[[bytes], None]
    ) -> None:
        """Prepare it; *write* takes the lines of all."""
        self._children = [Child(program, write) for program in programs]
        self._stop_s = stop_s
        self._ready_s = ready_s
        self._is_stopping = asyncio.Event()
        self._is_asked_to_renew = asyncio.Event()
        self._code = 0

    async def run(self) -> int:
        """Keep all running until a signal, and give the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        loop.add_signal_handler(signal.SIGHUP, self._is_asked_to_renew.set)
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(self._work(tasks))
            await self._is_stopping.wait()
            working.cancel()
            await self._leave()
        return self._code

    async def _work(self, tasks: asyncio.TaskGroup) -> None:
        """Start the first, then the others, and renew all whenever somebody asks for it."""
        first, *others = self._children
        tasks.create_task(self._keep(first))
        if not await first.until_ready(within_s=self._ready_s):
            logger.error("%s is not ready after %g s; the others start without it", first.program.name, self._ready_s)
        for child in others:
            tasks.create_task(self._keep(child))
        while True:
            await self._is_asked_to_renew.wait()
            self._is_asked_to_renew.clear()
            await self._renew()

    async def _keep(self, child: Child) -> None:
        try:
            await child.keep()
        except FirstStartRefused:
            self._code = REFUSED
            self._is_stopping.set()

    async def _renew(self) -> None:
        """Renew one after another; the first that does not get ready ends that, and the rest stay as they are.

        Who waits to take over is renewed before the owner, so that it is a new one that takes over."""
        for child in [*self._owners(), *self._others()]:
            logger.info("%s is renewed", child.program.name)
            is_ready = await child.renew(stop_s=self._stop_s, ready_s=self._ready_s)
            for owner in self._owners():
                is_ready = is_ready and await owner.until_ready(within_s=self._ready_s)
            if not is_ready:
                logger.error("%s is not ready; what is not renewed yet stays as it is", child.program.name)
                return
        logger.info("all are renewed")

    async def _leave(self) -> None:
        """Have all end: at once those that own nothing, then one after another the owners."""
        ended = await asyncio.gather(*(child.leave(stop_s=self._stop_s) for child in self._others()))
        for child in self._owners():
            ended.append(await child.leave(stop_s=self._stop_s))
        if not all(ended):
            self._code = self._code or FORCED

    def _stop(self) -> None:
        if self._is_stopping.is_set():
            for child in self._children:
                child.kill()
        self._is_stopping.set()

    def _owners(self) -> list[Child]:
        """Give those that own the data or wait to, the owner last: it is the one that has run longest."""
        return sorted((each for each in self._children if each.program.is_owner), key=lambda each: -each.started_at)

    def _others(self) -> list[Child]:
        return [each for each in self._children if not each.program.is_owner]


def _write(line: bytes) -> None:
    with contextlib.suppress(OSError):  # a terminal that is gone stops nobody
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
