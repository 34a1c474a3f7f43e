"""The running game as records: given one by one, and taken in as another game's journal has them."""

from collections.abc import Iterable, Iterator

from clickgame.contract.errors import UnknownArena
from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import Earned
from clickgame.core.arena import Arena
from clickgame.core.days import PastDays
from clickgame.core.fairplay.marks import FairPlay
from clickgame.core.feed import Entry, Feed
from clickgame.core.learning import Studies
from clickgame.core.moderation import Deed, Moderation, Report
from clickgame.core.openings import Opening
from clickgame.core.periods import DAY_S
from clickgame.core.places import Places
from clickgame.core.players import Player
from clickgame.core.roster import Roster
from clickgame.core.runs import Run, Runs
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.seasons import Seasons
from clickgame.core.state import (
    CLOSED,
    DAYS,
    DEED,
    EARNED,
    ENTRY,
    OPENING,
    PAST_DAYS,
    PLAYER,
    REPORT,
    RUN,
    SCORE,
    STREAK,
    STUDY,
    Change,
    State,
    among,
)
from clickgame.core.streaks import Streak


class Recorded:
    """What a game has that is kept: the *roster*, *places*, what is over, the *feed*, *moderation*, *studies*."""

    roster: Roster
    places: Places
    closed: Seasons
    runs: Runs
    feed: Feed
    moderation: Moderation
    fairplay: FairPlay
    studies: Studies
    newest_at = 0.0
    """The latest time (s) in what was put, but for when holds end: of these, when they began by the rules of here."""

    def state(self) -> State:
        """Give all records, not copied."""
        state = State(dict(self.roster.players))
        for arena in self.places.arenas.values():
            for score in arena.scores.values():
                state.put_score(score)
        for opening in self.places.openings.all():
            state.put_opening(opening)
        for streak in self.roster.streaks.values():
            state.put_streak(streak)
        for earned in self.roster.earned.values():
            state.put_earned(earned)
        for days in self.roster.past_days.values():
            state.put_past_days(days)
        for season in self.closed.all():
            state.put_closed(season)
        for run in self.runs.all():
            state.put_run(run)
        for entry in self.feed.entries.values():
            state.put_entry(entry)
        state.moderation.take(self.moderation)
        state.studies.take(self.studies)
        return state

    def records(self) -> Iterator[Change]:
        """Give every record, as it is when its turn comes: between any two, others may come, go and change.

        None comes before its player, and none before its arena, if that was opened by a player.
        """
        players = self.roster.players.steps()
        others = self._records(list(self.places.arenas.values()), list(self.places.openings.all()))
        while True:
            for player in iter(players.__next__, None):
                yield Change(PLAYER, player)
            # Now all are given who are there, and so whomever the next record is of.
            change = next(others, None)
            if change is None:
                return
            yield change

    def _records(self, arenas: Iterable[Arena], openings: Iterable[Opening]) -> Iterator[Change]:
        for opening in openings:
            yield Change(OPENING, opening)
        roster = self.roster
        for arena in arenas:
            for score in arena.scores.walk():
                if score.key.player in roster.players:  # An arena that was closed meanwhile forgets nobody.
                    yield Change(SCORE, score)
                    if score.day >= 0:
                        yield Change(DAYS, score)
        for kind, walk in (
            (STREAK, roster.streaks.walk),
            (EARNED, roster.earned.walk),
            (PAST_DAYS, roster.past_days.walk),
        ):
            for record in walk():
                yield Change(kind, record)
        for kind, all_of in (
            (CLOSED, self.closed.all),
            (RUN, self.runs.all),
            (ENTRY, self.feed.entries.values),
            (DEED, self.moderation.deeds.values),
            (REPORT, self.moderation.reports.values),
            (STUDY, self.studies.all),
        ):
            for record in list(all_of()):
                yield Change(kind, record)

    def put_player(self, player: Player) -> None:
        """Take in *player*, new or changed; boards look again at one who has left them, or is back."""
        old = self.roster.players.get(player.id)
        was_off = old is not None and old.is_off
        self.newest_at = max(self.newest_at, player.seen_at)
        self.roster.put(player)
        if was_off != player.is_off:
            self.place_anew(player.id)

    def put_score(self, score: Score) -> None:
        """Take in *score* with its ledger. Raises KeyError when there is no such player, and UnknownArena."""
        self._put_score(score, score.pages.values())

    def put_heard(self, score: Score, page: str, entry: Page | None) -> None:
        """Take the numbers of *score*, and *entry* into the ledger. Raises as `put_score` does."""
        old = self._arena_of(score).scores.get(score.key.player)
        if old is not None:
            score.pages = old.pages
        if entry is not None:
            score.pages[page] = entry
        self._put_score(score, () if entry is None else (entry,))

    def put_days(self, key: ScoreKey, dates: Dates) -> None:
        """Take the *dates* of the score with *key*. Raises KeyError, and UnknownArena."""
        self.newest_at = max(self.newest_at, dates.started_at, dates.day * DAY_S)
        self.places.arena(key.arena).put_days(key.player, dates)

    def put_opening(self, opening: Opening) -> None:
        """Take in an arena that a player has opened. Raises UnknownArena for a kind that is none."""
        self.places.put(opening)

    def close_arena(self, name: str) -> None:
        """Drop an arena that a player has opened, with all that happened there, if there."""
        if self.places.drop(name):
            self.closed.drop(name)
            self.runs.drop(name)
            self.moderation.forget(name)
            self.roster.left_out.pop(name, None)

    def put_streak(self, streak: Streak) -> None:
        """Take in *streak*. Raises KeyError when there is no such player."""
        self.roster.put_streak(streak)

    def put_earned(self, earned: Earned) -> None:
        """Take in what a player has reached. Raises KeyError when there is no such player."""
        self.roster.put_earned(earned)

    def put_past_days(self, days: PastDays) -> None:
        """Take in a player's days that are over. Raises KeyError when there is no such player."""
        self.roster.put_past_days(days)

    def put_closed(self, season: ClosedSeason) -> None:
        """Take in *season*, which is over; see `Seasons.put`."""
        self.closed.put(season)

    def put_run(self, run: Run) -> None:
        """Take in *run*, which is over; see `Runs.put`. Raises KeyError when there is no such player."""
        if run.player not in self.roster.players:
            raise KeyError(run.player)
        self.runs.put(run)

    def put_entry(self, entry: Entry) -> None:
        """Take in *entry*. Raises KeyError when one of those whom it is about is not there."""
        self.feed.put(among(entry, self.roster.players))

    def put_reaction(self, number: int, player: str, reaction: str) -> None:
        """Take what *player* answered to an entry; see `State.put_reaction`."""
        if player in self.roster.players:
            self.feed.put_reaction(number, player, reaction)

    def put_moderated(self, record: Deed | Report) -> None:
        """Take in what an operator has done, or a player reported; boards look at the player again."""
        for player in self.moderation.put(record):
            self.place_anew(player)

    def put_study(self, study: Study) -> None:
        """Take in how far a player, who is no guest then, is with a lesson. Raises KeyError when there is none."""
        if study.player not in self.roster.players:
            raise KeyError(study.player)
        self.studies.put(study)
        self.roster.keep(study.player)

    def place_anew(self, player: str) -> None:
        """Have the boards look again whether *player* may stand on them."""
        for arena in self.places.arenas.values():
            if player in arena.scores:
                arena.boards.note_anew(player)

    def forget(self, player: str) -> None:
        """Drop *player* and all scores, and the name wherever else it is, if there."""
        if player not in self.roster.guests:  # who are many, and in no season and ahead of nobody
            self.closed.forget(player)
            self.runs.forget_ahead(player)
        self.places.openings.forget(player)
        self.runs.forget(player)
        self.fairplay.forget(player)
        for arena in self.places.arenas.values():
            arena.forget(player)
        self.feed.forget(player)
        self.moderation.forget(player)
        self.studies.forget(player)
        self.roster.forget(player)

    def _put_score(self, score: Score, pages: Iterable[Page]) -> None:
        """Take in *score*, in whose ledger only *pages* may be new."""
        if score.key.player not in self.roster.players:
            raise KeyError(score.key.player)
        arena = self._arena_of(score)
        held_at = max(score.held_until, score.paced_at) - arena.rules.hold_s
        self.newest_at = max(self.newest_at, score.pressed_at, score.forgot_at, held_at, *(page.at for page in pages))
        arena.put(score)
        if score.total:
            self.roster.keep(score.key.player)

    def _arena_of(self, score: Score) -> Arena:
        arena = self.places.arena(score.key.arena)
        if arena.season != score.key.season:
            raise UnknownArena
        return arena
