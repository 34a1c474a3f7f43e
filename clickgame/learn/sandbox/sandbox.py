"""Runs learners' programs: each waits its turn, is run by a worker, and its player sees where it stands meanwhile.

Nothing is started before the first program comes, so that a server on which nobody learns pays nothing.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clickgame.contract.errors import GameError
from clickgame.contract.sandbox import SandboxFailed, SandboxFull, SandboxOff
from clickgame.learn.sandbox import frames, module
from clickgame.learn.sandbox.answers import Answer, stopped
from clickgame.learn.sandbox.bundle import bundle
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.process import WorkerLost, WorkerProcess
from clickgame.learn.sandbox.requests import packed
from clickgame.learn.sandbox.waiting import Ticket, Waiting

logger = logging.getLogger(__name__)

# What a player is told of a program that gave no answer.
STOPPED = {
    frames.TIME: "time",
    frames.SIZE: "size",
    frames.QUIT: "quit",
    frames.CRASHED: "crashed",
    frames.UNREADABLE: "unreadable",
}
AGAIN_S = 2.0  # A worker that does not start is not tried again at once.


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a program stands: it waits at *place* of the line, from 1 on, or runs, at place 0."""

    place: int


@dataclass(eq=False, slots=True)
class _Program:
    """One program on its way."""

    request: bytes
    progress: Callable[[Progress], object]
    answered: "asyncio.Future[Answer]"
    patience: asyncio.Timeout
    worker: WorkerProcess | None = None

    def tell(self, place: int) -> None:
        """Say where it stands; whoever hears it hurts nobody else by raising."""
        try:
            self.progress(Progress(place))
        except Exception:  # the program goes on
            logger.exception("whoever asked for a program's progress failed")

    def begin(self, worker: WorkerProcess) -> None:
        """Note that *worker* runs it from now on: it has waited for long enough."""
        self.worker = worker
        self.patience.reschedule(None)
        self.tell(0)

    def end(self, result: Answer | GameError) -> None:
        """Give *result* to whoever still waits for it."""
        self.worker = None
        if self.answered.done():
            return
        if isinstance(result, GameError):
            self.answered.set_exception(result)
        else:
            self.answered.set_result(result)


class Sandbox:
    """The workers of one server, and who waits for them."""

    def __init__(self, limits: Limits, root: Path, *, harness: Callable[[], bytes] = bundle) -> None:
        """Run programs within *limits* by the module that was compiled into *root*, and in what *harness* gives."""
        self._limits, self._root, self._harness = limits, root, harness
        self._waiting = Waiting(most=limits.waiting, each=limits.each)
        self._programs: dict[Ticket, _Program] = {}
        self._changed = asyncio.Event()
        self._wanted = asyncio.Event()
        self._seats: list[asyncio.Task[None]] = []
        self._is_off = not limits.workers

    async def run(
        self,
        player: str,
        request: object,
        progress: Callable[[Progress], object] = lambda _progress: None,
        *,
        is_patient: bool = False,
    ) -> Answer:
        """Run *request* for *player* once it is its turn, and give what came of it; *progress* hears where it stands.

        One that *is_patient* comes after all that are not.
        Whoever is cancelled gives its place up, and its program ends. Raises ProgramInvalid, ProgramTooLong,
        TooManyPrograms, SandboxFull, SandboxOff and SandboxFailed.
        """
        line = packed(request, self._limits)
        if self._is_off:
            raise SandboxOff
        ticket = self._waiting.join(player, is_patient=is_patient)
        try:
            async with asyncio.timeout(self._limits.wait_s) as patience:
                program = _Program(line, progress, asyncio.get_running_loop().create_future(), patience)
                self._programs[ticket] = program
                self.warm()
                self._changed.set()
                program.tell(ticket.place)
                return await program.answered
        except TimeoutError:
            raise SandboxFull from None
        finally:
            program = self._programs.pop(ticket)
            if program.worker:
                program.worker.cancel()
            self._waiting.leave(ticket)
            self._move_up()

    def warm(self) -> None:
        """Start the workers if they are not there: somebody looks at a lesson, and will run something soon."""
        if not self._seats and not self._is_off:
            self._seats = [asyncio.create_task(self._seat()) for _ in range(self._limits.workers_now())]
        self._wanted.set()

    async def close(self) -> None:
        """End all workers; whoever waits is told that it failed."""
        self._is_off = True
        for seat in self._seats:
            seat.cancel()
        await asyncio.gather(*self._seats, return_exceptions=True)
        self._seats.clear()
        self._refuse_all(SandboxFailed())

    async def _seat(self) -> None:
        """Keep one worker, and have it run one program after the other."""
        worker: WorkerProcess | None = None
        try:
            while not self._is_off:
                worker = worker or await self._started()
                if worker and (ticket := await self._next()):
                    worker = await self._serve(worker, ticket)
                elif worker:
                    await worker.stop()
                    worker = None
        finally:
            if worker:
                await worker.stop()

    async def _started(self) -> WorkerProcess | None:
        """Start a worker as soon as one is wanted; None if that does not work."""
        await self._wanted.wait()
        try:
            compiled = await asyncio.to_thread(module.checked, self._root)
            return await WorkerProcess.start(compiled, self._harness(), self._limits)
        except module.ModuleUnusable as problem:
            logger.warning("learners' programs are not run: %s", problem)
            self._is_off = True
            self._refuse_all(SandboxOff())
        except (WorkerLost, OSError) as problem:
            logger.warning("a worker of the sandbox did not start: %s", problem)
            self._refuse_all(SandboxFailed())
            self._wanted.clear()
            await asyncio.sleep(AGAIN_S)
        return None

    async def _next(self) -> Ticket | None:
        """Wait for the next program; None if there is none for a long time."""
        while (ticket := self._waiting.take()) is None:
            self._changed.clear()
            try:
                async with asyncio.timeout(self._limits.idle_s):
                    await self._changed.wait()
            except TimeoutError:
                self._wanted.clear()
                return None
        self._move_up()
        return ticket

    async def _serve(self, worker: WorkerProcess, ticket: Ticket) -> WorkerProcess | None:
        """Have *worker* run the program of *ticket*; give it back if it is good for more."""
        program = self._programs[ticket]
        program.begin(worker)
        result: Answer | GameError = SandboxFailed()
        try:
            ending, answer = await worker.run(program.request)
            result = json.loads(answer) if ending == frames.DONE else stopped(STOPPED.get(ending, "time"))
        except WorkerLost as problem:
            logger.warning("a worker of the sandbox is replaced: %s", problem)
            await worker.stop()
            return None
        finally:
            program.end(result)
            self._waiting.finish(ticket)
            self._changed.set()
        return worker

    def _move_up(self) -> None:
        for ticket in self._waiting.moved():
            if program := self._programs.get(ticket):
                program.tell(ticket.place)

    def _refuse_all(self, refusal: GameError) -> None:
        """Give *refusal* to all who wait; what another worker runs goes on."""
        for program in self._programs.values():
            if program.worker is None:
                program.end(refusal)
