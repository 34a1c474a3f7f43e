"""What Python's commonest errors mean, in plain words: one line of the table each, the first that fits counts.

`{0}`, `{1}` are what the pattern found in Python's sentence. The wording of Python 3.11 to 3.13 fits."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import NamedTuple


class Plain(NamedTuple):
    """An error by its *kind*, what Python *said* as a pattern, and what that means as *text*."""

    kind: str
    said: str
    text: str


PLAIN = (
    Plain("Deadlock", "", "Everybody waits, and nobody is left who could wake them: is a lock never given back, or something awaited that never comes?"),
    Plain("rounds", "", "{said} A loop that does not end stops here."),
    Plain("output", "", "{said} A loop that prints, and does not end?"),
    Plain("clock", "", "{said} What is it waiting for?"),
    Plain("NameError", r"name '(\w+)' is not defined", "Nothing is called `{0}` here. Is it spelled as where it was made, and made before this line?"),
    Plain("UnboundLocalError", r"variable '(\w+)'", "This function gives `{0}` a value further down, so `{0}` is its own, and has none yet. Was `self.{0}` meant?"),
    Plain("AttributeError", r"module 'lesson' has no attribute '(\w+)'", "The checks look for `{0}`, and your code has none."),
    Plain("AttributeError", r"'coroutine' object has no attribute '(\w+)'", "An `await` is missing: an async function was called, and what it gives was used before it ran."),
    Plain("AttributeError", r"'NoneType' object has no attribute '(\w+)'", "The thing before `.{0}` is None. Where should it have come from: does a `return` lack there?"),
    Plain("AttributeError", r"(?:type object )?'(\w+)'(?: object)? has no attribute '(\w+)'", "A `{0}` has nothing called `{1}`. Is it spelled as where it was made, and made in `__init__`?"),
    Plain("TypeError", r"(\w+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given", "`{0}` was called with {2} values and takes {1}. A method is given its object first: does its list of arguments begin with `self`?"),
    Plain("TypeError", r"(\w+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)", "`{0}` was called without a value for {1}."),
    Plain("TypeError", r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", "`{0}` was called with `{1}=…`, and has no argument of that name."),
    Plain("TypeError", r"object (\w+) can't be used in 'await' expression", "Only what an async function gives can be awaited; this is a plain {0}. Take `await` away, or make the function `async def`."),
    Plain("TypeError", r"(?:unsupported operand type|not supported between|can only concatenate|must be str|not iterable|not subscriptable).*'?coroutine'?|'coroutine' object is not", "An `await` is missing: an async function was called, and what it gives was used before it ran."),
    Plain("TypeError", r"'NoneType' object is not (\w+)", "This is None, and should be something. Where should it have come from: does a `return` lack there?"),
    Plain("TypeError", r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", "`{0}` does not work between a {1} and a {2}. Which of the two is not what you thought?"),
    Plain("TypeError", r"can only concatenate (\w+) \(not \"(\w+)\"\) to", 'A {1} cannot be added to a {0}. For text, write f"…{{value}}".'),
    Plain("TypeError", r"'(.+)' not supported between instances of '(\w+)' and '(\w+)'", "A {1} and a {2} cannot be compared by `{0}`."),
    Plain("TypeError", r"'(\w+)' object is not callable", "A {0} was called like a function. Is there a pair of brackets too many, or a function's name given to a value?"),
    Plain("TypeError", r"'(\w+)' object is not (?:iterable|an iterator)", "A {0} holds nothing that one could go through."),
    Plain("TypeError", r"'(\w+)' object is not subscriptable", "A {0} has no places to look into by […]."),
    Plain("TypeError", r"'(\w+)' object does not support item assignment", "A {0} cannot be changed in place: make a new one."),
    Plain("TypeError", r"unhashable type: '(\w+)'", "A {0} can change, so it cannot be a key or be in a set. A tuple can."),
    Plain("KeyError", r"(.*)", "There is no {0} in this dictionary. Ask with `in`, or use `.get(…)`, where that may be."),
    Plain("IndexError", "pop from (?:an )?empty", "There is nothing left to take out."),
    Plain("IndexError", "", "There is no such place: a list of three has the places 0, 1 and 2."),
    Plain("ValueError", r"invalid literal for int\(\) with base \d+: (.*)", "{0} is no whole number."),
    Plain("ValueError", r"could not convert string to float: (.*)", "{0} is no number."),
    Plain("ValueError", r"(not enough|too many) values to unpack", "There are {0} values for the names on the left."),
    Plain("ZeroDivisionError", "", "Something was divided by 0. When is it 0, and what should happen then?"),
    Plain("RecursionError", "", "A function calls itself again and again. What makes it stop?"),
    Plain("MemoryError", "", "The program asked for more memory than there is. What keeps growing?"),
    Plain("RuntimeError", r"(dictionary|Set|deque|OrderedDict|mutated|changed size).*during iteration", "Something was added or taken out while a loop went through it. Go through a copy: `list(…)`."),
    Plain("RuntimeError", r"asyncio\.run\(\) cannot be called", "There is a loop already: inside an async function, `await` takes the place of `asyncio.run`."),
    Plain("RuntimeError", r"cannot reuse already awaited coroutine", "What an async function gives can be awaited once. Call the function again."),
    Plain("RuntimeError", r"no running event loop", "This needs a loop: call it inside an async function, which `asyncio.run` runs."),
    Plain("RuntimeError", r"there are no threads", "There are no threads here: the course does everything with async functions."),
    Plain("ModuleNotFoundError", r"No module named '([\w.]+)'", "There is no module `{0}` here: the course does with Python's own."),
    Plain("ImportError", r"cannot import name '(\w+)' from '([\w.]+)'", "`{1}` has nothing called `{0}`."),
    Plain("EOFError", "", "Nobody is there to type an answer: give the values in the code."),
    Plain("SystemExit", "", "The program ended itself."),
    Plain("TimeoutError", "", "What was waited for did not come in time."),
    Plain("AssertionError", "", "An `assert` in your code says that this is not so."),
    Plain("NotImplementedError", "", "This part is still yours to write."),
    Plain("TabError", "", "Tabs and spaces are mixed at the beginning of lines. Use spaces."),
    Plain("IndentationError", r"expected an indented block after (.+) on line (\d+)", "After the {0} in line {1}, the next line has to be further to the right."),
    Plain("IndentationError", "unexpected indent", "This line begins further to the right than the one before it, without a `:` there."),
    Plain("IndentationError", "unindent", "This line begins somewhere between two blocks: which one does it belong to?"),
    Plain("SyntaxError", r"expected ':'", "A `:` is missing at the end of this line."),
    Plain("SyntaxError", r"'(.)' was never closed", "The `{0}` that opens here is never closed."),
    Plain("SyntaxError", r"unmatched '(.)'", "The `{0}` closes something that was never opened."),
    Plain("SyntaxError", r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", "`{0}` cannot close what `{1}` opened."),
    Plain("SyntaxError", r"unterminated (?:triple-quoted )?(?:f-)?string", "A text begins here, and its closing quotes are missing."),
    Plain("SyntaxError", r"(?:cannot assign|Maybe you meant '==')", "`=` gives a value to the name on its left; to compare, write `==`."),
    Plain("SyntaxError", r"'await' outside async function", "`await` works inside `async def` only."),
    Plain("SyntaxError", r"'(return|yield)' outside function", "`{0}` works inside a function only. Is the line far enough to the right?"),
    Plain("SyntaxError", r"forgot a comma", "Is a comma missing here?"),
    Plain("SyntaxError", "", "Python cannot read this line. Look at its end, and at the end of the line before it."),
)  # fmt: skip


def in_plain_words(kind: str, said: str, *, names: Collection[str] = ()) -> str:
    """Tell what an error of *kind* means about which Python *said* so; *names* are those that the program has."""
    for plain in PLAIN:
        if plain.kind != kind:
            continue
        if found := re.search(plain.said, said):
            text = plain.text.format(*(group or "" for group in found.groups()), said=said)
            return text + _near(kind, found.groups(), names)
    return f"{kind}: {said}" if said else kind


def _near(kind: str, found: tuple[str | None, ...], names: Collection[str]) -> str:
    """Suggest the name that was probably meant."""
    if kind not in {"NameError", "AttributeError"} or not found or not found[-1]:
        return ""
    near = get_close_matches(found[-1], [name for name in names if name != found[-1]], n=1, cutoff=0.75)
    return f" Did you mean `{near[0]}`?" if near else ""
