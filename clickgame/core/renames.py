"""How often a player may take another handle: a bucket for each, kept in memory only.

Handles that the game makes up are none of its business. *now* is in seconds on a time line that never runs backwards.
"""

from clickgame.contract.naming import HandleTooOften

HOUR_S = 3600.0
ROUNDING_S = 1e-6


class Renames:
    """Lets each player take *per_h* handles at once, and as many in an hour on and on."""

    def __init__(self, *, per_h: int) -> None:
        """Start with full buckets."""
        self._each_s = HOUR_S / per_h
        # When each player's bucket will be full again, who took a handle last coming last.
        self._full_at: dict[str, float] = {}

    def __len__(self) -> int:
        """Count the players who are remembered."""
        return len(self._full_at)

    def check(self, player: str, *, now: float) -> None:
        """Raise HandleTooOften unless *player* may take another handle."""
        wait_s = self._full_at.get(player, now) + self._each_s - HOUR_S - now
        if wait_s > ROUNDING_S:
            raise HandleTooOften(wait_s)

    def count(self, player: str, *, now: float) -> None:
        """Note that *player* has taken another handle, and forget two players at the most whose buckets are full."""
        self._full_at[player] = max(self._full_at.pop(player, now), now) + self._each_s
        for other in [other for other, _ in zip(self._full_at, range(2), strict=False)]:
            if self._full_at[other] <= now:
                del self._full_at[other]

    def forget(self, player: str) -> None:
        """Drop *player*, if there."""
        self._full_at.pop(player, None)
