"""The days and weeks that are over, of every arena, as long as they are kept."""

from collections import defaultdict
from collections.abc import Iterator

from clickgame.contract.seasons import ClosedSeason
from clickgame.core.periods import PERIODS

_PERIODS = {period.key: period for period in PERIODS}


class Seasons:
    """Seasons that are over: of each arena and period the *kept* newest."""

    def __init__(self, kept: int) -> None:
        """Start with none."""
        self._kept = kept
        # By player: those in whose lines the player is.
        self._of: dict[str, dict[tuple[str, str, int], ClosedSeason]] = {}
        self._seasons: dict[tuple[str, str], dict[int, ClosedSeason]] = defaultdict(dict)

    def put(self, season: ClosedSeason) -> None:
        """Take in *season*; the oldest of its arena and period leaves when there are too many."""
        alike = self._seasons[season.arena, season.period]
        self._unlist(alike.pop(season.number, None))
        alike[season.number] = season
        for row in season.rows:
            if row.player:
                self._of.setdefault(row.player, {})[season[:3]] = season
        if len(alike) > self._kept:
            self._unlist(alike.pop(min(alike)))

    def has(self, season: ClosedSeason) -> bool:
        """Tell whether one of the same arena, period and number is there."""
        return season.number in self._seasons.get((season.arena, season.period), ())

    def drop(self, arena: str) -> None:
        """Drop those of *arena*."""
        for key in [key for key in self._seasons if key[0] == arena]:
            for season in self._seasons.pop(key).values():
                self._unlist(season)

    def forget(self, player: str) -> None:
        """Let nothing name *player*."""
        for season in tuple(self._of.get(player, {}).values()):
            self.put(season.without(player))

    def all(self) -> Iterator[ClosedSeason]:
        """Give every one."""
        return (season for alike in self._seasons.values() for season in alike.values())

    def of(self, arena: str, period: str) -> list[ClosedSeason]:
        """List those of an arena and period, the newest first; none when nothing has that name."""
        alike = self._seasons.get((arena, period), {})
        return [alike[number] for number in sorted(alike, reverse=True)]

    def won_by(self, player: str) -> list[ClosedSeason]:
        """List those that *player* has won, by when they ended, the newest first; longer ones first of the same day."""
        known = (season for season in self._of.get(player, {}).values() if season.period in _PERIODS)
        return sorted((season for season in known if season.rows[0].player == player), key=_ended, reverse=True)

    def naming(self, player: str) -> list[ClosedSeason]:
        """List those in whose lines *player* is."""
        return list(self._of.get(player, {}).values())

    def champions(self, arena: str, day: int) -> list[str]:
        """List who won the seasons of *arena* that were the last to end before *day*, each once."""
        ended = (self._seasons.get((arena, each.key), {}).get(each.number(day) - 1) for each in PERIODS)
        won = [season.rows[0].player for season in ended if season is not None and season.rows]
        return list(dict.fromkeys(player for player in won if player))

    def _unlist(self, season: ClosedSeason | None) -> None:
        if season is None:
            return
        for player in {row.player for row in season.rows} - {""}:
            seasons = self._of[player]
            del seasons[season[:3]]
            if not seasons:
                del self._of[player]


def _ended(season: ClosedSeason) -> tuple[int, int]:
    """Give the day after *season*, and how long it was."""
    period = _PERIODS[season.period]
    after = period.first(season.number + 1)
    return after, after - period.first(season.number)
