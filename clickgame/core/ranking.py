"""One board's order, kept sorted: placing, rank and neighbours in O(log n)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from sortedcontainers import SortedList  # pyright: ignore[reportMissingTypeStubs]  # typed by Order

from clickgame.core.players import Player


class Place(NamedTuple):
    """Where a player belongs: more presses first, and of equals whoever had them first (s)."""

    minus_score: int
    since: float
    player: str


class Row(NamedTuple):
    """One line of a board as anybody may see it."""

    player: str
    rank: int
    handle: str
    score: int


class Order(Protocol):
    """What is used of a sorted list of places."""

    def __len__(self) -> int:
        """Count the places."""
        ...

    def add(self, value: Place) -> None:
        """Put *value* where it belongs."""
        ...

    def remove(self, value: Place) -> None:
        """Take *value* out, which is there."""
        ...

    def bisect_left(self, value: Place) -> int:
        """Count the places before *value*."""
        ...

    def islice(self, start: int, stop: int) -> Iterator[Place]:
        """Go through the places from *start* to before *stop*."""
        ...


class Ranking:
    """Players with a score, best first."""

    def __init__(self) -> None:
        """Start empty."""
        self.total = 0
        """All presses on the board together."""
        self._places: dict[str, Place] = {}
        self._order: Order = SortedList()

    def __len__(self) -> int:
        """Count the players on the board."""
        return len(self._order)

    def place(self, player: str, *, score: int, since: float) -> None:
        """Move *player* to where *score* presses, had since *since* (s), belong; 0 presses is off the board."""
        place = Place(-score, since, player) if score > 0 else None
        old = self._places.get(player)
        if place == old:
            return
        self.total += max(0, score) + (0 if old is None else old.minus_score)
        if old is not None:
            self._order.remove(old)
        if place is None:
            del self._places[player]
        else:
            self._places[player] = place
            self._order.add(place)

    def rank(self, player: str) -> int:
        """Give the rank of *player*, 1 being first and 0 not on the board."""
        place = self._places.get(player)
        return 0 if place is None else self._order.bisect_left(place) + 1

    def score(self, player: str) -> int:
        """Give the presses that *player* is placed by, 0 when not on the board."""
        place = self._places.get(player)
        return 0 if place is None else -place.minus_score

    def rows(self, first: int, last: int, players: Mapping[str, Player]) -> list[Row]:
        """Give the lines from rank *first* to rank *last*, both counted."""
        first = max(1, first)
        return [
            Row(place.player, rank, players[place.player].handle, -place.minus_score)
            for rank, place in enumerate(self._order.islice(first - 1, max(first - 1, last)), first)
        ]
