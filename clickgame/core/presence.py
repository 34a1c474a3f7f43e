"""Who is in an arena: players by their page loads, and how many of these are looked at.

Pure and synchronous. Tabs are one player, who is here for as long as there is one, and away when none is looked at.
Whether somebody plays is the arena's to say: a press leaves nothing here.
"""

import heapq
import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Presence:
    """One player's page loads, those of them that are looked at, and the *place* in the order of arrival."""

    place: int
    pages: int = 0
    seen: int = 0


class Crowd:
    """Everybody who is here, in the order in which they came."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._players: dict[str, Presence] = {}
        self._places = itertools.count()
        self._seen = 0

    def __len__(self) -> int:
        """Count the players."""
        return len(self._players)

    def __contains__(self, player: str) -> bool:
        """Tell whether *player* is here."""
        return player in self._players

    def is_seeing(self, player: str) -> bool:
        """Tell whether *player* is here and looks at a page."""
        presence = self._players.get(player)
        return presence is not None and presence.seen > 0

    def move(self, player: str, *, pages: int, seen: int) -> None:
        """Add to the *pages* of *player*, and to those of them that are *seen*; below 0 is less.

        Whoever has none left is not here any more. What nobody can have counts as none.
        """
        presence = self._players.get(player) or Presence(next(self._places))
        self._seen -= presence.seen > 0
        presence.pages += pages
        presence.seen = min(max(0, presence.seen + seen), max(0, presence.pages))
        self._seen += presence.seen > 0
        if presence.pages > 0:
            self._players[player] = presence
        else:
            self._players.pop(player, None)

    def choose(self, playing: Collection[str], *, most: int) -> list[str]:
        """Choose *most* players to be shown: who plays before who watches before who is away, the longest here first.

        *playing* are players who are here and look at a page. The chosen ones are in the order in which they came, too,
        so that somebody who starts or stops playing changes places with nobody.
        """
        chosen = heapq.nsmallest(most, playing, key=self._place)
        watching = (player for player in self._players if player not in playing and self.is_seeing(player))
        chosen += self._some(watching, most=min(self._seen - len(playing), most - len(chosen)))
        away = (player for player in self._players if not self.is_seeing(player))
        chosen += self._some(away, most=most - len(chosen))
        return sorted(chosen, key=self._place)

    def _place(self, player: str) -> int:
        return self._players[player].place

    @staticmethod
    def _some(players: Iterable[str], *, most: int) -> Iterable[str]:
        # Everybody is looked through only if there are fewer than wanted, which the counts tell beforehand.
        return itertools.islice(players, max(0, most))
