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
        self._seeing: dict[str, int] = {}  # the places of those who look at a page

    def __len__(self) -> int:
        """Count the players."""
        return len(self._players)

    def __contains__(self, player: str) -> bool:
        """Tell whether *player* is here."""
        return player in self._players

    def is_seeing(self, player: str) -> bool:
        """Tell whether *player* is here and looks at a page."""
        return player in self._seeing

    def playing(self, pressed: Iterable[str]) -> set[str]:
        """Give those of *pressed* who are here and look at a page."""
        seeing = self._seeing
        return {player for player in pressed if player in seeing}

    def move(self, player: str, *, pages: int, seen: int) -> None:
        """Add to the *pages* of *player*, and to those of them that are *seen*; below 0 is less.

        Whoever has none left is not here any more. What nobody can have counts as none.
        """
        presence = self._players.get(player) or Presence(next(self._places))
        presence.pages += pages
        presence.seen = min(max(0, presence.seen + seen), max(0, presence.pages))
        if presence.pages > 0:
            self._players[player] = presence
        else:
            self._players.pop(player, None)
        if presence.seen:
            self._seeing[player] = presence.place
        else:
            self._seeing.pop(player, None)

    def choose(self, playing: Collection[str], *, most: int) -> list[str]:
        """Choose *most* players to be shown: who plays before who watches before who is away, the longest here first.

        *playing* is what `playing` gives. The chosen ones are in the order in which they came, too,
        so that somebody who starts or stops playing changes places with nobody.
        """
        chosen = heapq.nsmallest(most, playing, key=self._seeing.__getitem__)
        # No further than to the last who is wanted: how many there are is known beforehand.
        watching = min(len(self._seeing) - len(playing), most - len(chosen))
        chosen += itertools.islice(
            (one for one in self._players if self.is_seeing(one) and one not in playing), watching
        )
        away = most - len(chosen)
        chosen += itertools.islice((one for one in self._players if not self.is_seeing(one)), away)
        return sorted(chosen, key=lambda player: self._players[player].place)
