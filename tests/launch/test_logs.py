"""Each place in the code logs so many lines a minute, what was left out is told, and a line may be JSON."""

import json
import logging

from hypothesis import given
from hypothesis import strategies as st

from clickgame.launch.logs import MINUTE_S, SOURCES_MOST, TEXT_LONGEST, JsonLines, LineLimit, Redaction


def record(at: float, *, line: int = 1, name: str = "game") -> logging.LogRecord:
    """Make what is logged by *line* of a file at *at* (s)."""
    made = logging.LogRecord(name, logging.INFO, "file.py", line, "it was %s", ("odd",), None)
    made.created = at
    return made


def test_a_source_has_its_lines_and_another_one_has_its_own() -> None:
    limit = LineLimit(per_min=3)
    assert [bool(limit.filter(record(1.0))) for _ in range(5)] == [True] * 3 + [False] * 2
    assert limit.filter(record(1.0, line=2))
    assert limit.filter(record(1.0, name="other"))


def test_the_next_minute_tells_how_many_were_left_out() -> None:
    limit = LineLimit(per_min=3)
    for _ in range(10):
        limit.filter(record(1.0))
    late = record(1.0 + MINUTE_S)
    assert limit.filter(late)
    assert late.getMessage() == "it was odd (and 7 more like this)"
    quiet = record(1.0 + 2 * MINUTE_S)
    assert limit.filter(quiet)
    assert quiet.getMessage() == "it was odd"


def test_a_clock_that_was_set_back_silences_nobody() -> None:
    limit = LineLimit(per_min=1)
    limit.filter(record(1_000.0))
    assert limit.filter(record(10.0))


@given(st.lists(st.floats(0, 600), max_size=200), st.integers(1, 9))
def test_no_minute_has_more_than_two_minutes_worth(times: list[float], per_min: int) -> None:
    """Minutes are counted from a source's first line, so that one may lie across two of them."""
    limit = LineLimit(per_min=per_min)
    passed = [at for at in sorted(times) if limit.filter(record(at))]
    assert all(sum(start <= at < start + MINUTE_S for at in passed) <= 2 * per_min for start in passed)


def test_made_up_sources_are_not_remembered() -> None:
    limit = LineLimit(per_min=1)
    for number in range(3 * SOURCES_MOST):
        assert limit.filter(record(1.0, line=number))
    assert len(limit._sources) <= SOURCES_MOST


@given(text=st.text(), has_fault=st.booleans())
def test_json_is_one_object_a_line_whatever_is_logged(*, text: str, has_fault: bool) -> None:
    made = record(0.25)
    made.msg, made.args = "it was %s", (text,)
    if has_fault:
        fault = ValueError(text)
        made.exc_info = (ValueError, fault, None)
    (line,) = JsonLines().format(made).splitlines()
    told = json.loads(line)
    assert (told["at"], told["level"], told["logger"]) == ("1970-01-01T00:00:00.250+00:00", "info", "game")
    assert told["text"] == f"it was {text}"
    assert ("fault" in told) == has_fault


def test_a_line_of_json_has_a_bound_and_says_what_is_missing() -> None:
    made = record(1.0)
    made.msg, made.args = "x" * (TEXT_LONGEST + 1_234), ()
    text = json.loads(JsonLines().format(made))["text"]
    assert text.endswith("x… (1,234 more)")
    assert len(text) < TEXT_LONGEST + 30


def test_a_library_names_no_token_and_ours_say_what_they_mean() -> None:
    token, page = "0123456789abcdef" * 2, "bfd29abd-83d6-4f95-8036-3eeef809c654"
    said = "no client %r, %s", (page, token)
    for name, text in (("reflex.app", "no client '(a token)', (a token)"), ("clickgame.x", said[0] % said[1])):
        record = logging.LogRecord(name, logging.INFO, "", 1, *said, None)
        assert Redaction().filter(record)
        assert record.getMessage() == text


def test_a_line_whose_values_do_not_fit_is_loggings_business() -> None:
    odd = logging.LogRecord("library", logging.INFO, "", 1, "%d clients", ("many",), None)
    assert Redaction().filter(odd)
