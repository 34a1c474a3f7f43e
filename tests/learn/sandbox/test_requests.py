"""What may be asked of a sandbox: texts, and not too long ones; whatever else is refused with a code."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.sandbox import ProgramInvalid, ProgramTooLong
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.requests import packed

LIMITS = Limits(program_most=10, files_most=20)
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.binary()


def test_what_is_left_out_is_nothing() -> None:
    asked = json.loads(packed({"code": "x"}, LIMITS))
    assert asked == {"code": "x", "checks": None, "files": {}, "seed": 0}
    assert json.loads(packed({"code": "x", "checks": None, "files": None}, LIMITS)) == asked


def test_it_is_one_line_whatever_the_code_has() -> None:
    assert b"\n" not in packed({"code": "a\nb\r\u2028"}, LIMITS)


def test_lengths_are_bounded_to_the_letter() -> None:
    whole: dict[str, Any] = {"code": "x" * 10, "checks": "y" * 10, "files": {"name": "z" * 6}}
    packed(whole, LIMITS)
    for longer in (
        {"code": "x" * 11},
        {"checks": "y" * 11},
        {"files": {"name": "z" * 7}},
        {"files": {"names": "z" * 6}},
    ):
        with pytest.raises(ProgramTooLong):
            packed({**whole, **longer}, LIMITS)


@given(st.dictionaries(st.sampled_from(("code", "checks", "files", "seed", "more")), VALUES) | VALUES)
def test_whatever_is_asked_is_packed_or_refused_with_a_code(request_: object) -> None:
    try:
        line = packed(request_, LIMITS)
    except (ProgramInvalid, ProgramTooLong):
        return
    asked = json.loads(line)
    assert isinstance(request_, dict)
    assert asked["code"] == request_["code"]
    assert asked["seed"] == request_.get("seed", 0)
