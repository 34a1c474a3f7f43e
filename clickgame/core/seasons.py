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
        self._crowns: dict[str, dict[tuple[str, str, int], ClosedSeason]] = {}
        self._seasons: dict[tuple[str, str], dict[int, ClosedSeason]] = defaultdict(dict)

    def put(self, season: ClosedSeason) -> None:
        """Take in *season*; the oldest of its arena and period leaves when there are too many."""
        alike = self._seasons[season.arena, season.period]
        self._uncrown(alike.pop(season.number, None))
        alike[season.number] = season
        if season.rows:
            self._crowns.setdefault(season.rows[0].player, {})[season[:3]] = season
        if len(alike) > self._kept:
            self._uncrown(alike.pop(min(alike)))

    def has(self, season: ClosedSeason) -> bool:
        """Tell whether one of the same arena, period and number is there."""
        return season.number in self._seasons.get((season.arena, season.period), ())

    def drop(self, arena: str) -> None:
        """Drop those of *arena*."""
        for key in [key for key in self._seasons if key[0] == arena]:
            for season in self._seasons.pop(key).values():
                self._uncrown(season)

    def all(self) -> Iterator[ClosedSeason]:
        """Give every one."""
        return (season for alike in self._seasons.values() for season in alike.values())

    def of(self, arena: str, period: str) -> list[ClosedSeason]:
        """List those of an arena and period, the newest first; none when nothing has that name."""
        alike = self._seasons.get((arena, period), {})
        return [alike[number] for number in sorted(alike, reverse=True)]

    def won_by(self, player: str) -> list[ClosedSeason]:
        """List those that *player* has won, by when they ended, the newest first; longer ones first of the same day."""
        won = (season for season in self._crowns.get(player, {}).values() if season.period in _PERIODS)
        return sorted(won, key=_ended, reverse=True)

    def champions(self, arena: str, day: int) -> list[str]:
        """List who won the seasons of *arena* that were the last to end before *day*, each once."""
        ended = (self._seasons.get((arena, each.key), {}).get(each.number(day) - 1) for each in PERIODS)
        return list(dict.fromkeys(season.rows[0].player for season in ended if season is not None and season.rows))

    def _uncrown(self, season: ClosedSeason | None) -> None:
        if season is None or not season.rows:
            return
        player = season.rows[0].player
        crowns = self._crowns[player]
        del crowns[season[:3]]
        if not crowns:
            del self._crowns[player]


def _ended(season: ClosedSeason) -> tuple[int, int]:
    """Give the day after *season*, and how long it was."""
    period = _PERIODS[season.period]
    after = period.first(season.number + 1)
    return after, after - period.first(season.number)
