"""The tape: a learner's program is held against what really happened, and where the two part is told."""

from typing import Any

import pytest

from clickgame.contract.tape import Tape, TapeEvent, TapeRow
from clickgame.gateway.tapes import text_of
from clickgame.learn import native
from clickgame.learn.course import load

# The game was kinder to the fourth message than fifty presses a second are.
KIND = [TapeEvent(0.9, 3, 40, 40), TapeEvent(1.1, 1, 30, 30), TapeEvent(1.6, 2, 50, 50), TapeEvent(1.7, 1, 30, 30)]
PLAIN = [*KIND[:3], TapeEvent(3.0, 2, 5, 5)]
LESSON = load().lessons["arena"]


def held_against(events: list[TapeEvent], *board: TapeRow, code: str = LESSON.solution) -> list[dict[str, Any]]:
    """Hold *code* against a tape; give both checks."""
    text = text_of(Tape(events, board, 3, 1.0, 4.0))
    return LESSON.tell(native.run(LESSON.tape_request(code, text)))["checks"]


def test_the_first_event_at_which_they_part_is_told_and_both_boards() -> None:
    events, leaders = held_against(KIND, TapeRow(1, 60), TapeRow(2, 50), TapeRow(3, 40))
    assert events["what"] == "hear(1.7, 1, 30), event 4 of 4"
    assert (events["expected"], events["actual"]) == ("30", "20")
    assert leaders["expected"] == "[(1, 60), (2, 50), (3, 40)]"
    assert leaders["actual"] == "[(2, 50), (1, 50), (3, 40)]"
    assert events["title"] == "On the tape, yours and the real arena judge alike."


def test_who_judges_as_the_game_parts_nowhere() -> None:
    checks = held_against(PLAIN, TapeRow(2, 55), TapeRow(3, 40), TapeRow(1, 30))
    assert [check["passed"] for check in checks] == [True, True]


def test_what_depends_on_what_was_before_the_tape_is_not_judged() -> None:
    events, _ = held_against([TapeEvent(0.5, 1, 30, 2), TapeEvent(2.0, 1, 5, 5)], TapeRow(1, 7))
    assert events["passed"]


@pytest.mark.parametrize(
    ("event", "code", "why"),
    [
        (TapeEvent(1.7, 1, 30, 30), LESSON.solution, "kept-back"),
        (TapeEvent(1.7, 1, 30, 0), LESSON.solution, "held"),
        (TapeEvent(1.7, 1, 10, 10), LESSON.solution.replace("MOST = 50", "MOST = 35"), "yours"),
    ],
)
def test_why_they_part_is_told(event: TapeEvent, code: str, why: str) -> None:
    """By what fifty in any second would have come to."""
    events, _ = held_against([TapeEvent(1.1, 1, 30, 30), event], code=code)
    assert events["hint"] == LESSON.mistakes[why]


def test_a_program_without_an_arena_is_told_so() -> None:
    assert [check["error"]["kind"] for check in held_against(PLAIN, code="")] == ["AttributeError", "AttributeError"]
