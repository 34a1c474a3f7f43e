"""What the rules have put down as they went, on its way to the journal and to whoever listens.

The rules list what has come about beside the answers they give: runs that ended, days that began, streaks, what was
reached, who was forgotten. Each is noted, told once it is on record, and taken off the list.
"""

from collections.abc import Callable, Iterable

from clickgame.contract.facts import AchievementReached, Fact, StreakWentOn
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.state import ABANDONED, CLOSED, DAYS, EARNED, FORGOTTEN, HEARD, OPENING, STREAK, Change
from clickgame.engine.announcer import Announcer
from clickgame.engine.commit import Commit, Key
from clickgame.engine.feed import Feed


class Recorder:
    """Takes from *game*, notes with *commit*, tells by *announcer*, and offers to `feed`, whose time (s) is *clock*."""

    def __init__(self, game: Game, commit: Commit, announcer: Announcer, *, clock: Callable[[], float]) -> None:
        """Take nothing yet."""
        self._game = game
        self._commit = commit
        self._announcer = announcer
        self.feed = Feed(game, commit, announcer, clock=clock)

    def tell_later(self, fact: Fact) -> None:
        """Tell *fact* once it is on record."""
        self._commit.then(lambda: self._announcer.tell(fact))

    def heard(self, changes: dict[Key, Change]) -> None:
        """Note *changes*, which counts have made, and the days and streaks that began with them.

        Whoever asks ends the turn.
        """
        game = self._game
        for score in game.rolled:
            changes[DAYS, id(score), ""] = Change(DAYS, score)
        for streak in game.roster.pressed_on:
            changes[STREAK, id(streak), ""] = Change(STREAK, streak)
            fact = StreakWentOn(streak.player, streak.state)
            self.tell_later(fact)
            self.feed.streak_went_on(fact)
        game.rolled.clear()
        game.roster.pressed_on.clear()
        for run in game.runs_ended:
            score = game.arenas[run.arena].scores[run.player]
            changes.setdefault((HEARD, id(score), ""), Change(HEARD, score))
        self._commit.note_all(changes)
        if game.runs_ended:
            self.tell_runs_ended()

    def swept(self) -> None:
        """Note the runs that are over, the best of the day among them, and the guests who are forgotten."""
        for run in self._game.runs_ended:
            self._commit.note(Change(HEARD, self._game.arenas[run.arena].scores[run.player]))
        for score in self._game.rolled:
            self._commit.note(Change(DAYS, score))
        self._game.rolled.clear()
        self.tell_runs_ended()
        self.forgotten()

    def forgotten(self) -> None:
        """Note the guests who are forgotten."""
        for player in self._game.forgotten:
            self._commit.note(Change(FORGOTTEN, player))
        self._game.forgotten.clear()

    def opened(self, opening: Opening) -> None:
        """Note an arena that a player has opened."""
        self._commit.note(Change(OPENING, opening))
        self.feed.opened(opening)

    def abandoned(self, arenas: Iterable[str]) -> None:
        """Note *arenas* that are no more."""
        for arena in arenas:
            self._commit.note(Change(ABANDONED, arena))

    def closed(self, seasons: Iterable[ClosedSeason]) -> None:
        """Note *seasons* that are over."""
        for season in seasons:
            self._commit.note(Change(CLOSED, season))
            self.feed.closed(season)

    def reached(self) -> None:
        """Note what has been reached."""
        for earned, achievement in self._game.reached():
            self._commit.note(Change(EARNED, earned))
            self.tell_later(AchievementReached(earned.player, achievement.key, tuple(earned.days)))
            self.feed.reached(earned.player, achievement.key)

    def tell_runs_ended(self) -> None:
        """Tell the runs that are over, each by one fact."""
        for run in self._game.runs_ended:
            self.tell_later(run)
            self.feed.run_ended(run)
        self._game.runs_ended.clear()
