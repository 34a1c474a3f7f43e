"""A sandbox with real workers for tests, beside a test's own thread, and what is left of it on this machine."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clickgame.launch.page import ROOT
from clickgame.learn.sandbox import module
from clickgame.learn.sandbox.bundle import HARNESS, bundle
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.sandbox import Progress, Sandbox

SMALL = Path(__file__).with_name("small")
PATIENCE_S = 300.0  # A machine that others use too may be slow.
WORKER = b"clickgame.learn.sandbox.worker"
NEEDS_WORKERS = pytest.mark.skipif(bool(module.missing()), reason=module.missing() or "there are workers")
# Whoever tests something else than the limits of time is not to run into one, on a machine that is busy.
PATIENT = {"cpu_s": 30.0, "wall_s": 200.0, "wait_s": 200.0, "boot_s": 120.0}


def limits(**changed: Any) -> Limits:
    """Give limits for a test, with *changed* ones."""
    return Limits(**{**PATIENT, **changed})


def small() -> bytes:
    """Give the harness of a few lines."""
    return bundle(SMALL)


def real() -> bytes:
    """Give the harness that learners have, or the small one where there is none."""
    return bundle() if (HARNESS / "__init__.py").is_file() else small()


@contextlib.asynccontextmanager
async def sandbox(*, harness: Callable[[], bytes] = small, **changed: Any) -> AsyncGenerator[Sandbox]:
    """Open a sandbox with real workers."""
    await asyncio.to_thread(module.build, ROOT)
    opened = Sandbox(limits(**changed), ROOT, harness=harness)
    try:
        yield opened
    finally:
        await opened.close()


class Room:
    """A sandbox whose loop runs in a thread of its own, so that many tests share its workers."""

    def __init__(self, loop: asyncio.AbstractEventLoop, opened: Sandbox) -> None:
        """Use `room`."""
        self._loop, self.sandbox = loop, opened

    def run(self, code: object, *, player: str = "player", **more: Any) -> Any:
        """Run *code*, and give what came of it."""
        return self.ask({"code": code, **more}, player=player)

    def ask(self, request: object, *, player: str = "player") -> Any:
        """Run *request*, and give what came of it."""
        coming = asyncio.run_coroutine_threadsafe(self.sandbox.run(player, request), self._loop)
        return coming.result(PATIENCE_S)


@contextlib.contextmanager
def room(**changed: Any) -> Iterator[Room]:
    """Open a sandbox for tests that are no coroutines."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    context = sandbox(**changed)
    opened = asyncio.run_coroutine_threadsafe(context.__aenter__(), loop).result(PATIENCE_S)
    try:
        yield Room(loop, opened)
    finally:
        asyncio.run_coroutine_threadsafe(context.__aexit__(None, None, None), loop).result(PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def processes() -> dict[int, int]:
    """List the workers below this process, dead ones included, and what is below them, with the parent of each."""
    parents: dict[int, int] = {}
    workers: set[int] = set()
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            pid, parent = int(folder.name), int(stat.rsplit(")", 1)[1].split()[1])
            parents[pid] = parent
            command = (folder / "cmdline").read_bytes()
            if parent == os.getpid() and (WORKER in command or not command):  # other tests have processes, too
                workers.add(pid)
    below = workers
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return {pid: parents[pid] for pid in below}


def descriptors() -> int:
    """Count the open files of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def until(is_so: Callable[[], object]) -> None:
    """Wait until *is_so*; what happens in other processes tells nobody."""
    while not is_so():  # noqa: ASYNC110  # there is no event to wait for
        await asyncio.sleep(0.01)


class Heard(list[int]):
    """The places that were told of a program."""

    def __call__(self, progress: Progress) -> None:
        """Hear one."""
        self.append(progress.place)

    async def until_running(self) -> None:
        """Wait until the program runs."""
        await until(lambda: self[-1:] == [0])
