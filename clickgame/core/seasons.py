"""The days and weeks that are over, of every arena, as long as they are kept."""

from collections import defaultdict
from collections.abc import Iterator

from clickgame.contract.seasons import ClosedSeason


class Seasons:
    """Seasons that are over: of each arena and period the *kept* newest."""

    def __init__(self, kept: int) -> None:
        """Start with none."""
        self._kept = kept
        self._seasons: dict[tuple[str, str], dict[int, ClosedSeason]] = defaultdict(dict)

    def put(self, season: ClosedSeason) -> None:
        """Take in *season*; the oldest of its arena and period leaves when there are too many."""
        alike = self._seasons[season.arena, season.period]
        alike[season.number] = season
        if len(alike) > self._kept:
            del alike[min(alike)]

    def has(self, season: ClosedSeason) -> bool:
        """Tell whether one of the same arena, period and number is there."""
        return season.number in self._seasons.get((season.arena, season.period), ())

    def drop(self, arena: str) -> None:
        """Drop those of *arena*."""
        for key in [key for key in self._seasons if key[0] == arena]:
            del self._seasons[key]

    def all(self) -> Iterator[ClosedSeason]:
        """Give every one."""
        return (season for alike in self._seasons.values() for season in alike.values())

    def of(self, arena: str, period: str) -> list[ClosedSeason]:
        """List those of an arena and period, the newest first; none when nothing has that name."""
        alike = self._seasons.get((arena, period), {})
        return [alike[number] for number in sorted(alike, reverse=True)]
