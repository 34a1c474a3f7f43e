"""Whose presses are watched, and what a mark says: why its player is off an arena's boards.

Pure. Nothing that somebody has pressed is taken away. A mark is a deed (`core/deeds.py`), so that it is on record, and
can be undone: by an operator, or by the player, who follows a beat for some seconds (`beats.py`). The watches are in
memory only, and so is how often somebody has tried.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from clickgame.contract.doubts import NoTriesLeft
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.signs import BY_KEY
from clickgame.core.fairplay.watch import Watch

TRIED_MOST = 5_000
"""Of so many players and arenas it is known how often they have tried."""

TRIES = 5
"""So often may somebody try to lift a mark in an arena, until an operator has done it."""

Place = tuple[str, str]
"""A player and an arena, by their ids."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of presses: the *signs* by key, and how many gaps there were of each length (`Watch.bins`).

    *presses* is what the run had come to.
    """

    signs: tuple[str, ...] = ()
    bins: bytes = b""
    presses: int = 0

    @property
    def written(self) -> str:
        """Write it as a line of text."""
        return f"{' '.join(self.signs)}/{self.bins.hex()}/{self.presses}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what was written; of what makes no sense, nothing. Signs that are none any more are left out."""
        with suppress(ValueError):
            signs, bins, presses = text.split("/")
            return cls(tuple(sign for sign in signs.split() if sign in BY_KEY), bytes.fromhex(bins), int(presses))
        return cls()


@dataclass(slots=True)
class FairPlay:
    """The watches over runs that go on, and how often who has tried to lift a mark."""

    watches: dict[Place, Watch] = field(default_factory=dict[Place, Watch])
    tried: dict[Place, int] = field(default_factory=dict[Place, int])

    def hear(self, place: Place, batch: Batch, arrival: Arrival, *, presses: int) -> Seen | None:
        """Watch *batch* of a run that has come to so many *presses*; give what was seen once that is enough."""
        watch = self.watches.get(place)
        if watch is None:
            watch = self.watches[place] = Watch()
        watch.hear(batch, arrival)
        signs = watch.signs
        return Seen(signs, bytes(watch.bins), presses) if signs else None

    def end(self, place: Place) -> None:
        """Watch no longer: the run is over, or begins anew for whoever was let in again."""
        self.watches.pop(place, None)

    def tries_left(self, place: Place) -> int:
        """Tell how often a player may still try to lift a mark."""
        return TRIES - self.tried.get(place, 0)

    def take_try(self, place: Place) -> None:
        """Take one of the tries. Raises NoTriesLeft."""
        if not self.tries_left(place):
            raise NoTriesLeft
        self.tried[place] = self.tried.pop(place, 0) + 1
        if len(self.tried) > TRIED_MOST:
            del self.tried[next(iter(self.tried))]

    def give_tries(self, place: Place) -> None:
        """Give all tries anew."""
        self.tried.pop(place, None)

    def forget(self, player: str) -> None:
        """Drop whatever there is of *player*."""
        for places in (self.watches, self.tried):
            for place in [place for place in places if place[0] == player]:
                del places[place]
