"""Learners' programs at a gateway: who asks, what is run, and what their pages are told of it.

A page needs no player for this. The line of the sandbox knows a learner by the player, or else by the address, so that
many pages of one visitor are one visitor. A program goes on when its page loses the connection: the player's next page
of the same lesson is told what came of it.

What a player has checked is kept by the engine, and a page is told once it is. Of whoever is no player it is known here
how often a lesson was tried, for as long as the page is there.
"""

import asyncio
import secrets
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.learning import (
    CODE_LONGEST,
    CodeTooLong,
    Learning,
    SolutionLocked,
    Study,
    UnknownHint,
    UnknownLesson,
)
from clickgame.gateway.clients import Wire
from clickgame.gateway.learn_answers import came_of, is_passed_by
from clickgame.gateway.reflex.channels import LEARN
from clickgame.gateway.reflex.protocol import Values, delta

HONEST_TRIES = 3  # after which the solution is shown to whoever has not passed
KEPT_MOST = 2_000  # learners' lessons of which it is known what came of the last program
SEED_BITS = 32

WAITING, RUNNING, DONE, REFUSED = "waiting", "running", "done", "refused"


class Taught(Protocol):
    """What is to be known of a lesson here; see `clickgame.learn.lesson`."""

    @property
    def key(self) -> str:
        """Its key."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def hints(self) -> Sequence[str]:
        """What is told one at a time."""
        ...

    @property
    def solution(self) -> str:
        """A program that passes."""
        ...

    def request(self, code: str, *, seed: int) -> dict[str, Any]:
        """Ask for *code* to be checked."""
        ...

    def tell(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Give an answer in the lesson's words."""
        ...


class Place(Protocol):
    """Where a program stands: it waits at *place*, from 1 on, or runs, at 0."""

    @property
    def place(self) -> int:
        """Its place in the line."""
        ...


Run = Callable[[str, object, Callable[[Place], object]], Awaitable[Any]]
"""Runs a request for a learner, telling where it stands, and gives the answer. Raises GameError."""


@dataclass(slots=True)
class Work:
    """What is known of a learner's work on a lesson: who is told, what was told last, and how often it was tried.

    Of a *player* ("" for nobody) the engine knows how often.
    """

    sid: str
    player: str
    told: Values = field(default_factory=dict[str, object])
    tries: int = 0
    has_passed: bool = False
    task: asyncio.Task[None] | None = None


class Checks(NamedTuple):
    """How a lesson's checks have gone since the start: so many *checks*, of which so many *failed*; and *finished* it.

    The last are players, and of all time.
    """

    lesson: str
    title: str
    checks: int
    failed: int
    finished: int


class Learn:
    """Has programs run by *run* for the pages that ask, tells each what comes of it, and has *learning* keep it.

    *find_wire* gives the socket of a connection, *player_of* who plays there ("" for nobody), and *address_of* where
    it comes from; *now* tells the engine's time (s).
    """

    def __init__(
        self,
        lessons: Mapping[str, Taught],
        run: Run,
        learning: Learning,
        *,
        find_wire: Callable[[str], Wire | None],
        player_of: Callable[[str], str],
        address_of: Callable[[str], str],
        now: Callable[[], float],
    ) -> None:
        """Begin with nobody who learns."""
        self._lessons = lessons
        self._run = run
        self._learning = learning
        self._find_wire = find_wire
        self._player_of = player_of
        self._address_of = address_of
        self._now = now
        self._works: OrderedDict[tuple[str, str], Work] = OrderedDict()
        self._checks = Counter[str]()
        self._failed = Counter[str]()
        self._number = secrets.randbelow(1_000_000)

    def begin(self, sid: str, lesson: object, code: object, *, is_check: bool) -> None:
        """Have *code* run for the page of *sid*, in place of what it had run before; with *is_check*, judged.

        Raises UnknownLesson. Whatever else is refused, the page is told as what came of it.
        """
        taught = self._taught(lesson)
        work = self._work(sid, taught.key)
        if work.task is not None:
            work.task.cancel()
        work.sid = sid
        work.task = asyncio.get_running_loop().create_task(self._go(work, taught, code, is_check=is_check))

    async def look(self, sid: str, lesson: object) -> None:
        """Tell the page of *sid*, which has just come, what is known of its learner's work. Raises UnknownLesson."""
        key = self._taught(lesson).key
        work = self._works.get((self._learner(sid), key))
        if work is not None:
            work.sid = sid
        study = (await self.studied(sid)).get(key)
        # By ages, the page need not trust its clock to know which program is newer.
        kept = {"program": study.code, "program_age_s": self._now() - study.checked_at} if study and study.code else {}
        tries, has_passed = await self._progress(sid, key)
        told = {"state": "", **(work.told if work else {}), **kept, "tries": tries, "has_passed": has_passed}
        self._write(sid, {**told, "lesson": key, "number": self._next()})

    async def solution(self, sid: str, lesson: object) -> str:
        """Give a program that passes. Raises UnknownLesson, and SolutionLocked."""
        taught = self._taught(lesson)
        tries, has_passed = await self._progress(sid, taught.key)
        if not has_passed and tries < HONEST_TRIES:
            raise SolutionLocked
        return taught.solution

    def hint(self, sid: str, lesson: object, number: object) -> None:
        """Take note that hint *number* of a lesson was taken, from 1 on. Raises UnknownLesson and UnknownHint."""
        taught = self._taught(lesson)
        if type(number) is not int or not 0 < number <= len(taught.hints):
            raise UnknownHint
        player = self._player_of(sid)
        if player:
            self._learning.hinted(player, taught.key, number, lambda _: None)

    async def studied(self, sid: str) -> Mapping[str, Study]:
        """Give what is kept of who plays at *sid*, by lesson."""
        return await self._learning.studied(self._player_of(sid))

    async def finished(self) -> Mapping[str, int]:
        """Tell how many players have passed each lesson."""
        return await self._learning.finished()

    async def checks(self) -> list[Checks]:
        """Tell how each lesson's checks have gone, where most fail first."""
        finished = await self.finished()
        told = [
            Checks(key, taught.title, self._checks[key], self._failed[key], finished.get(key, 0))
            for key, taught in self._lessons.items()
        ]
        return sorted(told, key=lambda each: -each.failed / max(1, each.checks))

    def close(self) -> None:
        """End what still runs."""
        for work in self._works.values():
            if work.task is not None:
                work.task.cancel()

    async def _go(self, work: Work, taught: Taught, code: object, *, is_check: bool) -> None:
        def tell(state: str, **more: object) -> None:
            work.told = {
                "lesson": taught.key,
                "state": state,
                "is_check": is_check,
                "number": self._next(),
                "tries": work.tries,
                "has_passed": work.has_passed,
                **more,
            }
            self._write(work.sid, work.told)

        def stand(place: Place) -> None:
            tell(WAITING if place.place else RUNNING, place=place.place)

        tell(WAITING, place=0)
        request: object = {"code": code}
        try:
            if is_check and isinstance(code, str):
                if len(code) > CODE_LONGEST:
                    raise CodeTooLong
                request = taught.request(code, seed=secrets.randbits(SEED_BITS))
            answer = await self._run(self.line(work.sid), request, stand)
            is_passed = is_check and is_passed_by(answer)
            if is_check:
                await self._keep(work, taught.key, code, is_passed=is_passed)
        except GameError as refusal:
            tell(REFUSED, code=refusal.code, text=refusal.text)
        else:
            tell(DONE, is_passed=is_passed, **came_of(taught.tell(answer)))
        finally:
            if work.task is asyncio.current_task():
                work.task = None

    async def _keep(self, work: Work, lesson: str, code: object, *, is_passed: bool) -> None:
        """Take note of a check, and wait until that of a player is on record."""
        self._checks[lesson] += 1
        self._failed[lesson] += not is_passed
        work.has_passed |= is_passed
        work.tries += not is_passed
        if work.player and isinstance(code, str):
            ask = partial(self._learning.checked, work.player, lesson, code, is_passed=is_passed)
            with suppress(UnknownPlayer):  # who is no more
                study = await answered(ask)
                work.tries, work.has_passed = study.tries, study.passed_at > 0

    def _taught(self, lesson: object) -> Taught:
        taught = self._lessons.get(lesson) if isinstance(lesson, str) else None
        if taught is None:
            raise UnknownLesson
        return taught

    def _work(self, sid: str, lesson: str) -> Work:
        """Give the work of the learner at *sid*, newly begun if it is not known; the oldest that rests makes room."""
        key = self._learner(sid), lesson
        work = self._works.setdefault(key, Work(sid, self._player_of(sid)))
        self._works.move_to_end(key)
        if len(self._works) > KEPT_MOST:
            resting = next((each for each, kept in self._works.items() if kept.task is None and each != key), None)
            if resting is not None:
                del self._works[resting]
        return work

    def _learner(self, sid: str) -> str:
        """Tell whose work it is: who plays, or only this connection."""
        return self._player_of(sid) or sid

    async def _progress(self, sid: str, lesson: str) -> tuple[int, bool]:
        """Tell how often the learner at *sid* has tried a lesson, and whether it is passed."""
        study = (await self.studied(sid)).get(lesson)
        if study:
            return study.tries, study.passed_at > 0
        work = self._works.get((self._learner(sid), lesson))
        return (work.tries, work.has_passed) if work else (0, False)

    def line(self, sid: str) -> str:
        """Tell as whom somebody waits in the sandbox's line."""
        return self._player_of(sid) or f"at {self._address_of(sid)}"

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _write(self, sid: str, told: Values) -> None:
        wire = self._find_wire(sid)
        if wire is not None:
            wire.write(delta(LEARN, {"told": told}))
