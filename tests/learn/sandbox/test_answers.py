"""What a program answers is read as a stranger's words: an answer of the harness, or none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.sandbox import answers
from clickgame.learn.sandbox.answers import Unreadable, read, stopped

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8)
            | st.sampled_from(("output", "error", "checks", "stopped", "line", "where", "name", "kind")),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)
WHOLE: Any = {
    "output": "a\n\tb",
    "error": {"kind": "K", "text": "t", "said": "s", "line": 3, "where": [{"name": "f", "line": 3, "source": "x"}]},
    "checks": [
        {
            "name": "n",
            "hidden": True,
            "passed": True,
            "what": "w",
            "expected": "1",
            "actual": "2",
            "hint": "h",
            "error": None,
        }
    ],
    "stopped": "rounds",
}


def test_an_answer_of_the_harness_comes_through_as_it_is() -> None:
    assert read(json.dumps(WHOLE).encode()) == WHOLE
    assert read(b"{}") == {"output": "", "error": None, "checks": [], "stopped": None}
    assert stopped("time") == {"output": "", "error": None, "checks": [], "stopped": "time"}


@given(JSON)
def test_whatever_else_is_said_is_read_or_refused(said: object) -> None:
    for each in (said, {**WHOLE, "output": said}, {**WHOLE, "error": said}, {**WHOLE, "checks": [said]}):
        try:
            answer = read(json.dumps(each).encode())
        except Unreadable:
            continue
        assert json.loads(json.dumps(answer)) == answer
        assert answer.keys() == WHOLE.keys()
        assert all(sign.isprintable() or sign in "\n\t" for sign in answer["output"])


@given(st.binary())
def test_bytes_that_are_no_answer_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(b"\xff" + data)


@pytest.mark.parametrize(
    "said",
    [b"", b"[1]", b"1", b"null", b"[" * 200_000, b'{"a":' * 40_000, b'{"error": {"line": ' + b"9" * 10_000 + b"}}"],
    ids=["nothing", "a list", "a number", "null", "deep lists", "deep objects", "a huge number"],
)
def test_what_breaks_a_parser_is_refused(said: bytes) -> None:
    with pytest.raises(Unreadable):
        read(said)


@pytest.mark.parametrize(
    "part",
    [
        {"output": 1},
        {"checks": {}},
        {"checks": [1]},
        {"error": []},
        {"error": {"line": "1"}},
        {"error": {"line": True}},
        {"error": {"where": [1]}},
        {"stopped": "never heard of"},
        {"stopped": []},
    ],
    ids=str,
)
def test_fields_of_other_kinds_are_refused(part: object) -> None:
    with pytest.raises(Unreadable):
        read(json.dumps(part).encode())


def test_texts_lists_and_numbers_are_cut() -> None:
    said = {"output": "x" * 10**5, "checks": [{"what": "y" * 10**4}] * 500, "error": {"line": -1, "where": [{}] * 99}}
    answer = read(json.dumps(said).encode())
    assert len(answer["output"]) == answers.OUTPUT_MOST
    assert len(answer["checks"]) == answers.CHECKS_MOST
    assert len(answer["checks"][0]["what"]) == answers.TEXT_MOST
    assert answer["error"]
    assert (answer["error"]["line"], len(answer["error"]["where"])) == (0, answers.LINES_MOST)


def test_what_cannot_be_shown_is_replaced() -> None:
    answer = read(json.dumps({"output": "a\0\x1b\u202e\ud800b\n"}).encode())
    assert answer["output"] == "a" + "\N{REPLACEMENT CHARACTER}" * 4 + "b\n"
