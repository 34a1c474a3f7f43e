"""Asyncio on a clock that moves only when everybody waits: five minutes of sleep take no time.

The loop needs no socket, thread or signal, so that it runs where there are none. When all tasks wait and nothing is
scheduled, that is a deadlock, and it is named with the lines that wait."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from .bounds import CLOCK_STEPS_MOST, LEARNERS_FILE, Stopped

EPOCH_S = 1_700_000_000.0  # What `time.time()` says when a program begins: always the same.


class Deadlock(BaseException):
    """All tasks wait, and nothing is going to wake any of them."""

    def __init__(self, lines: tuple[int, ...]) -> None:
        """Keep the learner's *lines* that wait."""
        super().__init__("every task waits, and nothing is left that could wake one")
        self.lines = lines


class Clock:
    """Seconds since the program began, in no relation to those on the wall."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0
        self._steps = 0

    @property
    def spent(self) -> bool:
        """Whether the bound was reached."""
        return self._steps > CLOCK_STEPS_MOST

    def move(self, seconds: float) -> None:
        """Let *seconds* pass at once."""
        if seconds <= 0:
            return
        self.now += seconds
        self._steps += 1
        if self.spent:
            raise Stopped("clock", f"{self.now:,.0f} seconds have passed on the clock, and the program still waits.")


class _Waiting:
    """Stands where a loop waits for sockets: there are none, so it moves the clock to what is scheduled next."""

    def __init__(self, loop: "Loop") -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        """Let *timeout* seconds pass; none at all means that nobody is going to do anything."""
        if timeout is None:
            raise Deadlock(waiting_lines(self._loop))
        self._loop.clock.move(timeout)
        return []

    def close(self) -> None:
        """Have nothing to close."""


class Loop(asyncio.BaseEventLoop):
    """An event loop on *clock*."""

    def __init__(self, clock: Clock) -> None:
        """Wait on *clock*."""
        super().__init__()
        self.clock = clock
        self._selector = _Waiting(self)
        self._clock_resolution = 1e-9

    def time(self) -> float:
        """Give the seconds on the clock."""
        return self.clock.now

    def run_in_executor(self, *_arguments: Any) -> Any:  # noqa: ANN401  # pyright: ignore[reportIncompatibleMethodOverride]
        """Refuse: there are no threads."""
        raise RuntimeError("there are no threads here")

    def _process_events(self, event_list: Any) -> None:  # noqa: ANN401  # asyncio's own signature
        pass

    def _write_to_self(self) -> None:
        pass


def waiting_lines(loop: asyncio.AbstractEventLoop) -> tuple[int, ...]:
    """List the learner's lines at which tasks of *loop* wait, the innermost of each task."""
    lines: set[int] = set()
    for task in asyncio.all_tasks(loop):
        own = 0
        waiting: Any = task.get_coro()
        while waiting is not None:
            frame = getattr(waiting, "cr_frame", None) or getattr(waiting, "ag_frame", None)
            if frame is not None and frame.f_code.co_filename == LEARNERS_FILE:
                own = frame.f_lineno
            waiting = getattr(waiting, "cr_await", None)
        lines |= {own} if own else set()
    return tuple(sorted(lines))


def runner(clock: Clock, unseen: Callable[[BaseException], None]) -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Make what stands for `asyncio.run`; *unseen* is told errors of tasks that nobody awaited."""

    def handler(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), BaseException):
            unseen(error)

    def run(main: Coroutine[Any, Any, Any], *, debug: bool | None = None) -> Any:  # noqa: ANN401, ARG001  # asyncio's own
        if not asyncio.iscoroutine(main):
            raise ValueError(f"a coroutine was expected, got {main!r}")
        if _is_running():
            main.close()
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        loop = Loop(clock)
        loop.set_exception_handler(handler)
        asyncio.set_event_loop(loop)
        try:
            return loop.run_until_complete(main)
        finally:
            _end(loop)
            asyncio.set_event_loop(None)
            loop.close()

    return run


def _is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _end(loop: Loop) -> None:
    """Cancel what still goes on in *loop*; a task that refuses to end is left behind."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(loop.shutdown_asyncgens())


@contextmanager
def in_place(clock: Clock, unseen: Callable[[BaseException], None]) -> Iterator[None]:
    """Have `asyncio.run` and what reads or awaits the time go by *clock*, until the block ends."""
    real = {name: getattr(time, name) for name in ("sleep", "time", "monotonic", "perf_counter")}
    real_run = asyncio.run
    asyncio.run = runner(clock, unseen)
    time.sleep = clock.move
    time.monotonic = time.perf_counter = lambda: clock.now
    time.time = lambda: EPOCH_S + clock.now
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(time, name, function)
        asyncio.run = real_run
