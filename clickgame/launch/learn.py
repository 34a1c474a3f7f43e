"""`python -m clickgame learn`: for authors of lessons: check what is lacking, run a program, make a folder."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clickgame.learn import authoring, native
from clickgame.learn.course import FOLDER, folders, key_of, read

FAILED = 1  # Exit code when something is wrong with a lesson.
REFUSED = 2  # Exit code when there is no such lesson, or there is one already.
_LESSON = """---
title: {title}
minutes: 10
needs:
mirrors: clickgame/core/scores.py:Score
---
One idea, told shortly, with an example that runs:

```python
print(1 + 1)
```
```output
2
```

## Task

## Hints

## Checks

## Mistakes

## In the game
"""


def main(argv: Sequence[str], *, folder: Path = FOLDER) -> int:
    """Run the command in *argv* on the lessons in *folder*, and give the exit code."""
    arguments = _parser().parse_args(argv)
    return arguments.command(arguments, folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m clickgame learn", description="Write lessons of the course.")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="tell what is lacking in a lesson, or in all of them")
    check.add_argument("lesson", nargs="*", help="the key of a lesson, as in its folder's name")
    check.set_defaults(command=_check)
    run = commands.add_parser("run", help="run a file as a learner's, with the checks of a lesson")
    run.add_argument("lesson")
    run.add_argument("file", type=Path, help="a Python file")
    run.add_argument("--seed", type=int, default=1, help="what is left to chance (1 unless given)")
    run.set_defaults(command=_run)
    new = commands.add_parser("new", help="make the folder of a new lesson, the last one")
    new.add_argument("name", help="its key: small letters and hyphens")
    new.set_defaults(command=_new)
    return parser


def _check(arguments: argparse.Namespace, folder: Path) -> int:
    known = {key_of(each): each for each in folders(folder)}
    if unknown := [key for key in arguments.lesson if key not in known]:
        return _unknown(unknown[0], known)
    count = 0
    for key in arguments.lesson or known:
        found = authoring.problems(known[key], native.run_all)
        _say(f"{known[key].name}: {'whole' if not found else ''}")
        for problem in found:
            _say(f"  - {problem}")
        count += len(found)
    if not arguments.lesson and not count:
        circles = authoring.circles(folder)
        for problem in circles:
            _say(problem)
        count += len(circles)
    return FAILED if count else 0


def _run(arguments: argparse.Namespace, folder: Path) -> int:
    known = {key_of(each): each for each in folders(folder)}
    if arguments.lesson not in known:
        return _unknown(arguments.lesson, known)
    try:
        code = arguments.file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        _say(f"{arguments.file} cannot be read: {error}")
        return REFUSED
    lesson = read(known[arguments.lesson])
    answer = lesson.tell(native.run(lesson.request(code, seed=arguments.seed)))
    sys.stdout.write(answer["output"])
    if answer["error"]:
        _say(_told(answer["error"]))
    for check in answer["checks"]:
        _say(f"{'passed' if check['passed'] else 'FAILED'}  {check['title']}")
        if check["what"]:
            _say(f"        {check['what']}\n        expected  {check['expected']}\n        found     {check['actual']}")
        if check["error"]:
            _say(f"        {_told(check['error'])}")
        if check["hint"]:
            _say(f"        {check['hint']}")
    if answer["stopped"]:
        _say(f"Stopped: {answer['stopped']}.")
    return 0 if answer["checks"] and all(check["passed"] for check in answer["checks"]) else FAILED


def _new(arguments: argparse.Namespace, folder: Path) -> int:
    key = arguments.name
    if not key.replace("-", "").isalpha() or not key.isascii() or key != key.lower():
        _say(f"{key!r} is no key of a lesson: small letters and hyphens.")
        return REFUSED
    taken = folders(folder)
    if key in map(key_of, taken):
        _say(f"There is a lesson {key} already.")
        return REFUSED
    number = max((int(each.name[:2]) for each in taken), default=0) + 1
    made = folder / f"{number:02}_{key}"
    (made / "mistakes").mkdir(parents=True)
    (made / "lesson.md").write_text(_LESSON.format(title=key.replace("-", " ").capitalize()), encoding="utf-8")
    for name in ("start", "solution", "checks"):
        (made / f"{name}.py").write_text(f'"""What the {name} of this lesson is about."""\n', encoding="utf-8")
    _say(f"Made {made}. `python -m clickgame learn check {key}` tells what is lacking.")
    return 0


def _told(error: dict[str, Any]) -> str:
    return f"line {error['line']}: {error['kind']}: {error['text']}"


def _unknown(key: str, known: dict[str, Path]) -> int:
    _say(f"There is no lesson {key}. There are: {', '.join(known)}.")
    return REFUSED


def _say(line: str) -> None:
    sys.stdout.write(line.rstrip(" ") + "\n")
