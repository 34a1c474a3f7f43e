"""Why a learner's program is not run.

GameError
├── SandboxOff             sandbox_off
├── SandboxFull            sandbox_full
├── SandboxFailed          sandbox_failed
├── TooManyPrograms        too_many_programs
├── ProgramTooLong         program_too_long
└── ProgramInvalid         program_invalid
"""

from clickgame.contract.errors import GameError


class SandboxOff(GameError):
    """This server runs no programs; the text for its operator is in the log."""

    code = "sandbox_off"
    text = "This server does not run programs. You can read the lessons, and run them on your own machine."


class SandboxFull(GameError):
    """As many programs wait as may, or this one has waited for as long as one may."""

    code = "sandbox_full"
    text = "Many people run their programs right now. Try again in a moment."


class SandboxFailed(GameError):
    """The process that ran the program died, which is no fault of the program; a new one has taken its place."""

    code = "sandbox_failed"
    text = "Something broke while your program ran. Try again."


class TooManyPrograms(GameError):
    """A player has as many programs that run or wait as one may."""

    code = "too_many_programs"
    text = "Your last program has not ended yet."


class ProgramTooLong(GameError):
    """A program, or what comes with it, is longer than one may be."""

    code = "program_too_long"
    text = "That program is too long to run here."


class ProgramInvalid(GameError):
    """What is to be run is no text, or has what no text may have."""

    code = "program_invalid"
    text = "That is not a program."
