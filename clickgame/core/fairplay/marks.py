"""Whose presses are watched, and who is marked: a mark says why, and keeps its player off an arena's boards.

Pure. Nothing that somebody has pressed is taken away. A mark lasts until it is lifted: by an operator, or by the
player, who follows a beat for some seconds (`beats.py`). All of this is in memory only: a start of the server lifts
every mark, and what is to last is a sanction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.watch import Watch

MARKS_MOST = 5_000
TRIES = 5
"""So often may somebody try to lift a mark."""

Place = tuple[str, str]
"""A player and an arena, by their ids."""


@dataclass(slots=True)
class Mark:
    """Why *player* is off the boards of *arena*, since *at* (s): the *signs* by key, and how many gaps (`Watch.bins`).

    *presses* is what the run had come to, and *tries* how often the player may still try to lift it.
    """

    player: str
    arena: str
    at: float
    signs: tuple[str, ...]
    bins: bytes
    presses: int
    tries: int = TRIES


@dataclass(slots=True)
class FairPlay:
    """The watches over runs that go on, and the marks; *show* is called with a place whose boards are to be asked anew.

    When there are more marks than MARKS_MOST, the oldest is lifted.
    """

    show: Callable[[Place, bool], None]
    most: int = MARKS_MOST
    watches: dict[Place, Watch] = field(default_factory=dict[Place, Watch])
    marks: dict[Place, Mark] = field(default_factory=dict[Place, Mark])

    def hear(self, place: Place, batch: Batch, *, presses: int, now: float) -> Mark | None:
        """Watch *batch* of a run that has come to so many *presses*; give the mark if there is a new one."""
        watch = self.watches.get(place)
        if watch is None:
            watch = self.watches[place] = Watch()
        watch.hear(batch)
        signs = watch.signs
        if not signs:
            return None
        known = self.marks.get(place)
        if known is not None:
            known.signs = tuple(sign for sign in _all(known.signs, signs))
            known.bins, known.presses = bytes(watch.bins), presses
            return None
        mark = self.marks[place] = Mark(*place, now, signs, bytes(watch.bins), presses)
        if len(self.marks) > self.most:
            self.lift(next(iter(self.marks)))
        self.show(place, False)  # noqa: FBT003  # a callback has no keywords
        return mark

    def end(self, place: Place) -> None:
        """Watch no longer: the run is over."""
        self.watches.pop(place, None)

    def lift(self, place: Place) -> bool:
        """Lift the mark, if there is one, and begin to watch anew; tell whether there was."""
        self.watches.pop(place, None)
        if self.marks.pop(place, None) is None:
            return False
        self.show(place, True)  # noqa: FBT003  # as above
        return True

    def forget(self, player: str) -> None:
        """Drop whatever there is of *player*."""
        for place in [place for place in (*self.watches, *self.marks) if place[0] == player]:
            self.watches.pop(place, None)
            self.marks.pop(place, None)

    def is_marked(self, player: str, arena: str) -> bool:
        """Tell whether *player* is off the boards of *arena*."""
        return (player, arena) in self.marks

    def of(self, player: str) -> list[Mark]:
        """List the marks of *player*."""
        return [mark for place, mark in self.marks.items() if place[0] == player]

    def newest(self, most: int) -> list[Mark]:
        """List the *most* newest marks, the last first: whom an operator may look at."""
        return [mark for _, mark in zip(range(most), reversed(self.marks.values()), strict=False)]


def _all(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return known + tuple(sign for sign in more if sign not in known)
