"""Tell what stopped a learner's program: the kind, plain words, what Python says, and the learner's own lines alone."""

import re
import traceback
from typing import Any

from .bounds import LEARNERS_FILE, TICK, Stopped
from .clock import Deadlock
from .plain import in_plain_words

TEXT_MOST = 500  # Characters.
LINES_MOST = 8  # Of a traceback, the innermost.


def trouble(error: BaseException, code: str) -> dict[str, Any]:
    """Give *error* as an answer has it; its line is 0 where none of *code* is to blame."""
    lines = code.splitlines()
    if isinstance(error, SyntaxError) and error.filename == LEARNERS_FILE:
        where = [("", error.lineno or 0)]
    elif isinstance(error, Deadlock):
        where = [("", line) for line in error.lines]
    else:
        where = _own_lines(error)
    kind = error.reason if isinstance(error, Stopped) else type(error).__name__
    said = _said(error)
    return {
        "kind": kind,
        "text": in_plain_words(kind, said, names=_names(code)),
        "said": said,
        "line": where[-1][1] if where else 0,
        "where": [
            {"name": name, "line": line, "source": lines[line - 1].strip() if 0 < line <= len(lines) else ""}
            for name, line in where[-LINES_MOST:]
        ],
    }


def _said(error: BaseException) -> str:
    """Give Python's own sentence."""
    try:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception as problem:  # noqa: BLE001  # an error of the learner's may have a __str__ that raises
        said = f"an error whose text raises {type(problem).__name__}"
    return said[:TEXT_MOST]


def _own_lines(error: BaseException) -> list[tuple[str, int]]:
    """List where in the learner's file *error* came through, outermost first."""
    frames = traceback.walk_tb(error.__traceback__)
    return [
        ("" if frame.f_code.co_name == "<module>" else frame.f_code.co_name, line)
        for frame, line in frames
        if frame.f_code.co_filename == LEARNERS_FILE and frame.f_code.co_name != TICK
    ]


def _names(code: str) -> set[str]:
    """List the words of *code* that may be names."""
    return set(re.findall(r"[^\W\d]\w*", code))
