"""What came of a program is said in words, whatever it was."""

from clickgame.gateway.learn_answers import STOPPED, came_of
from clickgame.learn.sandbox.answers import REASONS
from clickgame.learn.sandbox.sandbox import STOPPED as STOPPED_BY_SANDBOX


def test_an_error_is_said_with_its_line() -> None:
    error = {"kind": "NameError", "text": "There is no x.", "said": "name 'x' is not defined", "line": 4, "where": []}

    check = {"title": "A", "passed": False, "what": "", "expected": "", "actual": "", "hint": "", "error": error}
    told = came_of({"output": "", "error": error | {"line": 0, "said": ""}, "checks": [check], "stopped": None})
    assert told["error"] == "There is no x."
    assert told["checks"] == [
        check | {"error": "Line 4: There is no x. (NameError: name 'x' is not defined)"},
    ]
    assert told["stopped"] == ""
    assert came_of({"output": "", "error": None, "checks": [], "stopped": "time"})["stopped"] == STOPPED["time"]


def test_each_reason_for_which_a_program_is_stopped_has_its_sentence() -> None:
    assert STOPPED.keys() == REASONS | set(STOPPED_BY_SANDBOX.values())
