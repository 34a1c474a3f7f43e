"""Learners' arenas on a tape of the real one: each page is told what its own made of it, and a program nothing else."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clickgame.contract.answers import EngineAway
from clickgame.contract.errors import GameError
from clickgame.contract.learning import UnknownLesson
from clickgame.contract.sandbox import SandboxOff
from clickgame.contract.tape import Tape, TapeEvent, TapeRow
from clickgame.gateway.tapes import FRESH_S, Tapes, text_of
from tests.fakes import FakeWire
from tests.gateway.school import FAILED, PASSED, answer, turn

EVENTS = [TapeEvent(0.25, 1, 3, 3), TapeEvent(1.5, 2, 1, 1), TapeEvent(61.04, 1, 1_200, 40)]
TAPE = Tape(EVENTS, [TapeRow(1, 43), TapeRow(2, 1)], 2, 1.0, 90.4)
PART = {**FAILED, "what": "hear(61.04, 1, 1200), event 3 of 3", "expected": "40", "actual": "47", "hint": "why"}
BOARDS = {**FAILED, "what": "board(90.4)[:5]", "expected": "[(1, 43), (2, 1)]", "actual": "[(1, 50), (2, 1)]"}
BOOM = {"kind": "KeyError", "text": "There is no such key.", "said": "2", "line": 3, "where": []}


class FakeLesson:
    """A lesson whose programs are held against a tape, if it has one."""

    def __init__(self, tape: str = "tape") -> None:
        """Take what holds them against it."""
        self.tape = tape

    def tape_request(self, code: str, tape: str) -> dict[str, Any]:
        """Ask for it."""
        return {"code": code, "files": {"tape": tape}}

    def tell(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Give each check a title."""
        return answer | {"checks": [check | {"title": check["name"]} for check in answer["checks"]]}


class Class:
    """Pages "ann" and "bob" of two learners, and what their programs are asked."""

    def __init__(self) -> None:
        """Begin with a tape, and no program."""
        self.tape: Tape | GameError = TAPE
        self.now = 100.0
        self.taped = 0
        self.asked: list[tuple[str, Any, asyncio.Future[Any]]] = []
        self.wires = {"ann": FakeWire(), "bob": FakeWire()}
        self.tapes = Tapes(
            {"arena": FakeLesson(), "button": FakeLesson("")},
            self.run,
            self.ask,
            find_wire=self.wires.get,
            line=lambda sid: sid,
            now=lambda: self.now,
        )

    async def run(self, line: str, request: object) -> Any:
        """Wait for the test's answer."""
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.asked.append((line, request, answered))
        return await answered

    async def ask(self) -> Tape:
        """Give the tape."""
        self.taped += 1
        if isinstance(self.tape, GameError):
            raise self.tape
        return self.tape

    async def judge(self, *checks: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Have ann's program judge the tape, and come to these checks; give what the page is told."""
        self.tapes.judge("ann", "arena", "code")
        await turn()
        self.asked[-1][2].set_result(answer(*checks, **more))
        await turn()
        return self.told("ann")[-1]

    def told(self, sid: str) -> list[dict[str, Any]]:
        """Give what the page was told, in order."""
        frames = self.wires[sid].frames
        values = [next(iter(json.loads(frame.partition(",")[2])[1]["delta"].values())) for frame in frames]
        frames.clear()
        return [each["tape_rx_state_"] for each in values]


def tell(story: Callable[[Class], Awaitable[object]]) -> None:
    """Let *story* happen."""

    async def run() -> None:
        school = Class()
        await story(school)
        school.tapes.close()

    asyncio.run(run())


def test_who_judges_alike_sees_the_same_board_twice() -> None:
    async def story(school: Class) -> None:
        told = await school.judge(PASSED, PASSED)
        rows = [{"seat": 1, "score": 43, "is_same": True}, {"seat": 2, "score": 1, "is_same": True}]
        assert told == {
            "lesson": "arena",
            "state": "judged",
            "length_s": 90,
            "events": 3,
            "seats": 2,
            "verdict": "alike",
            "yours": rows,
            "game": rows,
            "said": "",
        }

    tell(story)


def test_where_the_two_part_is_said_with_what_each_counted() -> None:
    async def story(school: Class) -> None:
        told = await school.judge(PART, BOARDS)
        assert (told["state"], told["verdict"]) == ("judged", "parted")
        assert told["event"] == "After 61.0 s, seat 1 brought 1,200 presses: message 3 of 3."
        assert (told["yours_counted"], told["game_counted"], told["why"]) == ("47", "40", "why")
        assert [(row["seat"], row["score"], row["is_same"]) for row in told["yours"]] == [(1, 50, False), (2, 1, True)]
        assert [row["is_same"] for row in told["game"]] == [False, True]

    tell(story)


def test_boards_may_part_where_no_message_does() -> None:
    async def story(school: Class) -> None:
        told = await school.judge(PASSED, BOARDS)
        assert (told["verdict"], "event" in told) == ("parted", False)

    tell(story)


@pytest.mark.parametrize("text", ["None", "[(1, 2)", "[[1, 2]]", "[(1, -2)]", "x" * 9, "[(1, 2), ]", "[('a', 1)]"])
def test_what_is_no_board_is_shown_as_it_is(text: str) -> None:
    async def story(school: Class) -> None:
        told = await school.judge(PASSED, {**BOARDS, "actual": text})
        assert (told["yours"], told["said"]) == ([], text)

    tell(story)


@pytest.mark.parametrize("what", ["", "event 3", "hear(), event 4 of 3", "hear(), event 0 of 3"])
def test_an_answer_that_names_no_message_is_shown_without(what: str) -> None:
    async def story(school: Class) -> None:
        told = await school.judge({**PART, "what": what}, BOARDS)
        assert (told["yours_counted"], told["game_counted"], "event" in told) == ("47", "40", False)

    tell(story)


@pytest.mark.parametrize(
    ("came", "error"),
    [
        ({"stopped": "time"}, "Stopped: the program took longer than it may."),
        ({"error": BOOM}, "Line 3: There is no such key. (KeyError: 2)"),
        ({"checks": [{**FAILED, "error": BOOM}, PASSED]}, "Line 3: There is no such key. (KeyError: 2)"),
        ({}, "The program gave no answer."),
        ({"checks": [PASSED, PASSED, PASSED]}, "The program gave no answer."),
    ],
)
def test_a_program_that_does_not_get_through_is_told_why(came: dict[str, Any], error: str) -> None:
    async def story(school: Class) -> None:
        told = await school.judge(**{"checks": [], **came})
        assert (told["verdict"], told["error"], told["yours"]) == ("broken", error, [])
        assert [row["seat"] for row in told["game"]] == [1, 2]

    tell(story)


def test_where_nobody_presses_no_program_runs() -> None:
    async def story(school: Class) -> None:
        school.tape = TAPE._replace(events=EVENTS[:1])  # which is not judged
        school.tapes.judge("ann", "arena", "code")
        await turn()
        assert school.told("ann") == [{"lesson": "arena", "state": "quiet"}]
        assert school.asked == []

    tell(story)


def test_a_learner_has_one_program_there_at_most_and_others_have_theirs() -> None:
    async def story(school: Class) -> None:
        for sid in ("ann", "ann", "bob", "ann"):
            school.tapes.judge(sid, "arena", sid)
            await turn()
        assert [line for line, _, _ in school.asked] == ["tape of ann", "tape of bob"]
        school.asked[0][2].set_result(answer(PASSED, PASSED))
        await turn()
        school.tapes.judge("ann", "arena", "again")
        await turn()
        assert [request["code"] for _, request, _ in school.asked] == ["ann", "bob", "again"]

    tell(story)


def test_a_tape_is_asked_for_once_in_a_while_however_many_learn() -> None:
    async def story(school: Class) -> None:
        for sid in ("ann", "bob"):
            school.tapes.judge(sid, "arena", "code")
            await turn()
        assert school.taped == 1
        school.asked[0][2].set_result(answer(PASSED, PASSED))
        await turn()
        school.now += FRESH_S
        school.tapes.judge("ann", "arena", "code")
        await turn()
        assert school.taped == 2

    tell(story)


@pytest.mark.parametrize("refusal", [EngineAway(), SandboxOff()], ids=lambda refusal: refusal.code)
def test_a_page_is_told_why_there_is_nothing_and_may_ask_again(refusal: GameError) -> None:
    async def story(school: Class) -> None:
        is_away = isinstance(refusal, EngineAway)
        if is_away:
            school.tape = refusal
        school.tapes.judge("ann", "arena", "code")
        await turn()
        if not is_away:
            school.asked[0][2].set_exception(refusal)
            await turn()
        (told,) = school.told("ann")
        assert (told["state"], told["code"], told["text"]) == ("refused", refusal.code, refusal.text)
        school.tape = TAPE
        assert (await school.judge(PASSED, PASSED))["verdict"] == "alike"

    tell(story)


@pytest.mark.parametrize("lesson", ["button", "nothing"])
def test_a_lesson_without_a_tape_is_refused(lesson: str) -> None:
    async def story(school: Class) -> None:
        with pytest.raises(UnknownLesson):
            school.tapes.judge("ann", lesson, "code")

    tell(story)


def test_who_has_left_is_told_nothing() -> None:
    async def story(school: Class) -> None:
        school.tapes.judge("ann", "arena", "code")
        await turn()
        del school.wires["ann"]
        school.asked[0][2].set_result(answer(PASSED, PASSED))
        await turn()
        assert school.told("bob") == []

    tell(story)


def test_the_text_of_a_tape_has_numbers_only() -> None:
    said = json.loads(text_of(TAPE))
    assert said == {
        "events": [[0.25, 1, 3, 3], [1.5, 2, 1, 1], [61.04, 1, 1_200, 40]],
        "board": [[1, 43], [2, 1]],
        "judged_from": 1.0,
        "until": 90.4,
    }
