"""One board as its watchers here have it: `frame` is what a round of sending has for each of them.

When a round takes long, those who are late in it get more than those who were first (`catch_up`). The next round has
these parts for everybody, so that nobody misses them.
"""

from collections.abc import Mapping

from clickgame.contract.boards import Board
from clickgame.gateway.reflex.channels import BOARD
from clickgame.gateway.reflex.protocol import Frame, Values, delta, deltas

PARTS = BOARD.vars[1:]
"""The vars that a board fills, which are its fields of the same names; the one before them names the board."""

NOTHING: Mapping[str, Values] = {}


class View:
    """The frames of one board."""

    frame: Frame
    usual_bytes: int

    def __init__(self, board: str) -> None:
        """Start with a *board* that nobody has been sent."""
        self._board = board
        self._version = (-1, -1)
        self._parts: dict[str, object] = {}
        self._due: set[str] = set()
        self._late: set[str] = set()
        self._along = NOTHING
        self._whole: Frame | None = None

    def begin(self, newest: Board, along: Mapping[str, Values] = NOTHING) -> bool:
        """Begin a round with the parts that changed since the one before began; tell whether there is anything to send.

        What else the watchers should know goes *along*: values by the full name of their state.
        """
        self._due, self._late = self._late | self._take(newest), set()
        self._along = along
        if self._due or along:
            self._make_frame()
            return True
        return False

    def catch_up(self, newest: Board) -> None:
        """Bring the rest of the round up to date."""
        changed = self._take(newest)
        if changed:
            self._due |= changed
            self._late |= changed
            self._make_frame()

    def whole(self) -> Frame:
        """Give everything, for somebody who has nothing."""
        if self._whole is None:
            self._whole = delta(BOARD, {**self._parts, "shown": self._board})
        return self._whole

    def _take(self, newest: Board) -> set[str]:
        version = newest.epoch, newest.version
        if version == self._version:
            return set()
        parts = {name: getattr(newest, name) for name in PARTS}
        changed = {name for name, part in parts.items() if self._parts.get(name) != part}
        self._version, self._parts, self._whole = version, parts, None
        return changed

    def _make_frame(self) -> None:
        due: Values = {name: self._parts[name] for name in PARTS if name in self._due}
        self.frame = usual = delta(BOARD, due)
        if "fresh" in due or "names" in due:
            usual = delta(BOARD, {name: part for name, part in due.items() if name not in {"names", "fresh"}})
        self.usual_bytes = len(usual.message)
        if self._along:
            self.frame = deltas({BOARD.name: due, **self._along} if due else self._along)
