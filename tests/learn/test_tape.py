"""The tape: a learner's program is held against what really happened, and where the two part is told."""

import json

from clickgame.learn import native
from clickgame.learn.course import load
from clickgame.learn.tape import EVENTS_MOST, Event, Row, text_of

# The game was kinder to the third message than fifty presses a second are.
EVENTS = [Event(0.0, 1, 30, 30), Event(0.5, 2, 60, 50), Event(0.6, 1, 30, 30), Event(2.0, 2, 5, 5)]
BOARD = [Row(1, 60), Row(2, 55)]
LESSON = load().lessons["arena"]


def test_the_first_event_at_which_they_part_is_told_and_both_boards() -> None:
    tape = text_of(EVENTS, BOARD, until=3.0)
    events, leaders = LESSON.tell(native.run(LESSON.tape_request(LESSON.solution, tape)))["checks"]
    assert events["what"] == "hear(0.6, 1, 30), event 3 of 4"
    assert (events["expected"], events["actual"]) == ("30", "20")
    assert (leaders["expected"], leaders["actual"]) == ("[(1, 60), (2, 55)]", "[(2, 55), (1, 50)]")
    assert events["title"] == "On the tape, yours and the real arena judge alike."


def test_who_judges_as_the_game_parts_nowhere() -> None:
    tape = text_of([*EVENTS[:2], Event(2.0, 2, 5, 5)], [Row(2, 55), Row(1, 30)], until=3.0)
    answer = native.run(LESSON.tape_request(LESSON.solution, tape))
    assert [check["passed"] for check in answer["checks"]] == [True, True]


def test_a_program_without_an_arena_is_told_so() -> None:
    answer = native.run(LESSON.tape_request("", text_of(EVENTS, BOARD, until=3.0)))
    assert [check["error"]["kind"] for check in answer["checks"]] == ["AttributeError", "AttributeError"]


def test_a_tape_that_is_too_long_has_nothing_on_it() -> None:
    events = [Event(float(number), 1, 1, 1) for number in range(EVENTS_MOST + 1)]
    assert json.loads(text_of(events, BOARD, until=9.0)) == {"events": [], "board": [], "until": 9.0}
    assert len(json.loads(text_of(events[1:], BOARD, until=9.0))["events"]) == EVENTS_MOST
    assert len(text_of(events[1:], BOARD, until=9.0)) < 400_000
