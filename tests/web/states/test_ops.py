"""How the server goes, in words."""

import pytest

from clickgame.contract.jobs import IDLE, PAUSING, DeadLetter, JobRead, JobRun
from clickgame.contract.ops import BACK, OVER, SET, Alarm, GatewayRead
from clickgame.gateway.learn import Checks
from clickgame.web.states.ops import alarm_of, gateway_of, job_of, lesson_of, letter_of, time_in_words

NOON = 43_200.0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "0 s"),
        (1.1, "1.1 s"),
        (59.9, "59.9 s"),
        (60, "1 min"),
        (3_600, "1 h"),
        (5_400, "1 h 30 min"),
        (86_400, "1 d"),
        (90_061, "1 d 1 h"),
    ],
)
def test_a_length_of_time_has_its_one_or_two_largest_units(seconds: float, said: str) -> None:
    assert time_in_words(seconds) == said


def test_what_happened_to_a_limit_is_said_with_who_did_it() -> None:
    told = [
        alarm_of(0, Alarm(NOON, OVER, "lag", 123.4, "")),
        alarm_of(1, Alarm(NOON, BACK, "lag", 3.25, "")),
        alarm_of(2, Alarm(NOON, SET, "cpu", 80.0, "kim")),
        alarm_of(3, Alarm(NOON, SET, "cpu", 0.0, "")),
    ]
    assert [each.said for each in told] == [
        "Loop lag, 99%: 123 ms, beyond the limit",
        "Loop lag, 99%: 3.2 ms, well again",
        "Processor: limit set to 80% by kim",
        "Processor: limit taken away",
    ]
    assert [each.is_bad for each in told] == [True, False, False, False]
    assert {each.more for each in told} == {"1 January, 12:00:00 UTC"}
    assert len({each.key for each in told}) == len(told)


def test_a_job_is_said_with_its_newest_run_and_why_it_failed() -> None:
    well, bad = JobRun(NOON, 0.0123, ""), JobRun(NOON, 0.5, "no room")
    row = job_of(JobRead("save", "Writes a snapshot", 31.0, IDLE, 1, 0, 0, 0.0, (well,)))
    assert (row.said, row.more) == ("Every 31 s · 1 run", "Last 1 January, 12:00:00 UTC, 12.3 ms")
    row = job_of(JobRead("save", "Writes a snapshot", 31.0, PAUSING, 2, 1, 1, 1.9, (bad, well)))
    assert row.said == "Every 31 s · 2 runs, 1 failed"
    assert row.more == "Last 1 January, 12:00:00 UTC, 500 ms: no room. Tried again in 1.9 s."
    assert row.runs == ["well", "failed"]
    assert job_of(JobRead("save", "", 31.0, IDLE, 0, 0, 0, 0.0, ())).more == "It has not run yet."


def test_a_job_that_was_given_up_is_said_until_it_runs_well() -> None:
    letter = DeadLetter(3, "save", NOON, 5, "no room", is_over=False)
    assert letter_of(letter).more == "1 January, 12:00:00 UTC, after 5 tries: no room"
    assert letter_of(letter).is_bad
    assert letter_of(letter._replace(is_over=True)).said == "save · it runs well again"


def test_the_checks_of_a_lesson_are_said_with_how_many_make_a_pass() -> None:
    row = lesson_of(Checks("lock", "One at a time", 5, 3, 1))
    assert row.said == "One at a time: 3 of 5 checks failed"
    assert row.more == "2.5 checks a pass since the start · 1 player has passed the lesson"
    none = lesson_of(Checks("lock", "One at a time", 5, 5, 1_200))
    assert none.more == "none has passed since the start · 1,200 players have passed the lesson"
    assert (row.is_bad, none.is_bad) == (False, True)


def test_a_gateway_is_said_with_who_is_there() -> None:
    assert gateway_of(GatewayRead("5f3c", 1, 1_200)).said == "Gateway 5f3c"
    assert gateway_of(GatewayRead("5f3c", 1, 1_200)).more == "1 player in 1,200 pages"
    assert gateway_of(GatewayRead("77b2", 2, 1)).more == "2 players in 1 page"
