"""Judging what players have reached: beside the press path, when the boards have taken a player in."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import SEASON_AWARDS, Achievement, Deeds, Earned
from clickgame.core.arena import Arena
from clickgame.core.roster import Roster
from clickgame.core.streaks import Streak

Reached = list[tuple[Earned, Achievement]]

HOUR_S = 3600


class Judge:
    """Keeps in *roster* what players have earned, and lists what is new."""

    def __init__(self, roster: Roster) -> None:
        """Start with nothing reached."""
        self._roster = roster
        self._reached: Reached = []
        # By arena, the totals before which players reach nothing more in an hour of a day.
        self._hour = -1, -1
        self._due: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def look(self, arena: Arena, *, most: int | None = None) -> None:
        """Judge *most* of those at the most whom the boards of *arena* have taken in."""
        settled, scores, day = arena.boards.settled, arena.scores, arena.boards.day
        due = self._due[arena.name]
        for _ in range(len(settled) if most is None else min(most, len(settled))):
            player, _ = settled.popitem()
            score = scores[player]
            hour = day, int(score.pressed_at // HOUR_S)
            if hour > self._hour:
                self._hour = hour
                self._due.clear()
                due = self._due[arena.name]
            if hour == self._hour and score.total < due.get(player, 0):
                continue
            if score.total and arena.counts_elsewhere:
                deeds = Deeds(score, self._roster.streaks.get(player) or Streak(player), day)
                self._reach(player, lambda earned, deeds=deeds: earned.judge(deeds))
                if hour == self._hour and score.day == day:
                    due[player] = score.total + deeds.presses_left

    def award(self, season: ClosedSeason, *, day: int) -> None:
        """Give the first of *season* what its end brings; *day* is the one on which that is."""
        for kind, place in SEASON_AWARDS.get(season.period, ()):
            for row in season.rows[:place]:
                self._reach(row.player, lambda earned, kind=kind: earned.award(kind, day))

    def learn(self, player: str, lessons: int, *, day: int) -> None:
        """Give *player* what so many *lessons* bring that are passed on *day*."""
        self._reach(player, lambda earned: earned.learn(lessons, day))

    def take(self) -> Reached:
        """Give what is new since this was last asked."""
        reached, self._reached = self._reached, []
        return reached

    def _reach(self, player: str, reach: Callable[[Earned], Iterable[Achievement]]) -> None:
        earned = self._roster.earned.get(player) or Earned(player, {})
        if reached := [(earned, achievement) for achievement in reach(earned)]:
            self._roster.earned[player] = earned
            self._reached += reached
