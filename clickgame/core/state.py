"""The game as records: what is saved, what the journal says has changed, and what a game is started from.

A record has a kind. Whoever changes the game notes which records have changed (`Change`); whoever keeps it writes them
down and puts them back, into a `State` or into a running game: both are a `Records` (`records.py`).
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.erasing import leave_openings, leave_seasons, runs_without
from clickgame.core.feed import Entry, Feed, feed_at_rest
from clickgame.core.learning import Studies, studies_at_rest
from clickgame.core.moderation import Deed, Moderation, Report
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.streaks import Streak

PLAYER, SCORE, HEARD, DAYS = "player", "score", "heard", "days"
STREAK, EARNED, PAST_DAYS, CLOSED, RUN = "streak", "earned", "past days", "closed", "run"
OPENING, ABANDONED, FORGOTTEN, ERASED = "opening", "abandoned", "forgotten", "erased"
ENTRY, REACTION = "entry", "reaction"
DEED, REPORT = "deed", "report"
STUDY = "study"
"""The kinds: a player as such; a score with its whole ledger; a score's numbers, with one page load's entry if *page*
names one; the dates of a score; a player's streak; what a player has reached; how often a player has pressed on days
that are over; a season that is over; a run that is over; an arena that a player has opened; one that is no more, with
all that happened there; a player who is no more, with all scores; one who wants to be no more, whom no file may name
any more after the next snapshot; an entry of the feed with its reactions; the reaction of one player to it, whom *page*
names; what an operator has done; what a player has reported; and how far a player is with a lesson."""

LAST = frozenset((FORGOTTEN, ERASED, ABANDONED))
"""What is written after all else that a batch says: of what is no more nothing may come later."""


SeasonKey = tuple[str, str, int]
"""Arena, period, number."""


Record = (
    Player | Score | Streak | Earned | PastDays | ClosedSeason | Run | Opening | Entry | Deed | Report | Study | str
)


class Change(NamedTuple):
    """A record that has changed: the newest of it is what counts, however often it has.

    *record* is a Player for PLAYER, a Score for SCORE, HEARD and DAYS, a Streak for STREAK, Earned for EARNED, PastDays
    for PAST_DAYS, a ClosedSeason for CLOSED, a Run for RUN, the player's id for FORGOTTEN and ERASED, an Opening for
    OPENING, the arena's name for ABANDONED, an Entry for ENTRY and REACTION, a Deed for DEED, a Report for REPORT and a
    Study for STUDY.
    """

    kind: str
    record: Record
    page: str = ""


@dataclass(slots=True)
class State:
    """All records of a game, at rest: players by id with all that is theirs, and what is over."""

    players: dict[str, Player] = field(default_factory=dict[str, Player])
    scores: dict[str, dict[ScoreKey, Score]] = field(default_factory=dict[str, dict[ScoreKey, Score]])
    streaks: dict[str, Streak] = field(default_factory=dict[str, Streak])
    earned: dict[str, Earned] = field(default_factory=dict[str, Earned])
    past_days: dict[str, PastDays] = field(default_factory=dict[str, PastDays])
    closed: dict[SeasonKey, ClosedSeason] = field(default_factory=dict[SeasonKey, ClosedSeason])
    runs: dict[str, Run] = field(default_factory=dict[str, Run])
    openings: dict[str, Opening] = field(default_factory=dict[str, Opening])
    feed: Feed = field(default_factory=feed_at_rest)
    moderation: Moderation = field(default_factory=Moderation)
    studies: Studies = field(default_factory=studies_at_rest)

    def put_player(self, player: Player) -> None:
        """Take in *player*, new or changed."""
        self.players[player.id] = player

    def put_score(self, score: Score) -> None:
        """Take in *score* with its ledger. Raises KeyError when there is no such player."""
        key = score.key
        scores = self.scores.get(key.player) or self._of(score)
        keep_days(score, scores.get(key))
        scores[key] = score

    def put_heard(self, score: Score, page: str, entry: Page | None) -> None:
        """Take the numbers of *score*, and *entry* into the ledger. Raises KeyError when there is no such player."""
        scores = self._of(score)
        old = scores.get(score.key)
        if old is not None:
            score.pages = old.pages
        if entry is not None:
            score.pages[page] = entry
        keep_days(score, old)
        scores[score.key] = score

    def put_days(self, key: ScoreKey, dates: Dates) -> None:
        """Take the *dates* of the score with *key*. Raises KeyError when it is not there."""
        self.scores[key.player][key].date(dates)

    def put_streak(self, streak: Streak) -> None:
        """Take in *streak*. Raises KeyError when there is no such player."""
        if streak.player not in self.players:
            raise KeyError(streak.player)
        self.streaks[streak.player] = streak

    def put_earned(self, earned: Earned) -> None:
        """Take in what a player has reached. Raises KeyError when there is no such player."""
        if earned.player not in self.players:
            raise KeyError(earned.player)
        self.earned[earned.player] = earned

    def put_past_days(self, days: PastDays) -> None:
        """Take in a player's days that are over. Raises KeyError when there is no such player."""
        if days.player not in self.players:
            raise KeyError(days.player)
        self.past_days[days.player] = days

    def put_closed(self, season: ClosedSeason) -> None:
        """Take in *season*, which is over."""
        self.closed[season[:3]] = season

    def put_run(self, run: Run) -> None:
        """Take in *run*, which is over. Raises KeyError when there is no such player."""
        if run.player not in self.players:
            raise KeyError(run.player)
        self.runs[run.id] = run

    def put_opening(self, opening: Opening) -> None:
        """Take in an arena that a player has opened."""
        self.openings[opening.name] = opening

    def close_arena(self, name: str) -> None:
        """Drop an arena that a player has opened, with all that happened there, if there."""
        if self.openings.pop(name, None) is None:
            return
        for scores in self.scores.values():
            for key in [key for key in scores if key.arena == name]:
                del scores[key]
        for key in [key for key in self.closed if key[0] == name]:
            del self.closed[key]
        for run in [run for run in self.runs.values() if run.arena == name]:
            del self.runs[run.id]
        self.moderation.forget(name)

    def put_entry(self, entry: Entry) -> None:
        """Take in *entry*. Raises KeyError when one of those whom it is about is not there."""
        self.feed.put(among(entry, self.players))

    def put_reaction(self, number: int, player: str, reaction: str) -> None:
        """Take what *player* answered to an entry, "" being nothing; whatever is not there any more does no harm."""
        if player in self.players:
            self.feed.put_reaction(number, player, reaction)

    def put_moderated(self, record: Deed | Report) -> None:
        """Take in what an operator has done, or a player reported."""
        self.moderation.put(record)

    def put_study(self, study: Study) -> None:
        """Take in how far a player is with a lesson. Raises KeyError when there is no such player."""
        if study.player not in self.players:
            raise KeyError(study.player)
        self.studies.put(study)

    def forget(self, player: str) -> None:
        """Drop *player* and all scores, and the name wherever else it is, if there."""
        self.players.pop(player, None)
        scores = self.scores.pop(player, {})
        if any(score.total for score in scores.values()):  # guests, who are many, are in no run and no season
            self.runs = runs_without(self.runs, player)
            leave_seasons(self.closed, player)
        leave_openings(self.openings, player)
        self.streaks.pop(player, None)
        self.earned.pop(player, None)
        self.past_days.pop(player, None)
        self.feed.forget(player)
        self.moderation.forget(player)
        self.studies.forget(player)

    def changes(self) -> Iterator[Change]:
        """Give all records; see `everything`."""
        scores = (score for of in self.scores.values() for score in of.values())
        others = (
            (STREAK, self.streaks.values()),
            (EARNED, self.earned.values()),
            (PAST_DAYS, self.past_days.values()),
            (CLOSED, self.closed.values()),
            (RUN, self.runs.values()),
            (ENTRY, self.feed.entries.values()),
            (DEED, self.moderation.deeds.values()),
            (REPORT, self.moderation.reports.values()),
            (STUDY, self.studies.all()),
        )
        return everything(self.players.values(), scores, openings=self.openings.values(), others=others)

    def _of(self, score: Score) -> dict[ScoreKey, Score]:
        player = score.key.player
        if player not in self.players:
            raise KeyError(player)
        return self.scores.setdefault(player, {})


def keep_days(score: Score, old: Score | None) -> None:
    """Let *score*, which comes without its dates, keep those of the *old* one that it replaces."""
    if old is not None and score.day < 0:
        score.date(old.dates())


def among(entry: Entry, players: Container[str]) -> Entry:
    """Give *entry* with the reactions of *players* only: it may be written while newer ones come.

    Raises KeyError when one of those whom it is about is not among them.
    """
    for player in {entry.player, entry.other} - {""}:
        if player not in players:
            raise KeyError(player)
    entry.reactions = {player: reaction for player, reaction in entry.reactions.items() if player in players}
    return entry


def everything(
    players: Iterable[Player],
    scores: Iterable[Score],
    *,
    openings: Iterable[Opening] = (),
    others: Iterable[tuple[str, Iterable[Record]]] = (),
) -> Iterator[Change]:
    """Give all records in the shape of changes, the players and the arenas before the scores; *others* by kind.

    All are listed when the first is read, so that there is no score without its player; from then on records may come,
    go and change, as when they are read in slices: each is given as it is when its turn comes.
    """
    first = list(players), list(openings)
    then = list(scores), [(kind, list(records)) for kind, records in others]
    for player in first[0]:
        yield Change(PLAYER, player)
    for opening in first[1]:
        yield Change(OPENING, opening)
    for score in then[0]:
        yield Change(SCORE, score)
        if score.day >= 0:
            yield Change(DAYS, score)
    for kind, records in then[1]:
        for record in records:
            yield Change(kind, record)
