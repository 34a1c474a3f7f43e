"""Fixed places for the lines of a board, so that a page can let them glide.

A player keeps one slot while on the board. The page draws the slots in a constant order and moves each to its rank, so
no element changes places and every move can be animated.

How players stand changes many times a second. It is therefore one short text, the lowest line first: the character of
a slot, and how many presses that line has more than the one below it (nothing for none). ``:7<;2`` says that slot 1
leads with 9, before slot 2 and slot 0 with 7 each.

Who has which slot changes seldom, and a few at a time: `fresh` lists the slots that are no longer as in `names`. Both
are the whole truth at any time, so whoever missed some needs nothing but the newest.
"""

import itertools
from collections.abc import Collection, Sequence

from clickgame.contract.boards import SLOT_0
from clickgame.core.ranking import Row

FREE = ("", "")
FRESH_MOST = 10  # more of them are dearer than all names now and then


class Slots:
    """The slots of one board: who has each (as `names`, but for `fresh`), and how they stand (`lines`)."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_player: dict[str, int] = {}
        self._names: list[tuple[str, str]] = []
        self.names: list[tuple[str, str]] = []
        self.fresh: list[tuple[int, str, str]] = []
        self.lines = ""

    @property
    def players(self) -> Collection[str]:
        """Who has a slot."""
        return self._by_player.keys()

    def fill(self, rows: Sequence[Row]) -> None:
        """Show *rows*, in the order of their ranks: whoever left frees a slot, whoever came gets a free one."""
        present = {row.player for row in rows}
        for player in [player for player in self._by_player if player not in present]:
            self._names[self._by_player.pop(player)] = FREE
        free = (slot for slot, name in enumerate(self._names) if name == FREE)
        for row in rows:
            slot = self._by_player.get(row.player)
            if slot is None:
                slot = next(free, None)
                if slot is None:
                    slot = len(self._names)
                    self._names.append(FREE)
                self._by_player[row.player] = slot
            self._names[slot] = (row.player, row.handle)
        self.lines = "".join(self._standing(rows))
        known = itertools.zip_longest(self._names, self.names)
        self.fresh = [(slot, new[0], new[1]) for slot, (new, old) in enumerate(known) if new != old]
        if len(self.fresh) > FRESH_MOST:
            self.names, self.fresh = list(self._names), []

    def _standing(self, rows: Sequence[Row]) -> list[str]:
        below, parts = 0, list[str]()
        for row in reversed(rows):
            parts.append(f"{chr(SLOT_0 + self._by_player[row.player])}{row.score - below or ''}")
            below = row.score
        return parts
