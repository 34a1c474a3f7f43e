"""Runs a program, keeps what it prints, and tells what it raised."""

import contextlib
import io
from typing import Any


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run `code` of *request*; where `checks` says `[…]`, that is the answer's list of checks."""
    output = io.StringIO()
    error = None
    with contextlib.redirect_stdout(output):
        try:
            exec(request["code"], {"__name__": "lesson", "files": request["files"], "seed": request["seed"]})  # noqa: S102
        except BaseException as problem:  # noqa: BLE001  # whatever a program raises
            error = {"kind": type(problem).__name__, "text": str(problem)[:500], "line": 1}
    return {"output": output.getvalue()[:20_000], "error": error, "checks": [], "stopped": None}
