"""One request, one answer: what a learner's program prints, how its checks went, and what stopped it."""

import asyncio
import json
import sys
import time
from typing import Any

import pytest

from clickgame.learn.harness import run

COUNTER = "class Counter:\n    value = 0\n"


def ask(code: str, checks: str | None = None, *, files: dict[str, str] | None = None, seed: int = 1) -> dict[str, Any]:
    """Have *code* and *checks* run; the answer has to survive the way to another process."""
    return json.loads(json.dumps(run({"code": code, "checks": checks, "files": files or {}, "seed": seed})))


def test_what_is_printed_is_told() -> None:
    answer = ask("print('hello')\nimport sys\nsys.stderr.write('there\\n')")
    assert answer == {"output": "hello\nthere\n", "error": None, "checks": [], "stopped": None}


def test_each_check_is_told_with_what_was_expected_and_what_was_found() -> None:
    checks = """
from learn import expect

def check_first(lesson):
    expect("Counter.value", lesson.Counter.value, 0)

def check_second(lesson):
    expect("Counter.value", lesson.Counter.value, 1, [(0, "not-counted")])

async def check_hidden_third(lesson):
    expect("Counter.value", lesson.Counter.value, 0)
"""
    first, second, third = ask(COUNTER, checks)["checks"]
    assert (first["name"], first["passed"], first["hidden"]) == ("first", True, False)
    assert (second["name"], second["passed"], second["hidden"]) == ("second", False, False)
    assert (second["what"], second["expected"], second["actual"]) == ("Counter.value", "1", "0")
    assert second["hint"] == "not-counted"
    assert (third["name"], third["passed"], third["hidden"]) == ("third", True, True)


def test_a_program_that_fails_is_not_checked() -> None:
    answer = ask("print(1)\nnothing\n", "def check_it(lesson): pass")
    assert answer["output"] == "1\n"
    assert answer["checks"] == []
    assert (answer["error"]["kind"], answer["error"]["line"]) == ("NameError", 2)


def test_an_error_in_a_check_names_the_learners_lines_alone() -> None:
    code = "def half(number):\n    return whole(number) / 0\ndef whole(number):\n    return number\n"
    (check,) = ask(code, "def check_half(lesson):\n    lesson.half(2)\n")["checks"]
    assert not check["passed"]
    assert check["error"]["kind"] == "ZeroDivisionError"
    assert check["error"]["where"] == [{"name": "half", "line": 2, "source": "return whole(number) / 0"}]


def test_what_a_check_looks_for_and_does_not_find_is_named() -> None:
    (check,) = ask("", "def check_it(lesson):\n    lesson.Counter()\n")["checks"]
    assert not check["passed"]
    assert check["error"]["text"] == "The checks look for `Counter`, and your code has none."


def test_true_is_not_one() -> None:
    (check,) = ask("", "from learn import expect\ndef check_it(lesson):\n    expect('1', True, 1)\n")["checks"]
    assert not check["passed"]


def test_a_check_may_expect_an_error() -> None:
    checks = """
from learn import expect_raises
HINTS = [(KeyError, "let-through"), (None, "accepted")]

def check_raised(lesson):
    expect_raises("f()", ValueError, lambda: int("x"), HINTS)

def check_other(lesson):
    expect_raises("f()", ValueError, lambda: {}["x"], HINTS)

def check_none(lesson):
    expect_raises("f()", ValueError, lambda: None, HINTS)
"""
    raised, other, none = ask("", checks)["checks"]
    assert raised["passed"]
    assert (other["expected"], other["actual"], other["hint"]) == (
        "raises ValueError",
        "raises KeyError",
        "let-through",
    )
    assert (none["actual"], none["hint"]) == ("None", "accepted")


def test_a_hint_is_earned_by_what_fits_first_and_a_test_that_raises_fits_nothing() -> None:
    checks = """
from learn import expect
def check_it(lesson):
    expect("x", "text", 1, [(lambda got: got < 1, "less"), (str, "never"), (lambda got: len(got) == 4, "text")])
"""
    assert ask("", checks)["checks"][0]["hint"] == "text"


@pytest.mark.parametrize("passes", ["print", "str", "1 .__class__.__repr__"])
def test_a_value_that_cannot_be_shown_harms_nothing(passes: str) -> None:
    code = "class Odd:\n    def __repr__(self): raise ValueError\n"
    checks = f"from learn import expect\ndef check_it(lesson):\n    expect('x', lesson.Odd(), {passes})\n"
    assert ask(code, checks)["checks"][0]["actual"] == "<Odd whose __repr__ raises ValueError>"


def test_what_is_shown_of_a_value_is_short() -> None:
    checks = "from learn import expect\ndef check_it(lesson):\n    expect('x', 'a' * 10_000, 1)\n"
    assert len(ask("", checks)["checks"][0]["actual"]) < 500


def test_chance_is_the_same_again_for_the_same_seed() -> None:
    checks = "from learn import chance, expect\ndef check_it(lesson):\n    expect('x', chance.random(), 0)\n"
    first, again, other = (ask("", checks, seed=seed)["checks"][0]["actual"] for seed in (5, 5, 6))
    assert first == again != other


def test_checks_may_ask_for_files() -> None:
    checks = "from learn import expect, files\ndef check_it(lesson):\n    expect('tape', files['tape'], 'abc')\n"
    assert ask("", checks, files={"tape": "abc"})["checks"][0]["passed"]


@pytest.mark.parametrize(
    ("code", "reason", "line"),
    [
        ("while True:\n    pass\n", "rounds", 1),
        ("import itertools\nfor each in itertools.count():\n    pass\n", "rounds", 2),
        ("while True:\n    try:\n        1 / 0\n    except Exception:\n        pass\n", "rounds", 1),
        ("while True:\n    print('x' * 5_000)\n", "output", 2),
        ("import time\nwhile True:\n    time.sleep(1)\n", "clock", 3),
        (
            "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())\n",
            "clock",
            5,
        ),
    ],
)
def test_a_program_without_end_is_stopped_and_told_where(code: str, reason: str, line: int) -> None:
    answer = ask(code, "def check_it(lesson): pass")
    assert answer["stopped"] == reason
    assert (answer["error"]["kind"], answer["error"]["line"]) == (reason, line)
    assert answer["checks"] == []
    assert len(answer["output"]) < 21_000


def test_a_check_without_end_is_the_last_one() -> None:
    code = "def spin():\n    while True:\n        pass\n"
    answer = ask(code, "def check_one(lesson): lesson.spin()\ndef check_two(lesson): pass\n")
    assert answer["stopped"] == "rounds"
    assert [check["name"] for check in answer["checks"]] == ["one"]
    assert answer["checks"][0]["error"]["line"] == 2


def test_who_catches_everything_has_not_passed() -> None:
    code = "def spin():\n    try:\n        while True:\n            pass\n    except BaseException:\n        return 1\n"
    (check,) = ask(code, "def check_one(lesson): lesson.spin()\n")["checks"]
    assert not check["passed"]


def test_nobody_types_an_answer() -> None:
    assert ask("input()")["error"]["kind"] == "EOFError"


def test_a_program_that_ends_itself_ends_itself_alone() -> None:
    assert ask("import sys\nsys.exit(3)")["error"]["kind"] == "SystemExit"


def test_an_error_whose_text_raises_is_told_all_the_same() -> None:
    code = "class Odd(Exception):\n    def __str__(self): raise KeyError\nraise Odd\n"
    assert ask(code)["error"]["said"] == "an error whose text raises KeyError"


def test_something_never_awaited_is_printed() -> None:
    answer = ask("class Engine:\n    async def save(self): pass\nEngine().save()\n")
    assert answer["output"] == "[`save` was called without `await`, so it never ran.]\n"


def test_an_error_that_nobody_saw_is_printed() -> None:
    code = """import asyncio
async def fails():
    1 / 0
async def main():
    task = asyncio.create_task(fails())
    await asyncio.sleep(1)
asyncio.run(main())
"""
    assert "that nobody saw, line 3: Something was divided by 0" in ask(code)["output"]


def test_all_is_put_back_afterwards() -> None:
    before = asyncio.run, time.sleep, time.time, time.monotonic, sys.stdin, sys.stdout, sys.modules.get("learn")
    ask("import asyncio\nasync def main(): await asyncio.Event().wait()\nasyncio.run(main())\n", "x")
    assert before == (
        asyncio.run,
        time.sleep,
        time.time,
        time.monotonic,
        sys.stdin,
        sys.stdout,
        sys.modules.get("learn"),
    )
