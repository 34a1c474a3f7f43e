"""A tape of what an arena has just heard, for a learner's program to be held against.

Nobody can be told from it: there are seats instead of players, numbered anew each time, and seconds from the tape's own
beginning. Scores count from there, too."""

from collections.abc import Sequence
from typing import NamedTuple


class TapeEvent(NamedTuple):
    """Presses of a *seat* that were heard *at* a time (s), and how many of them were *credited*."""

    at: float
    seat: int
    presses: int
    credited: int


class TapeRow(NamedTuple):
    """A line of the board at the tape's end: the *score* that a *seat* has made on the tape, in its present run."""

    seat: int
    score: int


class Tape(NamedTuple):
    """What was heard up to the time *until* (s), in order, and the first of the board then, best first.

    What was credited before *judged_from* (s) depends on what was heard before the tape began. *seats* counts them.
    """

    events: Sequence[TapeEvent]
    board: Sequence[TapeRow]
    seats: int
    judged_from: float
    until: float
