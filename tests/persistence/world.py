"""A game as small as possible on a store, and what it may come back to.

Each attempt to append goes into a history. What was appended is acknowledged; what was synced after that is durable.
A killed server has to come back to the last acknowledged state or one that it was writing, a power cut may take it back
to the last durable one, and nothing may be a mixture.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.feed import Entry
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import (
    ABANDONED,
    CLOSED,
    DAYS,
    EARNED,
    ENTRY,
    ERASED,
    FORGOTTEN,
    HEARD,
    OPENING,
    PAST_DAYS,
    PLAYER,
    REACTION,
    RUN,
    SCORE,
    STREAK,
    STUDY,
    Change,
    State,
)
from clickgame.core.streaks import Streak
from persistence.errors import DiskTrouble
from persistence.follower import Follower
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk, T, run
from tests.persistence.moderated import moderate
from tests.persistence.written import Written, written

NUMBERS = itertools.count()  # for names that no other has had, whatever was killed meanwhile


async def inline(call: Callable[[], T], /) -> T:
    """Run a call at once, in place of a thread."""
    return call()


def as_it_is(state: State) -> State:
    """Start a follower's game: the state itself."""
    return state


def game(count: int = 3) -> State:
    """Give a game of *count* players, with a score each."""
    state = State()
    for n in range(count):
        state.put_player(Player(f"p{n}", f"key{n}", f"Hándle {n}", 0.5))
        state.put_score(Score(ScoreKey(f"p{n}"), n, n, n, 1.5, pages={"page": Page(n, 0.25)}))
    return state


def records(count: int = 3) -> Iterator[Change]:
    """Give the records of that game."""
    state = game(count)
    return state.changes()


def record(kind: str, name: str) -> Change:
    """Give the record of that game that is the player *name*, or the score."""
    state = game()
    return Change(kind, state.players[name] if kind == PLAYER else state.scores[name][ScoreKey(name)])


class World:
    """A game and its store."""

    def __init__(
        self,
        disk: MemoryDisk,
        *,
        history: list[Written] | None = None,
        generations: int = 2,
        follower: Follower[State] | None = None,
    ) -> None:
        """Open and load the store on *disk*, which has to come back to one of *history*."""
        self.store = Store.open(FOLDER, disk=disk, generations=generations, follower=follower)
        self.recovered = self.store.load()
        self.state = follower.records if follower and self.recovered.followed else self.recovered.state
        self.now = 1000.0
        self.history = history or [{}]
        self.history.append(written(self.state))
        self.acknowledged = self.durable = len(self.history) - 1
        self._disk = disk
        self._drops = disk.drops
        self._changes: list[Change] = []
        self.day = -1  # until one begins, nothing is said of days
        self.erased = self.recovered.erased

    # What players do

    @property
    def players(self) -> dict[str, Player]:
        """The players by name."""
        return self.state.players

    def score(self, name: str, arena: str = "classic") -> Score:
        """Give a player's score in *arena*, a new one when there is none."""
        key = ScoreKey(name, arena)
        scores = self.state.scores.setdefault(name, {})
        return scores.setdefault(key, Score(key))

    def join(self, name: str) -> None:
        """Take in a player, with a handle that needs escaping."""
        player = Player(id=name, key=name * 8, handle=f'"{name}\u2028ü', seen_at=self._tick())
        self.players[name] = player
        self._changes.append(Change(PLAYER, player))

    def press(self, name: str, presses: int = 1, page: str = "page-1", *, arena: str = "classic") -> None:
        """Credit *presses* of a page load; beyond three page loads the oldest leaves the ledger."""
        score = self.score(name, arena)
        now = self._tick()
        kind = HEARD
        if page not in score.pages:
            score.pages[page] = Page(0, now)
            kind = SCORE
            if len(score.pages) > 3:
                left = score.pages.pop(next(iter(score.pages)))
                score.forgot_at = left.at
        entry = score.pages[page]
        entry.count, entry.at = entry.count + presses, now
        score.score += presses
        score.total += presses
        if score.score > score.best:
            score.best, score.best_at = score.score, now
        score.pressed_at = score.reached_at = now
        score.paced_at = now + presses / 25
        self._changes.append(Change(kind, score, page))
        if score.day < self.day:
            past = self.state.past_days.setdefault(name, PastDays(name))
            past.add(self.day, score.total)
            self._changes.append(Change(PAST_DAYS, past))
            score.day, score.befores = self.day, (score.total - presses, 0)
            self._changes.append(Change(DAYS, score))
            streak = self.state.streaks.setdefault(name, Streak(name))
            if streak.press_on(self.day):
                self._changes.append(Change(STREAK, streak))
                earned = self.state.earned.setdefault(name, Earned(name, {}))
                earned.days[f"day {self.day}"] = self.day
                self._changes.append(Change(EARNED, earned))

    def turn(self) -> None:
        """Begin another day."""
        season = ClosedSeason("classic", "day", self.day, 1, 7, (SeasonRow("ann", '"ann\u2028ü', 7),))
        self.day += 1
        self.state.put_closed(season)
        self._changes.append(Change(CLOSED, season))

    def open_arena(self, owner: str) -> str:
        """Open an arena, by a name that no other has had."""
        opening = Opening(f"arena {next(NUMBERS)}", "sprint", '"ü', owner, self.now)
        self.state.put_opening(opening)
        self._changes.append(Change(OPENING, opening))
        return opening.name

    def close_arena(self, name: str) -> None:
        """Close an arena; what else was to be said of it is said all the same, and before."""
        self.state.close_arena(name)
        self._changes.insert(0, Change(ABANDONED, name))

    def tell(self, name: str) -> None:
        """Put an entry about *name* into the feed, to which *name* answers, and hide the one before."""
        feed = self.state.feed
        entry = Entry(feed.newest + 1, self._tick(), "best", name, "classic", amount=7)
        feed.put(entry)
        feed.react(name, entry.number, "wow")
        self._changes += [Change(ENTRY, entry), Change(REACTION, entry, name)]
        before = feed.entries.get(entry.number - 1)
        if before is not None and feed.hide(before.player, before.number, is_hidden=True):
            self._changes.append(Change(ENTRY, before))

    def check(self, name: str, lesson: str) -> None:
        """Have a program of a player checked, which needs escaping, and pass."""
        study = self.state.studies.checked(name, lesson, 'print("\u2028ü")\n', is_passed=True, now=self._tick())
        self.state.put_study(study)
        self._changes.append(Change(STUDY, study))

    def moderate(self, name: str, by: str) -> None:
        """Have *by* report *name*, whom an operator hides then."""
        self._changes += moderate(self.state.moderation, name, by, at=self._tick())

    def end_run(self, name: str) -> None:
        """End the runs of a player: numbers change, no page load does, and each stays to be read."""
        for score in self.state.scores.get(name, {}).values():
            score.bests = ((0, 0.0), (score.score, score.reached_at))
            score.ended, score.score = score.score, 0
            run = Run(f"run {next(NUMBERS)}", name, score.key.arena, score.started_at, 4, score.ended, 2, "2 2")
            self.state.put_run(run)
            self._changes += [Change(HEARD, score), Change(DAYS, score), Change(RUN, run)]

    def rename(self, name: str, handle: str) -> None:
        """Give a player another handle, who leaves the boards with it, or comes back, and has another key."""
        player = self.players[name]
        player.handle, player.is_off, player.program = handle, not player.is_off, f"key of {handle}"
        self._changes.append(Change(PLAYER, player))

    def forget(self, name: str, kind: str = FORGOTTEN) -> None:
        """Drop a player; what else was to be said of that player is said all the same, and before."""
        self.state.forget(name)
        self._changes.insert(0, Change(kind, name))

    def erase(self, name: str) -> None:
        """Drop a player who wants to be no more."""
        self.forget(name, ERASED)
        self.erased.add(name)

    def is_leaving(self, name: str) -> bool:
        """Tell whether a player was dropped and that is not yet on record."""
        return any(Change(kind, name) in self._changes for kind in (FORGOTTEN, ERASED))

    @property
    def is_whole(self) -> bool:
        """Whether the kernel still has all that was written to it."""
        return self._drops == self._disk.drops

    @property
    def after_kill(self) -> list[Written]:
        """The states that a killed server may come back to.

        Once the kernel has dropped what it could not write, until that is written again, as after a power cut.
        """
        return self.history[self.acknowledged if self.is_whole else self.durable :]

    @property
    def after_power_cut(self) -> list[Written]:
        """The states that a power cut may lead back to."""
        return self.history[self.durable :]

    # What the engine does

    def settle(self) -> bool:
        """Append what is pending; tells whether the disk took it."""
        if not self._changes:
            return True
        self.history.append(written(self.state))
        attempt = len(self.history) - 1
        try:
            self.store.append(self._changes, at=self.now)
        except DiskTrouble:
            return False
        self._changes = []
        self.acknowledged = attempt
        return True

    def sync(self) -> bool:
        """Sync; tells whether the disk did."""
        reached = self.acknowledged
        with suppress(DiskTrouble):
            self.store.sync()
            self.durable, self._drops = max(self.durable, reached), self._disk.drops
            return True
        return False

    def snapshot(self, meanwhile: Callable[[], object] = lambda: None) -> bool:
        """Write a snapshot, *meanwhile* something happens at each breath; tells whether one was written."""

        async def breathe() -> None:
            meanwhile()

        erased, is_written = set(self.erased), False
        way: dict[str, Any] = {"off_loop": inline, "breathe": breathe, "erased": erased, "slice_most": 3}
        with suppress(DiskTrouble):
            is_written = run(self.store.snapshot(self.state.changes, settle=self.settle, **way))
        self.erased -= erased if is_written else set()
        return is_written

    def close(self) -> None:
        """Close the store, durable or not."""
        with suppress(DiskTrouble):
            self.store.close()
            self.durable = self.acknowledged

    def _tick(self) -> float:
        self.now += 0.25
        return self.now
