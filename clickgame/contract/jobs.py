"""What is told of the jobs that run by the clock.

GameError
└── UnknownJob             unknown_job
"""

from typing import NamedTuple

from clickgame.contract.errors import GameError

IDLE, WAITING, RUNNING, PAUSING, GIVEN_UP = "idle", "waiting", "running", "pausing", "given up"


class UnknownJob(GameError):
    """No job is called that."""

    code = "unknown_job"
    text = "There is no such job."


class JobRun(NamedTuple):
    """One run: when it began (s, UTC), how long it took (s), and why it failed, "" if it did not."""

    at: float
    took_s: float
    reason: str


class JobRead(NamedTuple):
    """A job: how often it runs (s), its state, how often it ran and failed in all, and its newest runs, the last first.

    *next_s* is in how long (s) it is tried again where it is PAUSING; *tries* how often it has failed in a row.
    """

    name: str
    text: str
    every_s: float
    state: str
    runs: int
    failures: int
    tries: int
    next_s: float
    newest: tuple[JobRun, ...]


class DeadLetter(NamedTuple):
    """A job that failed again and again: its number, when it was given up (s, UTC), after how many tries, and why.

    It *is_over* once the job has run well again.
    """

    number: int
    job: str
    at: float
    tries: int
    reason: str
    is_over: bool
