"""What a page shows of what came of a learner's program, in plain words."""

from typing import Any

STOPPED = {
    "rounds": "Stopped: the loops went round too often. What ends this one?",
    "output": "Stopped: too much was printed.",
    "clock": "Stopped: the program waits and waits, and nothing ever happens.",
    "time": "Stopped: the program took longer than it may.",
    "size": "Stopped: what came of the program is too large to be shown.",
    "quit": "Stopped: the program left before it was through.",
    "crashed": "Stopped: the program broke Python itself; mostly it used up all its memory.",
    "unreadable": "Stopped: what came of the program makes no sense.",
}


def is_passed_by(answer: dict[str, Any]) -> bool:
    """Tell whether a program that was checked has passed: it came to its end, and each check is content."""
    return bool(answer["checks"]) and not answer["stopped"] and all(check["passed"] for check in answer["checks"])


def came_of(answer: dict[str, Any]) -> dict[str, object]:
    """Give what a page shows of *answer*: each thing that may be missing is there, and empty."""
    checks = [_check(check) for check in answer["checks"]]
    return {
        "output": answer["output"],
        "error": _error(answer["error"]),
        "checks": checks,
        "stopped": STOPPED.get(answer["stopped"], "") if answer["stopped"] else "",
    }


def _check(check: dict[str, Any]) -> dict[str, object]:
    shown = ("title", "passed", "what", "expected", "actual", "hint")
    return {**{name: check[name] for name in shown}, "error": _error(check["error"])}


def _error(error: dict[str, Any] | None) -> str:
    """Say what went wrong, and in which line."""
    if not error:
        return ""
    where = f"Line {error['line']}: " if error["line"] else ""
    said = f" ({error['kind']}: {error['said']})" if error["said"] else ""
    return f"{where}{error['text']}{said}"
