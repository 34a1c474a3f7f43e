"""The story of each run: its curve while it goes on, and the runs that stay to be read when they are over.

Pure and synchronous. *now* is passed in, in seconds on a UTC time line. Nothing here is on the way of a press: about
once a second, somebody looks at the score of each who has pressed since.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from clickgame.contract.facts import RunEnded
from clickgame.core.curves import Curve
from clickgame.core.periods import PERIODS, day_of
from clickgame.core.scores import Score

LEAST = 10
"""Runs of fewer presses do not stay."""

EACH = 5
"""So many of a player's runs in an arena stay, the newest."""

SEASONS_BACK = 1
"""Of how many seasons before the newest the best run stays."""

FEW = 3
"""More presses than these at once, as the first of a run, were made before anybody heard of them: who knows when."""

SILENT_S = 2.5
"""Two looks in a row that find presses so far apart have a silence (s) between them."""

LOOK_S = 1.01
"""How often (s) somebody looks, more or less: about a second, by which the best one is told."""


class Run(NamedTuple):
    """A run that is over.

    It began at *started_at* (s), and its last press came after so many whole *seconds*. *best_second* is the most
    presses in a second (0 where nobody knows), *curve* the text of a `Curve`, and *reached* the keys of achievements of
    this run, a space between two. *rank* is the player's on the board of the day at the end (0: none), and *to_ahead*
    how many more presses would have been level with *ahead*, the player who was next ("": nobody who is still there).
    """

    id: str
    player: str
    arena: str
    started_at: float
    seconds: int
    score: int
    best_second: int
    curve: str
    rank: int = 0
    ahead: str = ""
    to_ahead: int = 0
    reached: str = ""

    @property
    def day(self) -> int:
        """The day of its last press."""
        return day_of(self.started_at + self.seconds)

    @property
    def alone(self) -> "Run":
        """The same with nobody ahead."""
        return self._replace(ahead="", to_ahead=0)


@dataclass(slots=True)
class Going:
    """A run that goes on: *seen* presses, the last of them *pressed_at* (s), when it was looked at *seen_at* (s).

    *first* of them belong to the second that goes on at the first look, and since *unbroken_since* (s) no look found a
    silence."""

    started_at: float
    pressed_at: float
    seen: int
    seen_at: float
    unbroken_since: float
    first: int = 0
    curve: Curve = field(default_factory=Curve)
    best_second: int = 0
    reached: list[str] = field(default_factory=list[str])


class Runs:
    """All runs that go on, by player and arena, and *kept* of those that are over; the oldest leaves.

    The best run of each of the newest seasons stays in any case. *pace_per_s* is what a person can press.
    """

    def __init__(self, *, kept: int, pace_per_s: float) -> None:
        """Start with none."""
        self._most = kept
        self._pace_per_s = pace_per_s
        self._going: dict[str, dict[str, Going]] = {}
        # By player, then arena: most of those are over before anybody looks, and a start has to wait for all of them.
        self._resumed: dict[str, dict[str, tuple[float, float, int, float, float]]] = {}
        self._kept: dict[str, Run] = {}
        self._newest: dict[str, None] = {}
        self._of: dict[str, list[Run]] = {}
        # By period, then number, then arena.
        self._best: dict[str, dict[int, dict[str, Run]]] = {period.key: {} for period in PERIODS}

    def __len__(self) -> int:
        """Count the runs that are over and stay."""
        return len(self._kept)

    # While they go on

    def resume(self, score: Score, *, now: float) -> None:
        """Go on with a run of before a start: how its presses were spread until *now* is not known."""
        began = score.started_at or score.pressed_at
        resumed = self._resumed.setdefault(score.key.player, {})
        resumed[score.key.arena] = began, score.pressed_at, score.score, now, now

    def begin(self, score: Score) -> Going:
        """Begin a run whose first presses have just been credited, unless it has begun; give it."""
        self.going(score.key.player)
        of_player = self._going.setdefault(score.key.player, {})
        going = of_player.get(score.key.arena)
        if going is None:
            began = score.started_at or score.pressed_at
            first = score.score if score.score <= FEW else 0
            going = of_player[score.key.arena] = Going(began, began, score.score, began, began, first)
            going.curve.add(score.score, since=0, until=0)
        return going

    def look(self, score: Score, *, now: float) -> None:
        """Look at a run that goes on."""
        if not score.score:
            return
        # Who has been looked at is among those who go on, and has nothing left that was resumed.
        of_player = self._going.get(score.key.player)
        going = None if of_player is None else of_player.get(score.key.arena)
        self._take(going or self.begin(score), score.score, pressed_at=score.pressed_at, now=now)

    def unbroken_s(self, score: Score, *, now: float) -> float:
        """Tell for how long (s) presses of a run that goes on have come without a silence, as looks have found."""
        going = self.going(score.key.player).get(score.key.arena)
        if going is None or max(score.pressed_at - going.pressed_at, now - score.pressed_at) >= SILENT_S:
            return 0.0
        return now - going.unbroken_since

    def reach(self, player: str, key: str) -> None:
        """Note an achievement for the runs of *player* that go on."""
        for going in self.going(player).values():
            going.reached.append(key)

    def end(self, ended: RunEnded, *, now: float) -> Run:
        """Give the run that has *ended* and has not got an id, a rank, or anybody ahead yet."""
        of_player = self.going(ended.player)
        # Without it, the run was over before anybody could look.
        going = of_player.pop(ended.arena, None) or Going(now, now, 0, now, now)
        if not of_player:
            self._going.pop(ended.player, None)
        pressed_at = min(now, going.seen_at + LOOK_S)
        self._take(going, ended.score, pressed_at=pressed_at, now=pressed_at)
        return Run(
            "",
            ended.player,
            ended.arena,
            going.started_at,
            _whole(going.pressed_at - going.started_at),
            ended.score,
            going.best_second,
            going.curve.text,
            reached=" ".join(going.reached),
        )

    def going(self, player: str) -> dict[str, Going]:
        """Give the runs of *player* that go on, by arena."""
        for arena, resumed in self._resumed.pop(player, {}).items():
            self._going.setdefault(player, {})[arena] = Going(*resumed)
        return self._going.get(player, {})

    def _take(self, going: Going, presses: int, *, pressed_at: float, now: float) -> None:
        fresh = presses - going.seen
        if not fresh + going.first:
            return
        # What is credited at once may have been made in all of the silence before it: in each second of that, as much.
        most = (fresh + going.first) / max(1.0, now - going.seen_at)
        going.best_second = max(going.best_second, round(most)) if most > going.best_second else going.best_second
        going.first, going.seen_at = 0, now
        if not fresh:
            return
        since = until = _whole(pressed_at - going.started_at)
        if pressed_at - going.pressed_at >= SILENT_S:
            going.unbroken_since = pressed_at
        if fresh > 2 * self._pace_per_s:  # they come late
            since = min(_whole(going.pressed_at - going.started_at), until)
        going.curve.add(fresh, since=since, until=until)
        going.seen, going.pressed_at = presses, pressed_at

    # When they are over

    def put(self, run: Run) -> None:
        """Keep *run*, the newest, and let those go that are too many; one that is there already changes nothing."""
        if run.id in self._kept:
            return
        self._kept[run.id] = run
        self._newest[run.id] = None
        own = self._of.setdefault(run.player, [])
        own.append(run)
        self._put_best(run)
        alike = [each for each in own if each.arena == run.arena and each.id in self._newest]
        for leaves in alike[:-EACH]:
            self._leave(leaves)
        if len(self._newest) > self._most:
            self._leave(self._kept[next(iter(self._newest))])

    def forget(self, player: str) -> None:
        """Drop whatever there is of *player*."""
        self._going.pop(player, None)
        self._resumed.pop(player, None)
        for run in tuple(self._of.get(player, ())):
            self._drop(run)

    def forget_ahead(self, player: str) -> None:
        """Let no run say that *player* was ahead; all of them are looked at."""
        for run in [run for run in self._kept.values() if run.ahead == player]:
            self._exchange(run, run.alone)

    def drop(self, arena: str) -> None:
        """Drop whatever there is of *arena*."""
        for of_player in (*self._going.values(), *self._resumed.values()):
            of_player.pop(arena, None)
        for run in [run for run in self._kept.values() if run.arena == arena]:
            self._drop(run)

    def find(self, run: str) -> Run | None:
        """Find the run with that id."""
        return self._kept.get(run)

    def of(self, player: str) -> list[Run]:
        """List the newest runs of *player*, the last first."""
        return [run for run in reversed(self._of.get(player, ())) if run.id in self._newest]

    def all_of(self, player: str) -> list[Run]:
        """List all runs of *player* that stay, the best ones of seasons included, the first one first."""
        return list(self._of.get(player, ()))

    def best(self, arena: str, period: str, number: int) -> Run | None:
        """Give the best run of a season that is not long ago."""
        return self._best[period].get(number, {}).get(arena)

    def all(self) -> Iterator[Run]:
        """Give every run that stays, in the order in which they came."""
        return iter(self._kept.values())

    def _put_best(self, run: Run) -> None:
        for period in PERIODS:
            of_period, number = self._best[period.key], period.number(run.day)
            of_number = of_period.setdefault(number, {})
            before = of_number.get(run.arena)
            if before is None or run.score > before.score:
                of_number[run.arena] = run
                if before is not None:
                    self._release(before)
            newest = max(of_period)
            for old in [each for each in of_period if each < newest - SEASONS_BACK]:
                for leaves in of_period.pop(old).values():
                    self._release(leaves)

    def _exchange(self, run: Run, changed: Run) -> None:
        own = self._of[run.player]
        own[own.index(run)] = self._kept[run.id] = changed
        for of_number in self._seasons(run):
            if of_number.get(run.arena) is run:
                of_number[run.arena] = changed

    def _drop(self, run: Run) -> None:
        self._newest.pop(run.id, None)
        for of_number in self._seasons(run):
            if of_number.get(run.arena) is run:
                del of_number[run.arena]
        self._release(run)

    def _leave(self, run: Run) -> None:
        del self._newest[run.id]
        self._release(run)

    def _release(self, run: Run) -> None:
        """Drop *run*, unless something still holds it."""
        is_best = any(of_number.get(run.arena) is run for of_number in self._seasons(run))
        if is_best or run.id in self._newest:
            return
        del self._kept[run.id]
        own = self._of[run.player]
        own.remove(run)
        if not own:
            del self._of[run.player]

    def _seasons(self, run: Run) -> Iterator[dict[str, Run]]:
        for period in PERIODS:
            yield self._best[period.key].get(period.number(run.day), {})


def _whole(seconds: float) -> int:
    return max(0, int(seconds))
