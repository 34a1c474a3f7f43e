"""What a reader of the game may be told that no page asks for, in plain data."""

from typing import NamedTuple


class BoardInfo(NamedTuple):
    """A board that an arena has: its key, and what its tab is called."""

    key: str
    title: str


class PeriodInfo(NamedTuple):
    """A period whose seasons stay to be read when they are over: its key, and what they are called."""

    key: str
    title: str


class ArenaInfo(NamedTuple):
    """An arena, the season that is played there, how many are *online* in it, its boards, and its periods.

    *title* and *text* say what it is, and *look* what is different in the page. *is_timed* tells whether a run has a
    length from its first press, and *run_s* how long (s) it lives from there, or else from its last.
    """

    name: str
    season: str
    online: int
    boards: list[BoardInfo]
    periods: list[PeriodInfo]
    title: str
    text: str
    look: str
    is_timed: bool
    run_s: float


class ArenaScore(NamedTuple):
    """What a player has in one arena and season: the run's score, the best run, and all presses."""

    arena: str
    season: str
    score: int
    best: int
    total: int


class Profile(NamedTuple):
    """A player as anybody may see one; *scores* has the arenas in which the player has played.

    *streak* counts days in a row as of the last press, and *longest* those of the longest streak; *achievements* are
    the keys of what was reached, with the day, counted from 1970 on.
    """

    player: str
    handle: str
    scores: list[ArenaScore]
    streak: int
    longest: int
    achievements: dict[str, int]
