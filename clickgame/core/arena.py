"""An arena: its players' scores, their boards, and the order in which their runs will end.

Pure and synchronous. *now* is always passed in, in seconds on a UTC time line that never runs backwards. A second arena
is a second object; which there are is in `arenas.py`, and what concerns all of them in `game.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter, itemgetter

from clickgame.contract.errors import CountDecreased, UnknownPage
from clickgame.contract.facts import Outcome, RunEnded
from clickgame.contract.seasons import ClosedSeason
from clickgame.core import input_kinds, ledger
from clickgame.core.leaderboards import Leaderboards
from clickgame.core.periods import PERIODS, day_of
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.state import keep_days
from clickgame.core.throttle import Throttle
from clickgame.core.walked import Walked

# A third of the time that it takes to make one by its fields' names.
_outcome: Callable[[tuple[object, ...]], Outcome] = partial(tuple.__new__, Outcome)  # pyright: ignore[reportUnknownMemberType]  # of tuples of anything


class Arena:
    """The arena called *name* and its *season*: scores by player id, and all that is kept in order of them.

    *boards* are those that it has, by key, and *roster* has all players there are. *runs_ended* is the list to which
    every run that ends is added, and *rolled* the one to which every score is whose dates have changed.
    """

    counts_elsewhere = True  # for streaks, totals and achievements

    def __init__(
        self,
        name: str,
        season: str,
        rules: Rules,
        *,
        boards: Iterable[str],
        roster: Roster,
        runs_ended: list[RunEnded],
        rolled: list[Score],
    ) -> None:
        """Start with nobody."""
        self.name, self.season, self.rules = name, season, rules
        self.run_s = rules.run_s
        self.scores = Walked[Score]()
        self.total = 0
        self.used_at = 0.0
        """Up to when (s) it was used for certain: a run began then, or a press was kept."""
        self.runs_ended = runs_ended
        self._roster = roster
        self._rolled = rolled
        self.boards = Leaderboards(name, self.scores, roster.players, boards, off=(roster.off, roster.left_out[name]))
        self._day = 0
        self.throttle = Throttle(rules)
        # When (s) each was pressed last, oldest first, so that a sweep touches only what is due.
        self._runs: dict[str, float] = {}
        self._is_in_order = True

    # Records

    def load(self, scores: Iterable[Score], *, now: float) -> None:
        """Take in saved *scores* while there are none; nothing saved may lie after *now*, or it would never end."""
        held_until = now + self.rules.hold_s
        today = day_of(now)
        of_player: dict[str, Score] = {}
        going: list[Score] = []
        for score in scores:
            score.end_by(now, day=today, held_until=held_until)
            self.used_at = max(self.used_at, score.pressed_at)
            if len(score.befores) < len(PERIODS):
                self._complete(score)
            if score.day > self._day:
                self._day = self.boards.day = score.day
            of_player[score.key.player] = score
            self.total += score.total
            if score.score:
                going.append(score)
        going.sort(key=attrgetter("pressed_at"))
        self._runs = {score.key.player: score.pressed_at for score in going}
        self.scores.fill(of_player)
        self.boards.fill([player for player, score in of_player.items() if score.total])

    def put(self, score: Score) -> None:
        """Take in *score* with its ledger, in place of the one that the player had."""
        player = score.key.player
        old = self.scores.get(player)
        keep_days(score, old)
        self.total += score.total - (0 if old is None else old.total)
        self.used_at = max(self.used_at, score.pressed_at)
        self.scores[player] = score
        self.throttle.forget(player)
        for page in score.pages.values():
            page.heard_at, page.total_then = page.at, score.total
        if not score.score:
            self._runs.pop(player, None)
        elif player not in self._runs or old is None or old.pressed_at != score.pressed_at:
            self._runs.pop(player, None)
            newest_at = next(reversed(self._runs.values()), score.pressed_at)
            self._is_in_order &= newest_at <= score.pressed_at
            self._runs[player] = score.pressed_at
        self.boards.note(player)

    def put_days(self, player: str, dates: Dates) -> None:
        """Take the *dates* of *player*. Raises KeyError for nobody's score."""
        self.scores[player].date(dates)
        self._complete(self.scores[player])
        self.turn(dates.day)
        self.boards.note_anew(player)

    def put_in_order(self) -> None:
        """Have runs be in the order of recency, which records that were put may have mixed up."""
        if not self._is_in_order:
            self._runs = dict(sorted(self._runs.items(), key=itemgetter(1)))
            self._is_in_order = True

    def forget(self, player: str) -> None:
        """Drop whatever *player* has here."""
        if score := self.scores.pop(player, None):
            self.total -= score.total
            self._runs.pop(player, None)
            self.throttle.forget(player)
            self.boards.forget(player)

    # Presses

    def hear(
        self, player: str, *, page: object, presses: object, acked: object, age_s: object, is_resume: bool, now: float
    ) -> Outcome:
        """Hear the newest cumulative count of one of *player*'s page loads.

        With *is_resume* the page load introduces itself, as it does first on each connection: *acked* is what it was
        last answered (0 if never), *age_s* how long ago it was loaded; without, both are ignored.
        Raises UnknownPlayer, UnknownPage, AgeInvalid, CountInvalid and its children.
        """
        count = ledger.checked(presses)
        name = page if type(page) is str else ""
        score = self.scores.get(player)
        entry = None if score is None else score.pages.get(name)
        is_news = False
        if score is None or entry is None:
            self._roster.player(player)
            if not is_resume:
                raise UnknownPage
            score, entry = self._introduce(player, page, presses=count, acked=acked, age_s=age_s, now=now)
            is_news = True
        elif is_resume:
            ledger.checked(acked)
            ledger.checked_age(age_s)
        fresh = count - entry.count
        if fresh < 0:
            raise CountDecreased
        if score.score and now - score.pressed_at >= self.run_s:
            self._end_run(score)
            is_news = True
        held_until = score.held_until
        credited = self.throttle.hear(score, entry, fresh, now, is_resume=is_resume)
        if fresh:
            entry.count = count
            entry.at = now if entry.spare < 1 else self.throttle.kept_at(entry, now)
            is_news = True
        if credited:
            if not score.score or score.day != self._day:
                self._begin(score, now)
            score.score += credited
            score.total += credited
            self.total += credited
            score.pressed_at = score.reached_at = now
            score.ended = 0
            if score.score > score.best:
                score.best = score.score
                score.best_at = now
            self._runs.pop(player, None)
            self._runs[player] = now
            self.boards.note(player)
        return _outcome(
            (
                player,
                name,
                count,
                credited,
                score.score,
                score.best,
                score.total - score.score,
                score.ended,
                self.run_s if credited else _left_s(score, now=now, run_s=self.run_s),
                score.held_until,
                score.held_until > held_until,
                now,
                self.name,
                is_news,
            )
        )

    def pass_over(self, player: str, page: object, presses: object, *, is_resume: bool, now: float) -> Score | None:
        """Let a page load of *player* be done with so many *presses*, none of which counts; give what has changed.

        A newcomer is taken in with it, so that the same count is nothing new later on.
        """
        score = self.scores.get(player) or self._newcomer(player, now)
        if not ledger.settle(score, page, presses, is_resume=is_resume, now=now, rules=self.rules):
            return None
        self.scores[player] = score
        return score

    def _newcomer(self, player: str, now: float) -> Score:
        return Score(ScoreKey(player, self.name, self.season), paced_at=now - self.rules.claim_s)

    def _introduce(
        self, player: str, page: object, *, presses: int, acked: object, age_s: object, now: float
    ) -> tuple[Score, Page]:
        """Take in a page load that the ledger does not have, and a newcomer with it."""
        name, answered, age = ledger.checked_page(page), ledger.checked(acked), ledger.checked_age(age_s)
        score = self.scores.get(player) or self._newcomer(player, now)
        entry = ledger.take_in(score, name, presses=presses, acked=answered, age_s=age, now=now, rules=self.rules)
        self.throttle.meet(entry, age_s=age, now=now)
        self.scores[player] = score
        return score, entry

    # Time

    def sweep(self, now: float, *, most: int) -> int:
        """End the runs that are over, *most* of them at the most, and tell how many; the cost is in that number."""
        self.put_in_order()
        ended = 0
        while self._runs and ended < most:
            player, pressed_at = next(iter(self._runs.items()))
            if now - pressed_at < self.run_s:
                break
            self._end_run(self.scores[player])
            ended += 1
        return ended

    def pressed_since(self, at: float) -> Iterator[str]:
        """Give whose run goes on who have pressed after *at* (s), the newest first; the cost is in their number."""
        for player, pressed_at in reversed(self._runs.items()):
            if pressed_at <= at:
                return
            yield player

    def _end_run(self, score: Score) -> None:
        player = score.key.player
        is_best_with = input_kinds.settle(score)
        if is_best_with or score.score > score.day_best:
            score.day_best = max(score.day_best, score.score)
            self._rolled.append(score)
        score.ended, score.score = score.score, 0
        self._runs.pop(player, None)
        self.throttle.forget(player)
        (self.boards.note_anew if is_best_with else self.boards.note)(player)
        is_new_best = score.best_at == score.reached_at
        self.runs_ended.append(RunEnded(player, score.ended, score.total, score.best, self.name, is_new_best))

    def turn(self, day: int) -> list[ClosedSeason]:
        """Let it be *day*; give the seasons that are over. An earlier day than it is already changes nothing."""
        closed = self.boards.turn(day, rows=self.rules.season_rows)
        self._day = self.boards.day
        return closed

    def _begin(self, score: Score, now: float) -> None:
        """Begin another run of *score*, or another day."""
        if not score.score:
            score.started_at = self.used_at = now
        if score.day != self._day:
            self._roll(score)
        self._rolled.append(score)

    def _roll(self, score: Score) -> None:
        """Begin another day for *score*, and whatever other periods begin with it."""
        if not score.total:
            self._roster.keep(score.key.player)
        if self.counts_elsewhere:
            self._roster.end_day(score)
            self._roster.press_on(score.key.player, self._day)
        if score.day < 0:
            score.befores = (score.total,) * len(PERIODS)
        else:
            score.befores = tuple(
                before if period.number(score.day) == period.number(self._day) else score.total
                for period, before in zip(PERIODS, score.befores, strict=True)
            )
        score.day, score.day_best = self._day, 0

    def _complete(self, score: Score) -> None:
        """Let periods that are new to a *score* begin now."""
        if score.day >= 0:
            known = score.befores[: len(PERIODS)]
            score.befores = known + (score.total,) * (len(PERIODS) - len(known))


def _left_s(score: Score, *, now: float, run_s: float) -> float:
    if not score.score:
        return 0.0
    # Of a press just credited it is the whole run, to the last bit: sums of large times lose some.
    return run_s if score.pressed_at == now else score.pressed_at + run_s - now
