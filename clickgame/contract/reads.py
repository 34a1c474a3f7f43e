"""What a reader of the game may be told that no page asks for, in plain data."""

from typing import NamedTuple


class Holder(NamedTuple):
    """Who has a token: the public id, and the handle."""

    player: str
    handle: str


class Chosen(NamedTuple):
    """What a player has chosen: to be off all boards, and to have a key by which programs press."""

    is_off: bool
    has_key: bool


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


class Crown(NamedTuple):
    """A season that a player has won: the *number*-th *period* of an arena."""

    arena: str
    period: str
    number: int


class Profile(NamedTuple):
    """A player as anybody may see one.

    *total* counts all presses in all arenas but those of programs, and *scores* has those arenas that everybody may see
    in which the player has played. *streak* counts days in a row as of the last press, which a press goes on with
    *until* a day, and *longest* those of the longest streak.
    *achievements* are the keys of what was reached, with the day, counted from
    1970 on, and *progress* tells how far the player is with some that were not. *days* has the presses by day, over all
    arenas, as far back as they are kept; *crowns* the seasons that the player has won, the newest first.
    """

    player: str
    handle: str
    total: int
    scores: list[ArenaScore]
    streak: int
    until: int
    longest: int
    achievements: dict[str, int]
    progress: dict[str, int]
    days: dict[int, int]
    crowns: list[Crown]
