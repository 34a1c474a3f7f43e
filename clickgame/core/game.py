"""The game: the roster, the arenas, and what concerns both; every change of the rules' state passes here.

Pure and synchronous. *now* is always passed in, in seconds on a UTC time line that never runs backwards.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable

from clickgame.contract.facts import Outcome, RunEnded, Standing, Welcome
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.absence import Absence
from clickgame.core.arena import Arena
from clickgame.core.fairplay.marks import FairPlay
from clickgame.core.feed import Feed
from clickgame.core.judging import Judge, Reached
from clickgame.core.learning import Studies
from clickgame.core.moderation import Moderation, gravest
from clickgame.core.openings import Opening
from clickgame.core.places import Places, build
from clickgame.core.players import Player
from clickgame.core.ranking import Row
from clickgame.core.recorded import Recorded
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from clickgame.core.runs import Runs
from clickgame.core.scores import Score
from clickgame.core.seasons import Seasons
from clickgame.core.state import State


class Game(Recorded):
    """All players and all arenas; a `Records`, so that a running game can follow another one's journal.

    *forgotten* lists who has been forgotten, *runs_ended* every run that has ended, by a sweep or by the
    player's next press, and *rolled* every score whose dates have changed: for whoever keeps a record to take note and
    clear. *closed* has the seasons that are over, and *runs* what is known of runs.
    """

    def __init__(self, rules: Rules, state: State | None = None, *, now: float = 0.0) -> None:
        """Start from *state*, which the game takes over. Raises UnknownArena for a score of an arena it has not."""
        self.rules = rules
        self.forgotten: list[str] = []
        self.runs_ended: list[RunEnded] = []
        self.rolled = list[Score]()
        self.newest_at = now
        self.closed = Seasons(rules.seasons_kept)
        self.runs = Runs(kept=rules.runs_kept, pace_per_s=rules.pace_per_s)
        self.fairplay = FairPlay()
        self.feed = Feed(kept=rules.feed_kept, reactions_kept=rules.feed_reactions)
        saved = State() if state is None else state
        credited = {score.key.player for scores in saved.scores.values() for score in scores.values() if score.total}
        credited |= saved.past_days.keys()  # whoever has pressed only in arenas that are closed is no guest
        credited |= saved.studies.players
        self.roster = Roster(rules, saved.players.values(), credited=credited, now=now)
        self.moderation = Moderation(
            off=self.roster.off,
            left_out=self.roster.left_out,
            reports_kept=rules.reports_kept,
            reports_per_h=rules.reports_per_h,
            marks_kept=rules.marks_kept,
        )
        self.moderation.take(saved.moderation)
        self.moderation.expire(now)
        self._judge = Judge(self.roster)
        self.studies = Studies(code_kept=rules.learn_code_kept)
        self.places = Places(
            rules,
            lambda name, kind: build(
                name, kind, rules, roster=self.roster, runs_ended=self.runs_ended, rolled=self.rolled
            ),
        )
        self.arenas = self.places.arenas
        self._absence = Absence(rules, self.roster, self.arenas, self.studies, now=now)
        for opening in saved.openings.values():
            self.put_opening(opening)
        scores: dict[tuple[str, ...], list[Score]] = defaultdict(list)
        for of_player in saved.scores.values():
            for score in of_player.values():
                scores[score.key[1:]].append(score)
        saved.scores = {}  # a dict for each player, as much as all else that is kept
        for of_arena in scores.values():
            self._arena_of(of_arena[0]).load(of_arena, now=now)
        self.roster.streaks.fill(saved.streaks)
        self.roster.earned.fill(saved.earned)
        self.roster.past_days.fill(saved.past_days)
        for season in saved.closed.values():
            self.put_closed(season)
        for run in saved.runs.values():
            self.put_run(run)
        for entry in saved.feed.entries.values():
            self.feed.put(entry)
        self.studies.take(saved.studies)

    def take_over(self, now: float) -> "Game":
        """Give the game that whoever starts *now* from these records has, which have followed another game's until now.

        It is this one, and nobody is gone through, unless something in the records lies after *now*.
        """
        if self.newest_at > now:
            return Game(self.rules, self.state(), now=now)
        self.roster.start(now)
        self._absence = Absence(self.rules, self.roster, self.arenas, self.studies, now=now)
        for deed in self.moderation.expire(now):
            self.place_anew(deed.whom)
        for arena in self.arenas.values():
            arena.put_in_order()
        return self

    @property
    def total(self) -> int:
        """Count all presses ever credited to the players there are."""
        return sum(arena.total for arena in self.arenas.values())

    @property
    def holds(self) -> int:
        """Count how often somebody began to be held in the arenas there are."""
        return sum(arena.throttle.holds for arena in self.arenas.values())

    def arena(self, name: object) -> Arena:
        """Give the arena called *name*, or raise UnknownArena."""
        return self.places.arena(name)

    # Players

    def find(self, key: str) -> Player | None:
        """Find the player whose token has the SHA-256 *key* (hex)."""
        return self.roster.find(key)

    def player(self, player: str) -> Player:
        """Give the player with id *player*, or raise UnknownPlayer."""
        return self.roster.player(player)

    def join(self, *, player: str, key: str, handle: str, now: float) -> Player:
        """Take in a new player; *handle* must be clean. Guests who are too many are forgotten. Raises HandleTaken."""
        joined = self.roster.join(player=player, key=key, handle=handle, now=now)
        while (guest := self.roster.one_too_many()) not in {"", player}:
            self._forget(guest)
        return joined

    def greet(self, player: str, *, now: float) -> Player:
        """Note that *player* is here at the moment. Raises UnknownPlayer."""
        return self.roster.greet(player, now=now)

    def rename(self, player: str, raw: object, *, now: float) -> str:
        """Give *player* another handle; see `Roster.rename`."""
        return self.roster.rename(player, raw, now=now)

    def leave_boards(self, player: str, *, is_off: bool) -> Player:
        """Let *player* leave all boards, or come back to them. Raises UnknownPlayer."""
        chosen = self.player(player)
        chosen.is_off = is_off
        self.place_anew(player)
        return chosen

    def erase(self, player: str) -> None:
        """Drop *player*, who wants to be no more. Raises UnknownPlayer."""
        self.forget(self.player(player).id)

    def suggest_handle(self, rng: random.Random) -> str:
        """Make up a handle that nobody has. Raises HandleTaken when none can be found."""
        return self.roster.suggest_handle(rng)

    def arrived(self, player: str) -> None:
        """Note that *player* is here from now on, with however many page loads. Raises UnknownPlayer."""
        self.roster.arrived(player)

    def departed(self, player: str) -> None:
        """Note that *player* is no longer here."""
        self.roster.departed(player)

    def welcome(self, player: Player) -> Welcome:
        """Give what is told to *player* on arrival."""
        streak, earned = self.roster.streaks.get(player.id), self.roster.earned.get(player.id)
        sanction = gravest(self.moderation.in_force(player.id))
        reached = tuple(earned.days) if earned else ()
        return Welcome(player.id, player.handle, streak and streak.state, reached, sanction)

    # Arenas

    def open_arena(self, opening: Opening) -> Opening:
        """Open an arena; see `Places.open`. Raises UnknownPlayer, too."""
        self.player(opening.owner)
        return self.places.open(opening)

    def close_arenas(self, now: float, *, is_empty: Callable[[str], bool]) -> list[str]:
        """Close the arenas that players have opened, nobody has used for long, and nobody is in; give their names.

        What was pressed there on the last day stays among the players' days.
        """
        idle = [name for name in self.places.idle(now) if is_empty(name)]
        for name in idle:
            for score in self.arenas[name].scores.values():
                if self.arenas[name].counts_elsewhere:
                    self.roster.end_day(score)
            self.close_arena(name)
        return idle

    # Presses

    def hear(
        self,
        player: str,
        *,
        arena: object,
        page: object,
        presses: object,
        acked: object = 0,
        age_s: object = 0.0,
        is_resume: bool = False,
        now: float,
    ) -> Outcome:
        """Hear the newest cumulative count of a page load in *arena*; see Arena.hear.

        Raises UnknownPlayer, UnknownArena, UnknownPage, AgeInvalid, CountInvalid and its children.
        """
        return self.arena(arena).hear(
            player, page=page, presses=presses, acked=acked, age_s=age_s, is_resume=is_resume, now=now
        )

    # Time

    def sweep(self, now: float, *, most: int) -> int:
        """End the runs that are over and forget the guests who are due, *most* of each (and arena) at the most.

        Tells the largest of these numbers: there may be more to do when it is *most*. The cost is in these numbers, not
        in the number of players. Others who have been away for too long are forgotten, too, a few at each sweep.
        """
        due = self.roster.due(now, most=most)
        for player in (*due, *self._absence.due(now, most=most)):
            self._forget(player)
        return max(len(due), *(arena.sweep(now, most=most) for arena in self.arenas.values()))

    def judge(self, arena: Arena, *, most: int) -> None:
        """Judge *most* of those at the most whom the boards of *arena* have taken in."""
        self._judge.look(arena, most=most)

    def learn(self, player: str, *, day: int) -> None:
        """Judge *player* by the lessons that are passed by now, on *day*."""
        self._judge.learn(player, len(self.studies.passed(player)), day=day)

    def reached(self) -> Reached:
        """Give what has been found reached for the first time since this was last asked."""
        return self._judge.take()

    def forgo(self) -> None:
        """Judge nobody for having been placed by now: what was done before a start counts with the next press."""
        for arena in self.arenas.values():
            arena.boards.settled.clear()
        self._judge.take()

    def turn(self, day: int) -> list[ClosedSeason]:
        """Let it be *day* in all arenas; give the seasons that are over, each once. Days never go back."""
        self.places.turn(day)
        for arena in self.arenas.values():
            arena.boards.settle()
            self._judge.look(arena)
        ended = [season for arena in self.arenas.values() for season in arena.turn(day)]
        closed = [season for season in ended if not self.closed.has(season)]
        for season in closed:
            self.closed.put(season)
            if self.arenas[season.arena].counts_elsewhere:
                self._judge.award(season, day=day)
        return closed

    # Boards

    def settle(self, most: int | None = None) -> bool:
        """Bring all boards up to date for *most* changed players at the most; tell whether nothing is left.

        Ranks and rows are as of the last settling.
        """
        for arena in self.arenas.values():
            settled = arena.boards.settle(most)
            most = None if most is None else most - settled
        return all(arena.boards.is_settled for arena in self.arenas.values())

    def rows(self, arena: object, board: str, *, count: int) -> list[Row]:
        """Give the first *count* lines of *board* in *arena*. Raises UnknownArena or UnknownBoard."""
        return self.arena(arena).boards.rows(board, count=count)

    def rows_of(self, arena: object, board: str, players: Iterable[str]) -> list[Row]:
        """Give the lines of those of *players* who are on *board*, by rank. Raises UnknownArena or UnknownBoard."""
        return self.arena(arena).boards.rows_of(board, players)

    def standing(self, arena: object, board: str, player: str, *, beyond: int) -> Standing:
        """Give *player*'s rank on *board*, with the lines around when beyond *beyond*. Raises as `rows` does."""
        return self.arena(arena).boards.standing(board, player, beyond=beyond)

    def seasons(self, arena: str, period: str) -> list[ClosedSeason]:
        """List the seasons of an arena that are over, the newest first; none when nothing has that name."""
        return self.closed.of(arena, period)

    # Inside

    def _forget(self, guest: str) -> None:
        self.forget(guest)
        self.forgotten.append(guest)
