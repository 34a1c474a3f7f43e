"""Which news become entries of the feed: so many a second at the most, the weightier before the others.

What is weighty enough for the moment is told at once, so that it is on record with what it tells of. Of what has to
wait, little is kept and the rest is dropped: news that come late are none. Time is passed in, in seconds.
"""

from typing import NamedTuple

from clickgame.contract.feed import FeedKind

BURST_S = 2.0  # for which entries may be saved up
COALESCED_MOST = 4_096  # players and kinds of which it is known when the last was told


class News(NamedTuple):
    """Something that might be told: what would become an entry."""

    kind: FeedKind
    player: str
    arena: str = ""
    other: str = ""
    subject: str = ""
    amount: int = 0


class Selection:
    """What waits to be told, at most *per_s* of which become entries in a second."""

    def __init__(self, *, per_s: float) -> None:
        """Start with nothing, and as much to spare as there may be."""
        self._per_s = per_s
        self._burst = max(1.0, per_s * BURST_S)
        self._spare = self._burst
        self._at = 0.0
        self._waiting: list[News] = []
        self._next_at: dict[tuple[str, str, str], float] = {}

    def offer(self, news: News, now: float) -> None:
        """Let *news* wait, unless its player has just had some of its kind, or weightier ones fill the place."""
        key = news.kind.key, news.player, news.arena
        if news.kind.every_s:
            if now < self._next_at.get(key, now):
                return
            self._next_at.pop(key, None)
            self._next_at[key] = now + news.kind.every_s
            if len(self._next_at) > COALESCED_MOST:
                del self._next_at[next(iter(self._next_at))]
        self._waiting.append(news)
        self._waiting.sort(key=_lightness)
        del self._waiting[int(self._burst) :]

    def take(self, now: float) -> list[News]:
        """Give what may be told now, the weightiest first."""
        self._spare = min(self._burst, self._spare + max(0.0, now - self._at) * self._per_s)
        self._at = max(self._at, now)
        taken = self._waiting[: int(self._spare)]
        del self._waiting[: len(taken)]
        self._spare -= len(taken)
        return taken


def _lightness(news: News) -> int:
    return -news.kind.weight
