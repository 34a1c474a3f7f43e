"""Runs that are over, as they are told: to their player's page, on a card, and to whoever reads."""

from typing import NamedTuple


class RunRead(NamedTuple):
    """A run that is over.

    It began at *started_at* (s, UTC), and its last press came after so many whole *seconds*. *best_second* is the most
    presses in a second, 0 where nobody knows. *curve* counts the presses in each part of the run, *step_s* seconds
    long; where a restart has lost the beginning, these are fewer than the *score*.
    """

    id: str
    arena: str
    started_at: float
    seconds: int
    score: int
    best_second: int
    curve: tuple[int, ...]
    step_s: int


class RunCard(NamedTuple):
    """A run that is over, whose it was, by the handle of today, and what its arena is called.

    *day* counts from 1970 on, and *rank* is the one on that day's board when the run was over, 0 where there was none.
    """

    run: RunRead
    player: str
    handle: str
    title: str
    day: int
    rank: int


class Story(NamedTuple):
    """What the player is told of a run of *score* presses when it is over; *id* is empty for one that does not stay.

    *rank* is the one on the board of its *day*, which counts from 1970 on, *ahead* the handle of whoever was next
    there, empty for the first, and *to_ahead* the presses between. *reached* are the keys of the achievements of this
    run.
    """

    id: str
    score: int
    day: int
    rank: int
    ahead: str
    to_ahead: int
    best_second: int
    seconds: int
    curve: tuple[int, ...]
    reached: tuple[str, ...]


class Ghost(NamedTuple):
    """A run to race against: the best of the *number*-th *period*, of *score* presses.

    By the end of each part of it, *step_s* seconds long, it had come to as many presses as *reached* says.
    """

    period: str
    number: int
    player: str
    handle: str
    score: int
    step_s: int
    reached: tuple[int, ...]


class Race(NamedTuple):
    """What a page that arrives is told of runs: how long (s) its player's has lasted, *ghosts*, and the *last* one."""

    lasted_s: float
    ghosts: tuple[Ghost, ...]
    last: Story | None
