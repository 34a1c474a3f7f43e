"""A gateway's pages that learn: a lesson, a sandbox that answers when the test says so, and what is kept."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from clickgame.contract.answers import Then
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.learning import Study
from clickgame.contract.tape import Tape
from clickgame.core.learning import Studies
from clickgame.gateway.learn import Learn, Place
from tests.fakes import FakeWire

PASSED = {
    "name": "a",
    "hidden": False,
    "passed": True,
    "what": "",
    "expected": "",
    "actual": "",
    "hint": "",
    "error": None,
}
FAILED = {**PASSED, "passed": False, "what": "f(1)", "expected": "2", "actual": "3"}


def answer(*checks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Give what a program with these *checks* comes to."""
    return {"output": "", "error": None, "checks": list(checks), "stopped": None, **more}


class FakeLesson:
    """A lesson that is called a."""

    key, solution, title, hints = "a", "solved", "The first", ("one", "two")

    def request(self, code: str, *, seed: int) -> dict[str, Any]:
        """Ask for it to be checked."""
        return {"code": code, "checks": "checks", "seed": seed}

    def tell(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Give each check a title."""
        return answer | {"checks": [check | {"title": check["name"]} for check in answer["checks"]]}


class FakeSandbox:
    """Takes requests, and answers when the test says so."""

    def __init__(self) -> None:
        """Begin with none."""
        self.asked: list[tuple[str, Any, Callable[[Place], object], asyncio.Future[Any]]] = []

    async def run(self, learner: str, request: object, progress: Callable[[Place], object]) -> Any:
        """Wait for the test's answer."""
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.asked.append((learner, request, progress, answered))
        return await answered

    async def give(self, result: object) -> None:
        """Answer the newest request."""
        answered = self.asked[-1][3]
        if isinstance(result, GameError):
            answered.set_exception(result)
        else:
            answered.set_result(result)
        await turn()


class FakeLearning:
    """Keeps studies of the players ann and kim, and answers at once, at 100 s."""

    def __init__(self) -> None:
        """Begin with none."""
        self.kept = Studies()

    def checked(self, player: str, lesson: str, code: str, then: Then[Study], *, is_passed: bool) -> None:
        """Keep a check."""
        if player not in {"ann", "kim"}:
            then(UnknownPlayer())
            return
        self.kept.put(self.kept.checked(player, lesson, code, is_passed=is_passed, now=100.0))
        then(self.kept.of(player)[lesson])

    def hinted(self, player: str, lesson: str, hints: int, then: Then[Study]) -> None:
        """Keep a hint."""
        self.kept.put(self.kept.hinted(player, lesson, hints, now=100.0))
        then(self.kept.of(player)[lesson])

    async def studied(self, player: str) -> Mapping[str, Study]:
        """Give what is kept."""
        return self.kept.of(player)

    async def finished(self) -> Mapping[str, int]:
        """Count who has passed."""
        return self.kept.finished

    async def tape(self) -> Tape:
        """Give the tape of an arena in which nobody presses."""
        return Tape([], [], 0, 1.0, 9.0)


class Pages:
    """A gateway's pages that learn: *players* has who plays on which connection."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.sandbox = FakeSandbox()
        self.learning = FakeLearning()
        self.players: dict[str, str] = {}
        self.wires: dict[str, FakeWire] = {}
        self.learn = Learn(
            {"a": FakeLesson()},
            self.sandbox.run,
            self.learning,
            find_wire=self.wires.get,
            player_of=lambda sid: self.players.get(sid, ""),
            address_of=lambda sid: f"address of {sid[0]}",
            now=lambda: 130.0,
        )

    def open(self, sid: str, player: str = "") -> None:
        """Open a page."""
        self.wires[sid] = FakeWire()
        if player:
            self.players[sid] = player

    def told(self, sid: str) -> list[dict[str, Any]]:
        """Give what the page was told, in order."""
        frames = self.wires[sid].frames
        values = [next(iter(json.loads(frame.partition(",")[2])[1]["delta"].values())) for frame in frames]
        frames.clear()
        return [each["told_rx_state_"] for each in values]


async def turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def tell(story: Callable[[Pages], Awaitable[object]]) -> None:
    """Let *story* happen."""

    async def run() -> None:
        pages = Pages()
        pages.open("ann")
        await story(pages)
        pages.learn.close()

    asyncio.run(run())


async def check(pages: Pages, sid: str, *checks: dict[str, Any], code: object = "code") -> dict[str, Any]:
    """Have a program checked that comes to these; give what the page was told last."""
    pages.learn.begin(sid, "a", code, is_check=True)
    await turn()
    await pages.sandbox.give(answer(*checks))
    return pages.told(sid)[-1]
