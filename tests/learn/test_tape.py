"""The tape: a learner's program judges what really happened, and where it parts from the game is found."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn import native
from clickgame.learn.course import load
from clickgame.learn.tape import EVENTS_MOST, Event, Parting, newest, parted, text_of

EVENTS = [Event(0.0, 1, 30, 30), Event(0.5, 2, 60, 50), Event(0.6, 1, 30, 30), Event(2.0, 2, 5, 5)]
LESSON = load().lessons["arena"]


def test_a_program_judges_the_tape_and_where_it_parts_is_found() -> None:
    """The game was kinder to the third message than fifty presses a second are."""
    answer = native.run(LESSON.tape_request(LESSON.solution, text_of(EVENTS, until=3.0)))
    assert answer["told"]["credited"] == [30, 50, 20, 5]
    assert answer["told"]["board"] == [[2, 55], [1, 50]]
    assert parted(EVENTS, answer["told"]["credited"]) == Parting(2, 20)


def test_a_program_that_agrees_parts_nowhere() -> None:
    assert parted(EVENTS, [event.credited for event in EVENTS]) is None


@pytest.mark.parametrize("said", [None, "30", {}, [], [30], [True], [30.0], [[30]]])
def test_whatever_a_program_says_can_be_compared(said: object) -> None:
    assert parted(EVENTS, said) is not None


def test_a_program_that_says_too_little_parts_at_the_end_of_it() -> None:
    assert parted(EVENTS, [30]) == Parting(1, None)


def test_the_tape_says_nothing_of_what_was_credited() -> None:
    assert json.loads(text_of(EVENTS, until=3.0)) == {
        "events": [[0.0, 1, 30], [0.5, 2, 60], [0.6, 1, 30], [2.0, 2, 5]],
        "until": 3.0,
    }


def test_a_long_tape_has_its_newest_events() -> None:
    events = [Event(float(number), 1, 1, 1) for number in range(EVENTS_MOST + 5)]
    assert json.loads(text_of(events, until=9.0))["events"][0][0] == 5.0
    assert newest(events) == events[5:]
    assert parted(events, [1] * EVENTS_MOST) is None


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20), st.data())
def test_the_first_difference_is_the_first(credited: list[int], data: st.DataObject) -> None:
    events = [Event(float(number), 1, 3, each) for number, each in enumerate(credited)]
    index = data.draw(st.integers(0, len(credited) - 1))
    said = [*credited[:index], credited[index] + 1, *data.draw(st.lists(st.integers(), max_size=3))]
    assert parted(events, said) == Parting(index, credited[index] + 1)
