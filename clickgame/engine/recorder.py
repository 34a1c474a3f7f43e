"""What the rules have put down as they went, on its way to the journal and to whoever listens.

The rules list what has come about beside the answers they give: runs that ended, days that began, streaks, what was
reached, who was forgotten. Each is noted, told once it is on record, and taken off the list.
"""

from collections.abc import Callable, Iterable

from clickgame.contract.facts import AchievementReached, Fact, StoryTold, StreakWentOn
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.state import (
    ABANDONED,
    CLOSED,
    DAYS,
    EARNED,
    FORGOTTEN,
    HEARD,
    OPENING,
    PAST_DAYS,
    PLAYER,
    RUN,
    STREAK,
    Change,
)
from clickgame.engine.announcer import Announcer
from clickgame.engine.commit import Commit, Key
from clickgame.engine.feed import Feed
from clickgame.engine.runs import Stories, ghosts, story_of


class Recorder:
    """Takes from *game*, notes with *commit*, tells by *announcer*, and offers to `feed`; `stories` are of its runs."""

    def __init__(self, game: Game, commit: Commit, announcer: Announcer, *, clock: Callable[[], float]) -> None:
        """Take nothing yet; *clock* tells the game's time (s)."""
        self.stories = Stories(game, clock=clock)
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
        if game.rolled or game.runs_ended or game.roster.pressed_on or game.roster.days_over:  # mostly, nothing
            self._heard_more(changes)
        else:
            self._commit.note_all(changes)

    def _heard_more(self, changes: dict[Key, Change]) -> None:
        game = self._game
        began = [score for score in game.rolled if score.score]
        for score in game.rolled:
            changes[DAYS, id(score), ""] = Change(DAYS, score)
        for streak in game.roster.pressed_on:
            changes[STREAK, id(streak), ""] = Change(STREAK, streak)
            fact = StreakWentOn(streak.player, streak.state)
            self.tell_later(fact)
            self.feed.streak_went_on(fact)
        self._days_over()
        game.rolled.clear()
        game.roster.pressed_on.clear()
        for run in game.runs_ended:
            score = game.arenas[run.arena].scores[run.player]
            changes.setdefault((HEARD, id(score), ""), Change(HEARD, score))
        self._commit.note_all(changes)
        if game.runs_ended:
            self._offer_runs()
            self.tell_runs_ended()
        for score in began:  # after the run before it has been told
            game.runs.begin(score)

    def swept(self) -> None:
        """Note the runs that are over, the best of the day among them, who is forgotten, and who has been here."""
        if self._game.runs_ended:
            self._offer_runs()
            self.stories.settle()
            self.reached()
        for run in self._game.runs_ended:
            self._commit.note(Change(HEARD, self._game.arenas[run.arena].scores[run.player]))
        for score in self._game.rolled:
            self._commit.note(Change(DAYS, score))
        self._game.rolled.clear()
        self.tell_runs_ended()
        self.forgotten()
        for player in self._game.roster.seen.values():
            self._commit.note(Change(PLAYER, player))
        self._game.roster.seen.clear()

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
        self._days_over()

    def closed(self, seasons: Iterable[ClosedSeason]) -> None:
        """Note *seasons* that are over."""
        for season in seasons:
            self._commit.note(Change(CLOSED, season))
            self.feed.closed(season)

    def reached(self) -> None:
        """Note what has been reached."""
        for earned, achievement in self._game.reached():
            self._commit.note(Change(EARNED, earned))
            self._game.runs.reach(earned.player, achievement.key)
            self.tell_later(AchievementReached(earned.player, achievement.key, tuple(earned.days)))
            self.feed.reached(earned.player, achievement.key)

    def tell_runs_ended(self) -> None:
        """Tell the runs that are over, and their stories; those that stay are noted."""
        players = self._game.roster.players
        for ended in self._game.runs_ended:
            self._game.fairplay.end((ended.player, ended.arena))
            run = self.stories.end(ended)
            if run.id:
                self._commit.note(Change(RUN, run))
            self.tell_later(ended)
            self.tell_later(StoryTold(run.player, run.arena, story_of(run, players), ghosts(self._game, run.arena)))
        self._game.runs_ended.clear()

    def _offer_runs(self) -> None:
        """Offer the runs that are over by the boards as they were, before stories bring these up to date."""
        for run in self._game.runs_ended:
            if (run.player, run.arena) not in self._game.moderation.marks:
                self.feed.run_ended(run)

    def _days_over(self) -> None:
        for days in self._game.roster.days_over:
            self._commit.note(Change(PAST_DAYS, days))
        self._game.roster.days_over.clear()
