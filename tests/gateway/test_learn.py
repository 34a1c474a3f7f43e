"""Learners' programs: each page is told what comes of its own, whatever its connection does meanwhile."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clickgame.contract.errors import GameError
from clickgame.contract.learning import SolutionLocked, UnknownLesson
from clickgame.contract.sandbox import SandboxFull
from clickgame.gateway import learn
from clickgame.gateway.learn import HONEST_TRIES, STOPPED, Learn, Place
from clickgame.learn.sandbox.answers import REASONS
from clickgame.learn.sandbox.sandbox import STOPPED as STOPPED_BY_SANDBOX
from clickgame.learn.sandbox.sandbox import Progress
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

    key, solution = "a", "solved"

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
        await _turn()


class Pages:
    """A gateway's pages that learn: *players* has who plays on which connection."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.sandbox = FakeSandbox()
        self.players: dict[str, str] = {}
        self.wires: dict[str, FakeWire] = {}
        self.learn = Learn(
            {"a": FakeLesson()},
            self.sandbox.run,
            find_wire=self.wires.get,
            player_of=lambda sid: self.players.get(sid, ""),
            address_of=lambda sid: f"address of {sid[0]}",
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


async def _turn() -> None:
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


def test_a_page_sees_its_program_wait_run_and_come_to_something() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=False)
        await _turn()
        learner, request, progress, _ = pages.sandbox.asked[0]
        assert (learner, request) == ("at address of a", {"code": "code"})
        progress(Progress(3))
        progress(Progress(0))
        await pages.sandbox.give(answer(output="hi\n"))
        told = pages.told("ann")
        assert [each["state"] for each in told] == ["waiting", "waiting", "running", "done"]
        assert told[1]["place"] == 3
        assert (told[-1]["output"], told[-1]["checks"], told[-1]["tries"]) == ("hi\n", [], 0)
        assert len({each["number"] for each in told}) == len(told)

    tell(story)


def test_the_solution_is_shown_after_three_honest_tries_or_a_pass() -> None:
    async def story(pages: Pages) -> None:
        for tries in range(HONEST_TRIES):
            with pytest.raises(SolutionLocked):
                pages.learn.solution("ann", "a")
            pages.learn.begin("ann", "a", "code", is_check=True)
            await _turn()
            await pages.sandbox.give(answer(PASSED, FAILED))
            assert pages.told("ann")[-1]["tries"] == tries + 1
        assert pages.learn.solution("ann", "a") == "solved"
        pages.open("bob")
        pages.learn.begin("bob", "a", "code", is_check=True)
        await _turn()
        await pages.sandbox.give(answer(PASSED))
        assert pages.told("bob")[-1]["has_passed"]
        assert pages.learn.solution("bob", "a") == "solved"

    tell(story)


@pytest.mark.parametrize("unsound", [answer(), answer(PASSED, stopped="time")], ids=["no checks", "stopped"])
def test_nothing_is_passed_without_checks_or_by_a_program_that_was_stopped(unsound: dict[str, Any]) -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=True)
        await _turn()
        await pages.sandbox.give(unsound)
        assert not pages.told("ann")[-1]["has_passed"]

    tell(story)


def test_a_player_who_comes_back_is_told_what_came_of_the_program() -> None:
    async def story(pages: Pages) -> None:
        pages.open("first", player="kim")
        pages.learn.begin("first", "a", "code", is_check=True)
        await _turn()
        assert pages.sandbox.asked[0][0] == "kim"
        del pages.wires["first"]
        pages.open("second", player="kim")
        pages.learn.look("second", "a")
        await pages.sandbox.give(answer(PASSED))
        assert [each["state"] for each in pages.told("second")] == ["waiting", "done"]

    tell(story)


def test_a_page_of_which_nothing_is_known_is_told_so() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.look("ann", "a")
        (told,) = pages.told("ann")
        assert (told["lesson"], told["state"]) == ("a", "")
        await _turn()

    tell(story)


def test_a_new_program_takes_the_place_of_the_one_before() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "one", is_check=False)
        await _turn()
        pages.learn.begin("ann", "a", "two", is_check=False)
        await _turn()
        assert pages.sandbox.asked[0][3].cancelled()
        await pages.sandbox.give(answer(output="two"))
        assert pages.told("ann")[-1]["output"] == "two"

    tell(story)


def test_what_is_refused_is_told_with_its_code() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=True)
        await _turn()
        await pages.sandbox.give(SandboxFull())
        told = pages.told("ann")[-1]
        assert (told["state"], told["code"], told["tries"]) == ("refused", "sandbox_full", 0)

    tell(story)


@pytest.mark.parametrize("lesson", ["b", "", 3, None, ["a"]])
def test_a_lesson_that_is_none_is_refused(lesson: object) -> None:
    async def story(pages: Pages) -> None:
        for ask in (
            lambda: pages.learn.begin("ann", lesson, "code", is_check=True),
            lambda: pages.learn.look("ann", lesson),
            lambda: pages.learn.solution("ann", lesson),
        ):
            with pytest.raises(UnknownLesson):
                ask()
        await _turn()

    tell(story)


def test_only_so_many_learners_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "KEPT_MOST", 3)

    async def story(pages: Pages) -> None:
        for number in range(9):
            pages.open(f"{number}")
            pages.learn.begin(f"{number}", "a", "code", is_check=False)
            await _turn()
            await pages.sandbox.give(answer())
        assert len(pages.learn._works) == 3

    tell(story)


def test_an_error_is_said_with_its_line() -> None:
    error = {"kind": "NameError", "text": "There is no x.", "said": "name 'x' is not defined", "line": 4, "where": []}

    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "x", is_check=True)
        await _turn()
        await pages.sandbox.give(answer(FAILED | {"error": error}, error=error | {"line": 0, "said": ""}))
        told = pages.told("ann")[-1]
        assert told["error"] == "There is no x."
        assert told["checks"][0]["error"] == "Line 4: There is no x. (NameError: name 'x' is not defined)"

    tell(story)


def test_each_reason_for_which_a_program_is_stopped_has_its_sentence() -> None:
    assert STOPPED.keys() == REASONS | set(STOPPED_BY_SANDBOX.values())
