"""The commonest errors in plain words: what a learner gets wrong most, and what is said of it."""

import pytest

from clickgame.learn.harness import run
from clickgame.learn.harness.plain import PLAIN, in_plain_words

# A program, the kind of its error, and words that have to be in what is said.
COMMONEST = [
    ("score = 1\nprint(scor)", "NameError", "Did you mean `score`?"),
    ("n = 0\ndef f():\n    n += 1\nf()", "UnboundLocalError", "`n` is its own"),
    ("def f(): pass\nf().strip()", "AttributeError", "is None"),
    ("class Game:\n    def press(self): pass\nGame().pres()", "AttributeError", "Did you mean `press`?"),
    ("class Game:\n    def __init__(self): self.score = 0\nGame.score", "AttributeError", "made in `__init__`"),
    ("async def f(): pass\nf().strip()", "AttributeError", "An `await` is missing"),
    ("class Game:\n    def press(): pass\nGame().press()", "TypeError", "begin with `self`"),
    ("def f(a): pass\nf()", "TypeError", "without a value for 'a'"),
    ("def f(*, a): pass\nf()", "TypeError", "without a value for 'a'"),
    ("def f(a): pass\nf(b=1)", "TypeError", "no argument of that name"),
    ("def f(): pass\nf()[0]", "TypeError", "This is None"),
    ("for each in None: pass", "TypeError", "This is None"),
    ("None + 1", "TypeError", "between a NoneType and a int"),
    ("async def f(): pass\nf() + 1", "TypeError", "An `await` is missing"),
    ("async def f(): pass\nfor each in f(): pass", "TypeError", "An `await` is missing"),
    ("import asyncio\nasync def f(): await 1\nasyncio.run(f())", "TypeError", "a plain int"),
    ("'a' + 1", "TypeError", 'f"…{value}"'),
    ("'a' < 1", "TypeError", "cannot be compared by `<`"),
    ("n = 1\nn()", "TypeError", "like a function"),
    ("for each in 5: pass", "TypeError", "holds nothing"),
    ("n = 5\nn[0]", "TypeError", "no places"),
    ("(1, 2)[0] = 3", "TypeError", "cannot be changed"),
    ("{[1]: 2}", "TypeError", "cannot be a key"),
    ("{}['x']", "KeyError", "There is no 'x'"),
    ("[][0]", "IndexError", "no such place"),
    ("[].pop()", "IndexError", "nothing left"),
    ("from collections import deque\ndeque().popleft()", "IndexError", "nothing left"),
    ("int('x')", "ValueError", "'x' is no whole number"),
    ("float('x')", "ValueError", "'x' is no number"),
    ("a, b = 1, 2, 3", "ValueError", "too many values"),
    ("1 / 0", "ZeroDivisionError", "divided by 0"),
    ("def f(): f()\nf()", "RecursionError", "What makes it stop?"),
    ("d = {1: 2}\nfor each in d: d[each + 1] = 1", "RuntimeError", "Go through a copy"),
    (
        "from collections import deque\nd = deque([1, 2])\nfor each in d: d.append(1)",
        "RuntimeError",
        "Go through a copy",
    ),
    (
        "import asyncio\nasync def f(): pass\nc = f()\nasyncio.run(c)\nasyncio.run(c)",
        "RuntimeError",
        "can be awaited once",
    ),
    ("import asyncio\nasyncio.create_task(None)", "RuntimeError", "inside an async function"),
    ("import numpyy", "ModuleNotFoundError", "no module `numpyy`"),
    ("from random import dice", "ImportError", "nothing called `dice`"),
    ("assert 1 == 2", "AssertionError", "`assert`"),
    ("raise NotImplementedError", "NotImplementedError", "yours to write"),
    ("if True:\n\tx = 1\n        y = 2", "TabError", "Tabs and spaces"),
    ("def f():\nreturn 1", "IndentationError", "function definition in line 1"),
    ("x = 1\n  y = 2", "IndentationError", "further to the right"),
    ("if 1:\n    x = 1\n  y = 2", "IndentationError", "two blocks"),
    ("if True\n    pass", "SyntaxError", "A `:` is missing"),
    ("f(1", "SyntaxError", "`(` that opens here"),
    ("f(1))", "SyntaxError", "never opened"),
    ("f(1]", "SyntaxError", "cannot close"),
    ("'abc", "SyntaxError", "closing quotes"),
    ("f() = 1", "SyntaxError", "to compare, write `==`"),
    ("if x = 1:\n    pass", "SyntaxError", "to compare, write `==`"),
    ("def f():\n    await g()", "SyntaxError", "`async def` only"),
    ("return 1", "SyntaxError", "inside a function only"),
    ("[1 2]", "SyntaxError", "comma"),
    ("x ! y", "SyntaxError", "cannot read this line"),
]


@pytest.mark.parametrize(("code", "kind", "words"), COMMONEST, ids=[code for code, _, _ in COMMONEST])
def test_a_common_error_is_told_in_plain_words(code: str, kind: str, words: str) -> None:
    error = run({"code": code, "checks": None, "files": {}, "seed": 1})["error"]
    assert error["kind"] == kind
    assert words in error["text"], error
    assert error["line"] > 0


def test_an_error_of_the_learners_own_is_told_as_it_is() -> None:
    error = run({"code": "class Odd(Exception): pass\nraise Odd('so odd')"})["error"]
    assert (error["kind"], error["text"]) == ("Odd", "Odd: so odd")
    assert in_plain_words("Odd", "") == "Odd"


def test_every_line_of_the_table_can_be_reached() -> None:
    """A line that another one before it covers would never be told."""
    covered = [
        each
        for number, each in enumerate(PLAIN)
        if any(before.kind == each.kind and not before.said for before in PLAIN[:number])
    ]
    assert covered == []


@pytest.mark.parametrize("said", ["", "{0}", "{said}", "'" * 400, "\ud800"])
@pytest.mark.parametrize("kind", sorted({plain.kind for plain in PLAIN}))
def test_whatever_python_says_can_be_told(kind: str, said: str) -> None:
    assert in_plain_words(kind, said, names=["a"]) or not said
