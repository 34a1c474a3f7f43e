"""The course between a gateway and the engine: how far players are, and what a lesson says no to besides the sandbox.

GameError
├── UnknownLesson          unknown_lesson
├── UnknownHint            unknown_hint
├── CodeTooLong            code_too_long
└── SolutionLocked         solution_locked
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from clickgame.contract.answers import Then
from clickgame.contract.errors import GameError
from clickgame.contract.tape import Tape

CODE_LONGEST = 8_000
"""Characters of a program that is checked, and so kept."""


class Study(NamedTuple):
    """How far a *player* is with a *lesson*.

    *tries* did not pass before the first that did, and so many *hints* had been taken by then. The first try, or hint,
    was at *begun_at*, the first that passed at *passed_at*, and the last of all, whose *code* it is, at *checked_at*
    (s, UTC; 0: never).
    """

    player: str
    lesson: str
    tries: int = 0
    hints: int = 0
    begun_at: float = 0.0
    passed_at: float = 0.0
    checked_at: float = 0.0
    code: str = ""


class Learning(Protocol):
    """What is kept of learners: of players only, whom a check or a hint makes more than guests."""

    def checked(self, player: str, lesson: str, code: str, then: Then[Study], *, is_passed: bool) -> None:
        """Keep that *code* was checked for *lesson*. Refuses with UnknownPlayer, UnknownLesson or CodeTooLong."""
        ...

    def hinted(self, player: str, lesson: str, hints: int, then: Then[Study]) -> None:
        """Keep that so many *hints* of *lesson* were taken. Refuses with UnknownPlayer or UnknownLesson."""
        ...

    async def studied(self, player: str) -> Mapping[str, Study]:
        """Give what is kept of *player*, by lesson; nothing where there is no such player."""
        ...

    async def finished(self) -> Mapping[str, int]:
        """Tell how many players have passed each lesson."""
        ...

    async def tape(self) -> Tape:
        """Give what was heard in the arena during the last minutes, as far as somebody has asked for that meanwhile."""
        ...


class UnknownLesson(GameError):
    """The course has no such lesson."""

    code = "unknown_lesson"
    text = "There is no such lesson."


class UnknownHint(GameError):
    """A lesson has no such hint."""

    code = "unknown_hint"
    text = "There is no such hint."


class CodeTooLong(GameError):
    """A program that is to be checked is longer than one that is kept may be."""

    code = "code_too_long"
    text = f"A program that is checked has at most {CODE_LONGEST:,} characters."


class SolutionLocked(GameError):
    """A learner has neither passed a lesson nor tried it often enough to be shown how it may be done."""

    code = "solution_locked"
    text = "The solution is shown once you have passed, or have tried three times."
