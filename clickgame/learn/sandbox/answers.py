"""What a program answered, read as what it is: a stranger's words.

A program may forge its answer, which gains it nothing. It is taken apart field by field: whatever has another form than
an answer of the harness has none, and texts are cut and have characters only that can be shown. A worker does this, so
that a long answer keeps nobody's press waiting.
"""

import json
from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

OUTPUT_MOST = 25_000  # Characters; the harness keeps fewer.
TEXT_MOST = 2_000
NAME_MOST = 100
LINES_MOST = 20
CHECKS_MOST = 60
LINE_MOST = 1_000_000
REASONS = frozenset({"rounds", "output", "clock"})  # Why the harness stops a program.

_Read = TypeVar("_Read")


class Line(TypedDict):
    """A line of the learner's that an error came through."""

    name: str
    line: int
    source: str


class Trouble(TypedDict):
    """An error: its kind, what it means, what Python said, and where it was."""

    kind: str
    text: str
    said: str
    line: int
    where: list[Line]


class Check(TypedDict):
    """What came of one check."""

    name: str
    hidden: bool
    passed: bool
    what: str
    expected: str
    actual: str
    hint: str
    error: Trouble | None


class Answer(TypedDict):
    """What came of a program.

    *stopped* is None, or what kept it from its end: a bound of the harness (`rounds`, `output`, `clock`), or what the
    sandbox saw: `time`, `size` (of the answer), `quit` (it left without an answer), `crashed` (so did its interpreter),
    `unreadable` (what it answered is no answer).
    """

    output: str
    error: Trouble | None
    checks: list[Check]
    stopped: str | None


class Unreadable(Exception):
    """What a program answered is no answer."""


def stopped(reason: str) -> Answer:
    """Give the answer for a program that gave none."""
    return {"output": "", "error": None, "checks": [], "stopped": reason}


def read(data: bytes) -> Answer:
    """Read what a program answered. Raises Unreadable."""
    try:
        said = json.loads(data.decode())  # json itself would guess, and load codecs that are out of reach
    except (ValueError, RecursionError) as problem:  # also an integer of too many digits
        raise Unreadable from problem
    fields = _fields(said)
    return {
        "output": _text(fields, "output", OUTPUT_MOST),
        "error": _trouble(fields.get("error")),
        "checks": _each(fields, "checks", _check, CHECKS_MOST),
        "stopped": _reason(fields.get("stopped")),
    }


def _check(said: object) -> Check:
    fields = _fields(said)
    return {
        "name": _text(fields, "name", NAME_MOST),
        "hidden": fields.get("hidden") is True,
        "passed": fields.get("passed") is True,
        "what": _text(fields, "what", TEXT_MOST),
        "expected": _text(fields, "expected", TEXT_MOST),
        "actual": _text(fields, "actual", TEXT_MOST),
        "hint": _text(fields, "hint", TEXT_MOST),
        "error": _trouble(fields.get("error")),
    }


def _trouble(said: object) -> Trouble | None:
    if said is None:
        return None
    fields = _fields(said)
    return {
        "kind": _text(fields, "kind", NAME_MOST),
        "text": _text(fields, "text", TEXT_MOST),
        "said": _text(fields, "said", TEXT_MOST),
        "line": _number(fields, "line"),
        "where": _each(fields, "where", _line, LINES_MOST),
    }


def _line(said: object) -> Line:
    fields = _fields(said)
    return {
        "name": _text(fields, "name", NAME_MOST),
        "line": _number(fields, "line"),
        "source": _text(fields, "source", TEXT_MOST),
    }


def _reason(said: object) -> str | None:
    if said is None or (isinstance(said, str) and said in REASONS):
        return said
    raise Unreadable


def _fields(said: object) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise Unreadable
    return said


def _each(fields: dict[str, Any], name: str, read: Callable[[object], _Read], most: int) -> list[_Read]:
    said = fields.get(name, [])
    if not isinstance(said, list):
        raise Unreadable
    return [read(each) for each in said[:most]]


def _text(fields: dict[str, Any], name: str, most: int) -> str:
    said = fields.get(name, "")
    if not isinstance(said, str):
        raise Unreadable
    said = said[:most]
    if said.replace("\n", "").replace("\t", "").isprintable():
        return said
    return "".join(each if each.isprintable() or each in "\n\t" else "\N{REPLACEMENT CHARACTER}" for each in said)


def _number(fields: dict[str, Any], name: str) -> int:
    said = fields.get(name, 0)
    if not isinstance(said, int) or isinstance(said, bool):
        raise Unreadable
    return said if 0 <= said <= LINE_MOST else 0
