"""Learners' programs at a gateway: who asks, what is run, and what their pages are told of it.

A page needs no player for this. The line of the sandbox knows a learner by the player, or else by the address, so that
many pages of one visitor are one visitor. A program goes on when its page loses the connection: the player's next page
of the same lesson is told what came of it.
"""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from clickgame.contract.errors import GameError
from clickgame.contract.learning import SolutionLocked, UnknownLesson
from clickgame.gateway.clients import Wire
from clickgame.gateway.reflex.channels import LEARN
from clickgame.gateway.reflex.protocol import Values, delta

HONEST_TRIES = 3  # after which the solution is shown to whoever has not passed
KEPT_MOST = 2_000  # learners' lessons of which it is known what came of the last program
SEED_BITS = 32

WAITING, RUNNING, DONE, REFUSED = "waiting", "running", "done", "refused"

STOPPED = {
    "rounds": "Stopped: the loops went round too often. What ends this one?",
    "output": "Stopped: too much was printed.",
    "clock": "Stopped: the program waits and waits, and nothing ever happens.",
    "time": "Stopped: the program took longer than it may.",
    "size": "Stopped: what came of the program is too large to be shown.",
    "quit": "Stopped: the program left before it was through.",
    "crashed": "Stopped: the program broke Python itself; mostly it used up all its memory.",
    "unreadable": "Stopped: what came of the program makes no sense.",
}


class Taught(Protocol):
    """What is to be known of a lesson here; see `clickgame.learn.lesson`."""

    @property
    def key(self) -> str:
        """Its key."""
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
    """What is known of a learner's work on a lesson: who is told, what was told last, and how often it was tried."""

    sid: str
    told: Values = field(default_factory=dict[str, object])
    tries: int = 0
    has_passed: bool = False
    task: asyncio.Task[None] | None = None


class Learn:
    """Has programs run by *run* for the pages that ask, and tells each what comes of it.

    *find_wire* gives the socket of a connection, *player_of* who plays there ("" for nobody), and *address_of* where
    it comes from.
    """

    def __init__(
        self,
        lessons: Mapping[str, Taught],
        run: Run,
        *,
        find_wire: Callable[[str], Wire | None],
        player_of: Callable[[str], str],
        address_of: Callable[[str], str],
    ) -> None:
        """Begin with nobody who learns."""
        self._lessons = lessons
        self._run = run
        self._find_wire = find_wire
        self._player_of = player_of
        self._address_of = address_of
        self._works: OrderedDict[tuple[str, str], Work] = OrderedDict()
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

    def look(self, sid: str, lesson: object) -> None:
        """Tell the page of *sid*, which has just come, what is known of its learner's work. Raises UnknownLesson."""
        key = self._taught(lesson).key
        work = self._works.get((self._learner(sid), key))
        if work is None:
            self._write(sid, {"lesson": key, "state": "", "number": self._next()})
            return
        work.sid = sid
        self._write(sid, {"state": "", **work.told, "lesson": key, "number": self._next()})

    def solution(self, sid: str, lesson: object) -> str:
        """Give a program that passes. Raises UnknownLesson, and SolutionLocked."""
        taught = self._taught(lesson)
        work = self._works.get((self._learner(sid), taught.key))
        if work is None or not (work.has_passed or work.tries >= HONEST_TRIES):
            raise SolutionLocked
        return taught.solution

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
        if is_check and isinstance(code, str):
            request = taught.request(code, seed=secrets.randbits(SEED_BITS))
        try:
            answer = await self._run(self._line(work.sid), request, stand)
        except GameError as refusal:
            tell(REFUSED, code=refusal.code, text=refusal.text)
        else:
            is_passed = is_check and _is_passed(answer)
            if is_check:
                work.has_passed |= is_passed
                work.tries += not is_passed
            tell(DONE, is_passed=is_passed, **_came_of(taught.tell(answer)))
        finally:
            if work.task is asyncio.current_task():
                work.task = None

    def _taught(self, lesson: object) -> Taught:
        taught = self._lessons.get(lesson) if isinstance(lesson, str) else None
        if taught is None:
            raise UnknownLesson
        return taught

    def _work(self, sid: str, lesson: str) -> Work:
        """Give the work of the learner at *sid*, newly begun if it is not known; the oldest that rests makes room."""
        key = self._learner(sid), lesson
        work = self._works.setdefault(key, Work(sid))
        self._works.move_to_end(key)
        if len(self._works) > KEPT_MOST:
            resting = next((each for each, kept in self._works.items() if kept.task is None and each != key), None)
            if resting is not None:
                del self._works[resting]
        return work

    def _learner(self, sid: str) -> str:
        """Tell whose work it is: who plays, or only this connection."""
        return self._player_of(sid) or sid

    def _line(self, sid: str) -> str:
        """Tell as whom somebody waits in the sandbox's line."""
        return self._player_of(sid) or f"at {self._address_of(sid)}"

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _write(self, sid: str, told: Values) -> None:
        wire = self._find_wire(sid)
        if wire is not None:
            wire.write(delta(LEARN, {"told": told}))


def _is_passed(answer: dict[str, Any]) -> bool:
    """Tell whether a program that was checked has passed: it came to its end, and each check is content."""
    return bool(answer["checks"]) and not answer["stopped"] and all(check["passed"] for check in answer["checks"])


def _came_of(answer: dict[str, Any]) -> dict[str, object]:
    """Give what a page shows of *answer*: each thing that may be missing is there, and empty."""
    checks = [_check(check) for check in answer["checks"]]
    return {
        "output": answer["output"],
        "error": _error(answer["error"]),
        "checks": checks,
        "stopped": STOPPED.get(answer["stopped"], "") if answer["stopped"] else "",
    }


def _check(check: dict[str, Any]) -> dict[str, object]:
    shown = ("title", "passed", "what", "expected", "actual", "hint")
    return {**{name: check[name] for name in shown}, "error": _error(check["error"])}


def _error(error: dict[str, Any] | None) -> str:
    """Say what went wrong, and in which line."""
    if not error:
        return ""
    where = f"Line {error['line']}: " if error["line"] else ""
    said = f" ({error['kind']}: {error['said']})" if error["said"] else ""
    return f"{where}{error['text']}{said}"
