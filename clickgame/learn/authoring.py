"""What a lesson still lacks, in sentences for whoever writes it; the tests ask the same.

The programs run by the harness in a process of its own: they are the project's, and need no sandbox."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from clickgame.learn.course import LessonBroken, folders, key_of, read
from clickgame.learn.lesson import Lesson, Part

SEEDS = (1, 2, 3)
HINTS_LEAST, HINTS_MOST = 2, 3
MISTAKES_LEAST = 2

Answer = dict[str, Any]
Run = Callable[[list[dict[str, Any]]], list[Answer]]


def problems(folder: Path, run: Run) -> list[str]:
    """List what is wrong with the lesson in *folder*, whose programs *run* runs; nothing when it is whole."""
    try:
        lesson = read(folder)
    except (LessonBroken, SyntaxError) as broken:
        return [str(broken)]
    return _of_text(lesson, folder) + _of_programs(lesson, run)


def circles(folder: Path) -> list[str]:
    """List what is wrong with what the lessons in *folder* need of each other: unknown ones, and circles."""
    needs = {key_of(each): set(read(each).needs) for each in folders(folder)}
    unknown = sorted({f"{key} needs {need}, which is no lesson" for key in needs for need in needs[key] - set(needs)})
    if unknown:
        return unknown
    while ready := {key for key, needed in needs.items() if not needed}:
        needs = {key: needed - ready for key, needed in needs.items() if key not in ready}
    return [f"these need each other in a circle: {', '.join(sorted(needs))}"] if needs else []


def _of_text(lesson: Lesson, folder: Path) -> list[str]:
    found: list[str] = []
    if not HINTS_LEAST <= len(lesson.hints) <= HINTS_MOST:
        found.append(f"it has {len(lesson.hints)} hints, and should have {HINTS_LEAST} or {HINTS_MOST}")
    if len(lesson.known_mistakes) < MISTAKES_LEAST:
        found.append(f"it knows {len(lesson.known_mistakes)} mistakes, and should know {MISTAKES_LEAST} at least")
    checks = set(
        re.findall(r"^(?:async )?def check_(?:hidden_)?(\w+)", lesson.checks + lesson.tape, flags=re.MULTILINE)
    )
    found += [f"check {name} has no title in lesson.md" for name in sorted(checks - set(lesson.titles))]
    found += [f"lesson.md has a title for {name}, which is no check" for name in sorted(set(lesson.titles) - checks)]
    earned = {mistake.hint for mistake in lesson.known_mistakes}
    earned |= {key for key in lesson.mistakes if f'"{key}"' in lesson.tape}
    found += [f"no mistake earns the hint {key}" for key in sorted(set(lesson.mistakes) - earned)]
    shown = {part.svg for part in _all_parts(lesson)}
    found += [f"nothing shows {path.name}" for path in sorted(folder.glob("*.svg")) if path.read_text() not in shown]
    return found


def _of_programs(lesson: Lesson, run: Run) -> list[str]:
    """Run every program of *lesson* in one go, and see what came of each."""
    examples = [part for part in _all_parts(lesson) if part.kind == "code"]
    requests = [{"code": part.text} for part in examples]
    requests += [lesson.request(code, seed=SEEDS[0]) for code in (lesson.start, "")]
    programs = (lesson.solution, *(each.code for each in lesson.known_mistakes))
    requests += [lesson.request(code, seed=seed) for code in programs for seed in SEEDS]
    answers = iter(run(requests))
    found: list[str] = []
    for number, part in enumerate(examples, 1):
        found += _of_example(number, part, next(answers))
    found += _of_start(next(answers))
    found += [f"check {name} passes an empty file" for name in _passed(next(answers))]
    for _ in SEEDS:
        found += _of_solution(next(answers))
    for mistake in lesson.known_mistakes:
        for _ in SEEDS:
            found += _of_mistake(mistake.name, mistake.hint, lesson, next(answers))
    return list(dict.fromkeys(found))


def _of_example(number: int, part: Part, answer: Answer) -> list[str]:
    if answer["error"]:
        return [f"example {number} ends in line {answer['error']['line']}: {answer['error']['text']}"]
    if answer["output"] != part.output:
        return [f"example {number} prints {answer['output']!r}, and the text says {part.output!r}"]
    return []


def _of_solution(answer: Answer) -> list[str]:
    if trouble := answer["error"]:
        return [f"the solution ends in line {trouble['line']}: {trouble['text']}"]
    if not answer["checks"]:
        return ["there are no checks"]
    return [f"the solution does not pass {_story(check)}" for check in answer["checks"] if not check["passed"]]


def _of_start(answer: Answer) -> list[str]:
    if trouble := answer["error"]:
        return [f"the start ends in line {trouble['line']}: {trouble['text']}"]
    return [] if _failed(answer) else ["the start passes already"]


def _of_mistake(name: str, hint: str, lesson: Lesson, answer: Answer) -> list[str]:
    if trouble := answer["error"]:
        return [f"mistake {name} ends in line {trouble['line']}: {trouble['text']}"]
    failed = _failed(answer)
    if not failed:
        return [f"mistake {name} passes"]
    first = failed[0]
    earned = first["hint"] or (first["error"] or {}).get("kind", "")
    if earned != hint:
        return [f"mistake {name} should earn {hint} first, and earns {earned or 'nothing'} at {_story(first)}"]
    if first["hint"] and hint not in lesson.mistakes:
        return [f"the hint {hint} has no sentence in lesson.md"]
    return []


def _passed(answer: Answer) -> list[str]:
    return [check["name"] for check in answer["checks"] if check["passed"]]


def _failed(answer: Answer) -> list[dict[str, Any]]:
    return [check for check in answer["checks"] if not check["passed"]]


def _story(check: dict[str, Any]) -> str:
    if trouble := check["error"]:
        return f"{check['name']}: line {trouble['line']}: {trouble['kind']}: {trouble['said']}"
    return f"{check['name']}: {check['what']} is {check['actual']}, expected {check['expected']}"


def _all_parts(lesson: Lesson) -> Sequence[Part]:
    return (*lesson.text, *lesson.task, *lesson.ending)
