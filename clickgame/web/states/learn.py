"""What came of a learner's program, as the page of a lesson shows it, and a lesson's solution once it may be seen."""

from typing import Any

import reflex as rx

from clickgame.contract.errors import GameError
from clickgame.web import wired


class Learn(rx.State):
    """*told* is where the last program stands and what came of it, see `gateway/learn.py`; *solution* is a program."""

    told: dict[str, Any] = {}
    solution: str = ""

    @rx.event
    async def load(self) -> None:
        """Show what is known of the lesson that the page's address names, when the page loads or comes back."""
        self.solution = ""  # it may be another lesson's
        lesson = self.router.url.path.rstrip("/").rpartition("/")[2]
        try:
            wired.learn.look(self.router.session.session_id, lesson)
        except GameError as refusal:
            self._refuse(refusal)

    @rx.event
    async def run(self, lesson: str, code: str) -> None:
        """Run *code*."""
        self._begin(lesson, code, is_check=False)

    @rx.event
    async def check(self, lesson: str, code: str) -> None:
        """Run *code* and the checks of *lesson* on it."""
        self._begin(lesson, code, is_check=True)

    @rx.event
    async def solve(self, lesson: str) -> None:
        """Show the solution of *lesson*, to whoever may see it."""
        try:
            self.solution = wired.learn.solution(self.router.session.session_id, lesson)
        except GameError as refusal:
            self._refuse(refusal)

    def _begin(self, lesson: str, code: str, *, is_check: bool) -> None:
        try:
            wired.learn.begin(self.router.session.session_id, lesson, code, is_check=is_check)
        except GameError as refusal:
            self._refuse(refusal)

    def _refuse(self, refusal: GameError) -> None:
        wired.lobby.refuse(self.router.session.session_id, refusal)
