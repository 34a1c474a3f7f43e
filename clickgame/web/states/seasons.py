"""Days and weeks that are over, as the page about them shows them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import reflex as rx

from clickgame.contract.arenas import ARENA
from clickgame.contract.errors import UnknownPeriod
from clickgame.contract.reads import Crown
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.periods import PERIODS
from clickgame.web import wired

SHOWN_FIRST = 7
SHOWN_MORE = 14
FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC).date()


@dataclass(frozen=True, slots=True)
class Line:
    """One of the first of a season."""

    rank: int
    player: str
    handle: str
    score: int


@dataclass(frozen=True, slots=True)
class Card:
    """A season that is over: when it was, what happened, who won, and who came next."""

    key: str
    title: str
    said: str
    player: str
    champion: str
    score: int
    others: list[Line]


class Seasons(rx.State):
    """The newest of the days, or of the weeks, that are over."""

    period: str = PERIODS[0].key
    cards: list[Card] = []
    has_more: bool = False
    is_known: bool = False

    @rx.event
    async def load(self) -> None:
        """Show the newest days, when the page loads."""
        await self._show(PERIODS[0].key, SHOWN_FIRST)

    @rx.event
    async def show(self, period: str, count: int) -> None:
        """Show the *count* newest of a *period*."""
        if all(period != each.key for each in PERIODS):
            wired.lobby.refuse(self.router.session.session_id, UnknownPeriod())
        else:
            await self._show(period, count)

    async def _show(self, period: str, count: int) -> None:
        seasons = await wired.lobby.link.seasons(ARENA, period)
        shown = seasons[: max(0, count)]
        self.period, self.is_known = period, True
        self.cards, self.has_more = [card_of(season) for season in shown], len(shown) < len(seasons)


def card_of(season: ClosedSeason) -> Card:
    """Put a season in words."""
    first, *others = season.rows
    players = f"{season.players:,} player{'s' * (season.players != 1)}"
    return Card(
        f"{season.period}-{season.number}",
        title_of(season),
        f"{players}, {season.presses:,} press{'es' * (season.presses != 1)}",
        first.player,
        first.handle,
        first.score,
        [Line(rank, row.player, row.handle, row.score) for rank, row in enumerate(others, 2)],
    )


def title_of(season: ClosedSeason | Crown) -> str:
    """Tell when a season was: a day's date, or from which day to which."""
    (period,) = (each for each in PERIODS if each.key == season.period)
    first = FIRST_DAY + timedelta(days=period.first(season.number))
    last = FIRST_DAY + timedelta(days=period.first(season.number + 1) - 1)
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return f"{first:%A}, {end}"
    return f"{first.day} to {end}" if first.month == last.month else f"{first.day} {first:%B} to {end}"
