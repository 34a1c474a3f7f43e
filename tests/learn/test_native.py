"""The harness in a process of its own, for authors: an answer for each request, or a word why there is none."""

import pytest

from clickgame.learn import native


def test_each_request_is_answered_in_order() -> None:
    answers = native.run_all([{"code": f"print({number})"} for number in range(3)])
    assert [answer["output"] for answer in answers] == ["0\n", "1\n", "2\n"]


def test_a_program_cannot_write_into_the_answer() -> None:
    assert native.run({"code": "import sys; sys.__stdout__.write('[]'); print('é')"})["output"] == "é\n"


def test_a_process_that_takes_too_long_is_ended() -> None:
    assert native.run({"code": "sum(iter(int, 1))"}, time_s=1.0)["stopped"] == "time"


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(RuntimeError, match="died"):
        native.run({"code": "import os; os._exit(3)"})
