"""The server's end of one worker: start it, hand it a program, hear how that ended, and end it."""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Self

from clickgame.learn.sandbox import frames
from clickgame.learn.sandbox.limits import Limits

ROOT = Path(__file__).parents[3]
GUEST = Path(__file__).with_name("guest.py")
GRACE_S = 5.0  # A worker sees to a program's time itself; one that is silent for so much longer is dead or stuck.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from clickgame.learn.sandbox.worker import main; main(sys.argv[2:])"
)


class WorkerLost(Exception):
    """A worker did not start, died, or is silent; the text is one line for the operator."""


class WorkerProcess:
    """A worker that has started; one program at a time."""

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits) -> None:
        """Talk to *process*; use `start`."""
        self._process = process
        self._limits = limits

    @classmethod
    async def start(cls, compiled: Path, harness: bytes, limits: Limits) -> Self:
        """Start a worker of the module at *compiled* with *harness*. Raises WorkerLost."""
        numbers = (limits.memory_mib, limits.cpu_s, limits.wall_s)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-B", "-c", _START, str(ROOT), str(compiled), str(GUEST), *map(str, numbers)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        worker = cls(process, limits)
        try:
            worker._say(frames.HARNESS, harness)
            kind, why = await worker._hear(limits.boot_s)
        except BaseException:
            await worker.stop()
            raise
        if kind != frames.READY:
            await worker.stop()
            raise WorkerLost(f"the interpreter did not start: {why.decode(errors='replace')[:300]!r}")
        return worker

    @property
    def pid(self) -> int:
        """The number of the process, which is its group's too."""
        return self._process.pid

    async def run(self, request: bytes) -> tuple[bytes, bytes]:
        """Run *request*; give how it ended, and its answer. Raises WorkerLost, after which there is no use for this."""
        self._say(frames.RUN, request)
        ending, answer = await self._hear(self._limits.wall_s + GRACE_S)
        if ending == frames.LOST:
            raise WorkerLost("a program's process was killed from outside, or broke")
        return ending, answer

    def cancel(self) -> None:
        """Have the program that runs end now."""
        self._say(frames.CANCEL)

    async def stop(self) -> None:
        """End the worker, and what runs in it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._process.stdin:
            self._process.stdin.close()
        await self._process.wait()

    def _say(self, kind: bytes, body: bytes = b"") -> None:
        if self._process.stdin:
            self._process.stdin.write(frames.frame(kind, body))

    async def _hear(self, patience_s: float) -> tuple[bytes, bytes]:
        stream = self._process.stdout
        if stream is None:
            raise WorkerLost("the worker has no way out")
        try:
            async with asyncio.timeout(patience_s):
                kind, size = frames.head(await stream.readexactly(frames.HEAD.size))
                return kind, await stream.readexactly(size)
        except TimeoutError:
            raise WorkerLost(f"a worker said nothing for {patience_s:.0f} s") from None
        except (asyncio.IncompleteReadError, ValueError, OSError) as problem:
            raise WorkerLost(f"a worker has ended: {problem}") from None
