"""One request, one answer: run a learner's program, then each of its checks, and tell what came of it."""

import asyncio
import inspect
import random
import re
import sys
import types
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

from . import disk
from .bounds import LEARNERS_FILE, TICK, Output, Rounds, Stopped, counted
from .checking import Wrong, expect, expect_raises
from .clock import Clock, in_place
from .trouble import trouble

CHECKS_FILE = "checks.py"
CHECK = "check_"
HIDDEN = "hidden_"


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run the program of *request* and its checks; to be called where no event loop runs.

    The request: `code`; `checks`, the text of a `checks.py`, or None; `files`, texts by name that checks may ask for;
    and `seed`, which decides what is left to chance.

    The answer: `output`, what was printed; `error`, None or what stopped the program itself, a dict of `kind`, `text`
    (plain words), `said` (Python's words), `line` and `where` (the learner's lines, outermost first); `stopped`, None
    or the bound that was reached (`rounds`, `output` or `clock`), after which no more checks were run; and `checks`,
    for each its `name`, whether it `passed`, `what` was looked at (as code), what was `expected` and what was `actual`,
    the key of a `hint` or "", whether it is `hidden` until the others pass, and an `error` as above.
    """
    return _Run(request).answer()


class _Run:
    """One program while it runs."""

    def __init__(self, request: dict[str, Any]) -> None:
        self._code: str = request["code"]
        self._checks: str | None = request.get("checks")
        self._files: dict[str, str] = request.get("files") or {}
        self._seed: int = request.get("seed") or 0
        self._output = Output()
        self._rounds = Rounds()
        self._clock = Clock()

    def answer(self) -> dict[str, Any]:
        """Run everything."""
        before = {name: sys.modules.get(name) for name in ("learn", "lesson")}
        stdin, sys.stdin = sys.stdin, StringIO()
        try:
            with redirect_stdout(self._output), redirect_stderr(self._output), warnings.catch_warnings():
                warnings.simplefilter("always")
                warnings.showwarning = self._warn
                error, checks = self._all()
        finally:
            sys.stdin = stdin
            for name, module in before.items():
                sys.modules.pop(name, None)
                if module is not None:
                    sys.modules[name] = module
        return {
            "output": self._output.text(),
            "error": error,
            "checks": checks,
            "stopped": self._stopped(),
        }

    def _all(self) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        lesson = types.ModuleType("lesson")
        lesson.__dict__[TICK] = self._rounds.tick
        sys.modules |= {"learn": self._learn(), "lesson": lesson}
        random.seed(self._seed)
        with in_place(self._clock, self._unseen):
            if error := self._program(lesson):
                return error, []
            return None, [] if self._checks is None or self._stopped() else self._every_check(lesson)

    def _learn(self) -> types.ModuleType:
        """Make the module `learn`, of which checks and lessons import."""
        learn = types.ModuleType("learn")
        learn.__dict__.update(
            expect=expect,
            expect_raises=expect_raises,
            Disk=disk.Disk,
            PowerCut=disk.PowerCut,
            chance=random.Random(self._seed),  # noqa: S311  # the same again for the same seed
            files=dict(self._files),
            now=lambda: self._clock.now,
        )
        return learn

    def _program(self, lesson: types.ModuleType) -> dict[str, Any] | None:
        try:
            exec(compile(counted(self._code, LEARNERS_FILE), LEARNERS_FILE, "exec"), lesson.__dict__)  # noqa: S102  # what this is for
        except BaseException as error:  # noqa: BLE001  # whatever a learner's program raises
            if isinstance(error, MemoryError):
                lesson.__dict__.clear()
            return trouble(error, self._code)
        return None

    def _every_check(self, lesson: types.ModuleType) -> list[dict[str, Any]]:
        checks: dict[str, Any] = {"__name__": "checks"}
        exec(compile(self._checks or "", CHECKS_FILE, "exec"), checks)  # noqa: S102  # what this is for
        results: list[dict[str, Any]] = []
        for name, check in checks.items():
            if name.startswith(CHECK) and not self._stopped():
                results.append(self._check(name.removeprefix(CHECK), check, lesson))
        return results

    def _check(self, name: str, check: Callable[[Any], Any], lesson: types.ModuleType) -> dict[str, Any]:
        result: dict[str, Any] = {
            "name": name.removeprefix(HIDDEN),
            "hidden": name.startswith(HIDDEN),
            "passed": False,
            "what": "",
            "expected": "",
            "actual": "",
            "hint": "",
            "error": None,
        }
        try:
            done = check(lesson)
            if inspect.iscoroutine(done):
                asyncio.run(done)
        except Wrong as wrong:
            result |= {"what": wrong.what, "expected": wrong.expected, "actual": wrong.actual, "hint": wrong.hint}
        except BaseException as error:  # noqa: BLE001  # whatever a learner's program raises
            result["error"] = trouble(error, self._code)
        else:
            result["passed"] = self._stopped() is None
        return result

    def _stopped(self) -> str | None:
        """Tell which bound was reached, also by a program that caught what it was told."""
        spent = {"rounds": self._rounds.spent, "output": self._output.spent, "clock": self._clock.spent}
        return next((reason for reason, is_spent in spent.items() if is_spent), None)

    def _unseen(self, error: BaseException) -> None:
        """Print what ended a task that nobody awaited."""
        told = trouble(error, self._code)
        self._note(f"A task ended by an error that nobody saw, line {told['line']}: {told['text']}")

    def _warn(self, message: Warning | str, *_others: Any, **_more: Any) -> None:  # noqa: ANN401  # as warnings calls it
        """Print that something was never awaited; other warnings are none of a lesson's business."""
        if found := re.match(r"coroutine '(?:.*\.)?(\w+)' was never awaited", str(message)):
            self._note(f"`{found[1]}` was called without `await`, so it never ran.")

    def _note(self, line: str) -> None:
        if not self._stopped():
            try:
                self._output.write(f"[{line}]\n")
            except Stopped:
                return
