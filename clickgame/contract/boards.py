"""A board as it travels.

How the players stand is one short text, the lowest line first: the character of a slot, and how many presses that line
has more than the one below it (nothing for none). ``:7<;2`` says that slot 1 leads with 9, before slot 2 and slot 0
with 7 each. Who has which slot is in `names`, but for `fresh`, which lists the few that have changed since. Each part
is the whole truth at any time, so whoever missed some needs nothing but the newest.
"""

from typing import NamedTuple

SLOT_0 = ord(":")
"""The character of the first slot; it and those after it are no digits."""


Line = tuple[str, int, str, int]
"""A player's line by itself: (id, rank, handle, score)."""


class Board(NamedTuple):
    """One board: *version* rises with each change within an *epoch*, one life of the engine.

    *names* are (id, handle) by slot, *fresh* (slot, id, handle); *total* counts everybody's presses in the arena.
    *crowned* are the champions of yesterday and of last week.
    """

    epoch: int
    version: int
    names: list[tuple[str, str]]
    fresh: list[tuple[int, str, str]]
    lines: str
    total: int
    online: int
    crowned: list[str]
