"""Fixed places for the lines of a board, so that a page can let them glide.

A player keeps one slot while on the board. The page draws the slots in a constant order and moves each to its rank, so
no element changes places and every move can be animated.
"""

from collections.abc import Collection, Sequence

from clickgame.core.ranking import Row

FREE = ("", "")


class Slots:
    """The slots of one board: who has each, and at which rank with what score."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_player: dict[str, int] = {}
        self.names: list[tuple[str, str]] = []
        self.ranks: list[int] = []
        self.scores: list[int] = []

    @property
    def players(self) -> Collection[str]:
        """Who has a slot."""
        return self._by_player.keys()

    def fill(self, rows: Sequence[Row]) -> None:
        """Show *rows*: whoever left frees a slot, whoever came gets a free one."""
        present = {row.player for row in rows}
        for player in [player for player in self._by_player if player not in present]:
            slot = self._by_player.pop(player)
            self.names[slot], self.ranks[slot], self.scores[slot] = FREE, 0, 0
        free = (slot for slot, name in enumerate(self.names) if name == FREE)
        for row in rows:
            slot = self._by_player.get(row.player)
            if slot is None:
                slot = next(free, None)
                if slot is None:
                    slot = len(self.names)
                    self.names.append(FREE)
                    self.ranks.append(0)
                    self.scores.append(0)
                self._by_player[row.player] = slot
            self.names[slot] = (row.player, row.handle)
            self.ranks[slot] = row.rank
            self.scores[slot] = row.score
