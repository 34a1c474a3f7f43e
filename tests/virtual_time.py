"""A loop whose time goes on only when everybody waits, and then at once: hours of a story take what its work takes."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

START_S = 1_000.0


class NothingWillHappen(Exception):
    """Everybody waits for somebody else."""


class _Impatient(selectors.DefaultSelector):
    """Waits for nothing: *pass_time* is told how long (s) it should have."""

    pass_time: Callable[[float], None]

    def select(self, timeout: float | None = None) -> Any:
        """Give what is ready now."""
        if timeout is None:
            raise NothingWillHappen
        self.pass_time(timeout)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own; what would be done in a thread is done at once."""

    def __init__(self) -> None:
        """Begin at START_S."""
        selector = _Impatient()
        selector.pass_time = self._pass
        self._now = START_S
        super().__init__(selector)

    def time(self) -> float:
        """Tell the time (s)."""
        return self._now

    def stand_still(self, seconds: float) -> None:
        """Let time pass in which nobody does anything: the process was stopped."""
        self._now += seconds

    def run_in_executor(self, executor: object, func: Callable[..., Any], *args: object) -> Any:
        """Do it now: nobody waits for a thread here."""
        del executor
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as problem:  # noqa: BLE001  # whoever waits is given it
            future.set_exception(problem)
        return future

    def _pass(self, seconds: float) -> None:
        self._now += max(0.0, seconds)


def loop_of_story() -> VirtualLoop:
    """Give the loop that runs."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop


def play(story: Coroutine[Any, Any, None]) -> None:
    """Run *story* on a loop of its own; a callback that fails fails it."""
    faults: list[BaseException | str] = []

    async def run() -> None:
        def note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            faults.append(context.get("exception") or context["message"])

        asyncio.get_running_loop().set_exception_handler(note)
        await story

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(run())
    assert faults == []
