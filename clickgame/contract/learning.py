"""What a lesson says no to, besides what the sandbox does.

GameError
├── UnknownLesson          unknown_lesson
└── SolutionLocked         solution_locked
"""

from clickgame.contract.errors import GameError


class UnknownLesson(GameError):
    """The course has no such lesson."""

    code = "unknown_lesson"
    text = "There is no such lesson."


class SolutionLocked(GameError):
    """A learner has neither passed a lesson nor tried it often enough to be shown how it may be done."""

    code = "solution_locked"
    text = "The solution is shown once you have passed, or have tried three times."
