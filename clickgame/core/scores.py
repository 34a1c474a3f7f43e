"""What a player has done in one arena and season: the run, the records, and the ledger of page loads."""

from dataclasses import dataclass, field
from typing import NamedTuple

from clickgame.contract.arenas import ARENA, SEASON


@dataclass(slots=True)
class Page:
    """One page load's ledger entry: its last cumulative *count*, heard *at* (s, UTC).

    While a silence may bring more, *at* is when it would have begun had it brought nothing yet but what is left of it.
    *since* (s) is when the silence began to which a message belongs that comes now, *before* the player's total at that
    time (below 0 if unknown), *spare* how many presses that silence may still bring, and *lasts* whether it may go on.
    *heard_at* (s) is when the last message came, a repeated count included, and *total_then* the player's total after
    it; *first_at* (s) is when the first of those messages came that are heard together with it, and *together* how
    many they are. All of these are the throttle's, and kept in memory only.
    """

    count: int
    at: float
    since: float = 0.0
    before: int = 0
    spare: float = 0.0
    lasts: bool = False
    heard_at: float = 0.0
    total_then: int = 0
    first_at: float = 0.0
    together: int = 0


class ScoreKey(NamedTuple):
    """Whose score, and where."""

    player: str
    arena: str = ARENA
    season: str = SEASON


@dataclass(slots=True)
class Score:
    """A player's score in one arena and season; times are seconds on the game's UTC time line, 0 meaning never.

    *score* belongs to the current run, *best* to the best run, *total* to all runs together. *reached_at* and *best_at*
    say when score and best came to their values: who came first ranks first. *ended* is what the last run came to,
    until the next one starts. *paced_at* is the moment up to which the credited presses use up the time at a person's
    rate. *forgot_at* is when the newest of the page loads that have left the ledger was last heard. *day* is the last
    one on which a press was credited (below 0 if unknown), and *befores* what the total was before the first press of
    each period that this day belongs to, in the order of `PERIODS`. *started_at* is when the first press of the current
    run was credited (0 if unknown), and *day_best* what the best of the runs came to that have ended on *day*. *bests*
    are the best run with each kind of input and when (s) it came to that, and *told* how many presses of the current
    run are known to be of each, in the order of `INPUT_KINDS`, or empty; the latter is kept in memory only.
    """

    key: ScoreKey
    score: int = 0
    best: int = 0
    total: int = 0
    pressed_at: float = 0.0
    reached_at: float = 0.0
    best_at: float = 0.0
    held_until: float = 0.0
    ended: int = 0
    paced_at: float = 0.0
    forgot_at: float = 0.0
    pages: dict[str, Page] = field(default_factory=dict[str, Page])
    day: int = -1
    befores: tuple[int, ...] = ()
    started_at: float = 0.0
    day_best: int = 0
    bests: tuple[tuple[int, float], ...] = ()
    told: tuple[int, ...] = ()

    def dates(self) -> "Dates":
        """Give what is kept of days, of the run's start and of kinds of input."""
        return Dates(self.day, self.befores, self.started_at, self.day_best, self.bests)

    def date(self, dates: "Dates") -> None:
        """Take what was kept of days, of the run's start and of kinds of input."""
        self.day, self.befores, self.started_at, self.day_best, self.bests = dates

    def end_by(self, now: float, *, day: int, held_until: float) -> None:
        """Let nothing saved lie after *now* and its *day*, nor a hold end after *held_until* (s)."""
        if self.pressed_at > now or self.forgot_at > now or self.started_at > now or self.day > day:
            self.pressed_at, self.forgot_at = min(self.pressed_at, now), min(self.forgot_at, now)
            self.started_at, self.day = min(self.started_at, now), min(self.day, day)
        if self.held_until > held_until or self.paced_at > held_until:
            self.held_until, self.paced_at = min(self.held_until, held_until), min(self.paced_at, held_until)
        for page in self.pages.values():
            page.at = min(page.at, now)
            page.heard_at, page.total_then = page.at, self.total


class Dates(NamedTuple):
    """What of a score changes with days and runs, and not with each press; see `Score`."""

    day: int
    befores: tuple[int, ...]
    started_at: float = 0.0
    day_best: int = 0
    bests: tuple[tuple[int, float], ...] = ()
