"""A program that is kept running: started again whenever it ends, after pauses that grow, its lines passed on.

Its standard input is a pipe that ends with this process, so that it can tell (`orphans.py`)."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import time
from asyncio.subprocess import STDOUT, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from clickgame.launch.pauses import Pauses

PAUSE_LEAST_S = 0.1
PAUSE_MOST_S = 10.0
CALM_S = 60.0  # After a life as long as that, pauses begin anew.
REFUSED = 2  # The exit code of a start that was refused: to try again would change nothing.
NOT_STARTED = 127
LINE_BYTES = 1 << 16
LAST_LINES_S = 0.5  # For what was said before the end; whoever it has started may hold its output open.
READY_POLL_S = 0.1
logger = logging.getLogger(__name__)


async def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Program:
    """What is to be kept running: *argv*, and from its second start on *again_argv*, where that is given.

    Of those that are *is_owner*, one owns the data and the others wait to take over. *is_ready* asks whether it does
    its work. Its variables are this process's, and *environ*. It is told to leave for good by the signal *leave_by*,
    and by SIGTERM where another takes its place."""

    name: str
    argv: Sequence[str]
    again_argv: Sequence[str] = ()
    is_owner: bool = False
    is_ready: Callable[[], Awaitable[bool]] = _always
    environ: Mapping[str, str] = field(default_factory=dict[str, str])
    leave_by: signal.Signals = signal.SIGTERM


class FirstStartRefused(Exception):
    """A program says that it cannot be started as it was asked to; the text is its name."""


class Child:
    """A *program* and its process, if there is one now; *write* takes its lines."""

    def __init__(self, program: Program, write: Callable[[bytes], None]) -> None:
        """Prepare it: nothing runs before `keep`."""
        self.program = program
        self.started_at = 0.0
        self._write = write
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._starts = 0
        self._is_leaving = False
        self._is_wanted_now = asyncio.Event()

    @property
    def is_running(self) -> bool:
        """Tell whether there is a process."""
        return self._process is not None and self._process.returncode is None

    async def keep(self) -> None:
        """Start it, and again whenever it ends, until it leaves. Raises FirstStartRefused."""
        pauses = Pauses(least_s=PAUSE_LEAST_S, most_s=PAUSE_MOST_S, calm_s=CALM_S)
        while not self._is_leaving:
            self._is_wanted_now.clear()
            code = await self._live()
            lived_s = time.monotonic() - self.started_at
            if self._is_wanted_now.is_set():
                continue
            if code == REFUSED and self._starts == 1 and lived_s < CALM_S:
                raise FirstStartRefused(self.program.name)
            pause_s = pauses.after(lasted_s=lived_s)
            logger.warning(
                "%s ended %s after %.1f s; again in %.1f s", self.program.name, ending(code), lived_s, pause_s
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_wanted_now.wait(), pause_s)

    async def until_ready(self, *, within_s: float) -> bool:
        """Wait until it does its work; tell whether it did *within_s*."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while not (self.is_running and await self.program.is_ready()):  # noqa: ASYNC110  # it tells nobody
                    await asyncio.sleep(READY_POLL_S)
                return True
        return False

    async def leave(self, *, stop_s: float) -> bool:
        """Have it end for good, by force after *stop_s*; tell whether no force was needed."""
        self._is_leaving = True
        self._is_wanted_now.set()
        return await self._end(self.program.leave_by, stop_s=stop_s)

    async def renew(self, *, stop_s: float, ready_s: float) -> bool:
        """Have its process replaced by a new one; tell whether that was ready within *ready_s*."""
        self._is_wanted_now.set()
        await self._end(signal.SIGTERM, stop_s=stop_s)
        return await self.until_ready(within_s=ready_s)

    def kill(self) -> None:
        """End it, and what it has started, at once."""
        if self._process is not None and self.is_running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def _live(self) -> int:
        """Run its process, and give the exit code."""
        self.started_at = time.monotonic()
        async with contextlib.AsyncExitStack() as pipes:
            async with self._starting:
                try:
                    process, lines = await self._start(pipes)
                except OSError as error:
                    logger.error("%s cannot be started: %s", self.program.name, error.strerror)  # noqa: TRY400
                    return NOT_STARTED
                self._process = process
            passing_on = asyncio.create_task(self._pass_on(lines))
            code = await process.wait()
            await asyncio.wait({passing_on}, timeout=LAST_LINES_S)
            passing_on.cancel()
        return code

    async def _start(self, pipes: contextlib.AsyncExitStack) -> tuple[Process, asyncio.StreamReader]:
        """Start its process; give that, and what it says. What is ours of the *pipes* is closed with them.

        asyncio's own ones will not do: it waits for their end, and whoever a program has started may hold them open."""
        argv = (self._starts and self.program.again_argv) or self.program.argv
        self._starts += 1
        stdin, living = os.pipe()
        pipes.callback(os.close, living)
        output, stdout = os.pipe()
        try:
            lines = asyncio.StreamReader(limit=LINE_BYTES)
            transport, _ = await asyncio.get_running_loop().connect_read_pipe(
                lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(output, "rb", buffering=0)
            )
            pipes.callback(transport.close)
            process = await asyncio.create_subprocess_exec(
                *argv,
                stdin=stdin,
                stdout=stdout,
                stderr=STDOUT,
                env={**os.environ, **self.program.environ},
                process_group=0,  # Ctrl-C is for the supervisor, which ends them in their order.
            )
        finally:
            os.close(stdin)
            os.close(stdout)
        return process, lines

    async def _end(self, number: signal.Signals, *, stop_s: float) -> bool:
        async with self._starting:
            process = self._process
        if process is None or process.returncode is not None:
            return True
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        try:
            await asyncio.wait_for(process.wait(), stop_s)
        except TimeoutError:
            logger.warning("%s did not end within %g s and is killed", self.program.name, stop_s)
            self.kill()
            await process.wait()
        return process.returncode != -signal.SIGKILL

    async def _pass_on(self, lines: asyncio.StreamReader) -> None:
        while line := await _line(lines):
            self._write(labelled(self.program.name, line))


async def _line(lines: asyncio.StreamReader) -> bytes:
    """Read a line, or a part of one that is too long; nothing at the end."""
    try:
        return await lines.readuntil()
    except asyncio.IncompleteReadError as end:
        return end.partial
    except asyncio.LimitOverrunError:
        return await lines.read(LINE_BYTES)


def labelled(name: str, line: bytes) -> bytes:
    """Say whose *line* it is: before it, or as a field where it is a JSON object."""
    text = line.rstrip(b"\r\n")
    if text.startswith(b'{"'):
        return b'{"process": %b, %b\n' % (json.dumps(name).encode(), text[1:])
    return b"%b | %b\n" % (name.encode(), text)


def ending(code: int) -> str:
    """Say how a process with the exit *code* ended."""
    return f"with code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
