"""Where the records of a game are put: a state at rest, or a running game that follows another one's journal."""

from typing import Protocol

from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.feed import Entry
from clickgame.core.moderation import Deed, Report
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.streaks import Streak


class Records(Protocol):
    """Where records are put: later ones replace earlier ones, so that a record put twice does no harm."""

    def put_player(self, player: Player) -> None:
        """Take in *player*, new or changed."""
        ...

    def put_score(self, score: Score) -> None:
        """Take in *score* with its ledger. Raises KeyError when there is no such player."""
        ...

    def put_heard(self, score: Score, page: str, entry: Page | None) -> None:
        """Take the numbers of *score*, and *entry* into the ledger. Raises KeyError when there is no such player."""
        ...

    def put_days(self, key: ScoreKey, dates: Dates) -> None:
        """Take the *dates* of the score with *key*. Raises KeyError when it is not there."""
        ...

    def put_streak(self, streak: Streak) -> None:
        """Take in *streak*. Raises KeyError when there is no such player."""
        ...

    def put_earned(self, earned: Earned) -> None:
        """Take in what a player has reached. Raises KeyError when there is no such player."""
        ...

    def put_past_days(self, days: PastDays) -> None:
        """Take in a player's days that are over. Raises KeyError when there is no such player."""
        ...

    def put_closed(self, season: ClosedSeason) -> None:
        """Take in *season*, which is over."""
        ...

    def put_run(self, run: Run) -> None:
        """Take in *run*, which is over. Raises KeyError when there is no such player."""
        ...

    def put_opening(self, opening: Opening) -> None:
        """Take in an arena that a player has opened."""
        ...

    def close_arena(self, name: str) -> None:
        """Drop an arena that a player has opened, with all that happened there, if there."""
        ...

    def put_entry(self, entry: Entry) -> None:
        """Take in *entry*. Raises KeyError when one of those whom it is about is not there."""
        ...

    def put_reaction(self, number: int, player: str, reaction: str) -> None:
        """Take what *player* answered to an entry, "" being nothing; whatever is not there any more does no harm."""
        ...

    def put_moderated(self, record: Deed | Report) -> None:
        """Take in what an operator has done, or a player reported."""
        ...

    def put_study(self, study: Study) -> None:
        """Take in how far a player is with a lesson. Raises KeyError when there is no such player."""
        ...

    def forget(self, player: str) -> None:
        """Drop *player* and all scores, and the name wherever else it is, if there."""
        ...
