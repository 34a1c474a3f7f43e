"""What came of a learner's program, as the page of a lesson shows it, and how far the learner is with the course."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from clickgame.contract.errors import GameError
from clickgame.contract.learning import Study
from clickgame.web import wired
from clickgame.web.states.ops import time_in_words


class Learn(rx.State):
    """*told* is where the last program stands and what came of it, see `gateway/learn.py`; *solution* is a program.

    *tape* is what the program made of the newest tape of the real arena, see `gateway/tapes.py`.
    *course* tells, once it *is_known*, which lessons the learner has *passed*, what there is to say of *mine* by
    lesson and of *all* of them, and how many players have *finished* each.
    """

    told: dict[str, Any] = {}
    solution: str = ""
    tape: dict[str, Any] = {}
    course: dict[str, Any] = {"is_known": False, "passed": [], "mine": {}, "all": "", "finished": {}}

    @rx.event
    async def load(self) -> None:
        """Show what is known of the lesson that the page's address names, when the page loads or comes back."""
        self.solution = ""  # it may be another lesson's
        lesson = self.router.url.path.rstrip("/").rpartition("/")[2]
        try:
            await wired.learn.look(self.router.session.session_id, lesson)
        except GameError as refusal:
            self._refuse(refusal)
        await self._show_course()

    @rx.event
    async def load_course(self) -> None:
        """Show how far the learner is, and how many have passed each lesson, when the page loads or comes back."""
        await self._show_course()

    async def _show_course(self) -> None:
        studies = await wired.learn.studied(self.router.session.session_id)
        self.course = {
            "is_known": True,
            "passed": [study.lesson for study in studies.values() if study.passed_at],
            "mine": {study.lesson: said_of(study) for study in studies.values()},
            "all": said_of_all(studies.values()),
            "finished": {lesson: count for lesson, count in (await wired.learn.finished()).items() if count},
        }

    @rx.event
    async def run(self, lesson: str, code: str) -> None:
        """Run *code*."""
        self._begin(lesson, code, is_check=False)

    @rx.event
    async def check(self, lesson: str, code: str) -> None:
        """Run *code* and the checks of *lesson* on it."""
        self._begin(lesson, code, is_check=True)

    @rx.event
    async def hint(self, lesson: str, number: int) -> None:
        """Take note that a hint was taken."""
        try:
            wired.learn.hint(self.router.session.session_id, lesson, number)
        except GameError as refusal:
            self._refuse(refusal)

    @rx.event
    async def judge(self, lesson: str, code: str) -> None:
        """Have *code* judge the newest tape of the real arena."""
        try:
            wired.tapes.judge(self.router.session.session_id, lesson, code)
        except GameError as refusal:
            self._refuse(refusal)

    @rx.event
    async def solve(self, lesson: str) -> None:
        """Show the solution of *lesson*, to whoever may see it."""
        try:
            self.solution = await wired.learn.solution(self.router.session.session_id, lesson)
        except GameError as refusal:
            self._refuse(refusal)

    def _begin(self, lesson: str, code: str, *, is_check: bool) -> None:
        try:
            wired.learn.begin(self.router.session.session_id, lesson, code, is_check=is_check)
        except GameError as refusal:
            self._refuse(refusal)

    def _refuse(self, refusal: GameError) -> None:
        wired.lobby.refuse(self.router.session.session_id, refusal)


def said_of(study: Study) -> str:
    """Say how far somebody is with a lesson: with which tries and hints, how long it took, and on which day."""
    with_hints = f" and {_counted(study.hints, 'hint', 'hints')}" if study.hints else ""
    if not study.passed_at:
        return f"{_counted(study.tries, 'try', 'tries')}{with_hints} so far"
    then = datetime.fromtimestamp(study.passed_at, UTC)
    at = f"{then.day} {then:%B %Y}"
    tries = f"after {_counted(study.tries, 'try', 'tries')}" if study.tries else "at the first try"
    took_s = study.passed_at - study.begun_at
    took = f", in {time_in_words(round(took_s))}" if took_s >= 1 else ""
    return f"{at}, {tries}{with_hints}{took}"


def said_of_all(studies: Collection[Study]) -> str:
    """Say how far somebody is with the whole course; "" where nothing is kept."""
    if not studies:
        return ""
    passed = [study for study in studies if study.passed_at]
    checks = sum(study.tries for study in studies) + len(passed)
    hints = sum(study.hints for study in studies)
    took_s = sum(study.passed_at - study.begun_at for study in passed)
    parts = [
        f"{_counted(len(passed), 'lesson', 'lessons')} passed",
        _counted(checks, "check", "checks"),
        *([_counted(hints, "hint", "hints")] if hints else []),
        *([time_in_words(round(took_s))] if took_s >= 1 else []),
    ]
    return " · ".join(parts)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
