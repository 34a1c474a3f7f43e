"""One board as its watchers here have it: `frame` is what a round of sending has for each of them.

What else all of them are told goes in the same frames: a frame costs the same for each of thousands, whatever is in it.
When a round takes long, those who are late in it get more than those who were first (`catch_up`). The next round has
these parts for everybody, so that nobody misses them.
"""

from collections.abc import Mapping

from clickgame.contract.boards import Board
from clickgame.gateway.reflex.channels import BOARD
from clickgame.gateway.reflex.protocol import Frame, Values, delta, deltas

PARTS = BOARD.vars[1:]
"""The vars that a board fills, which are its fields of the same names; the one before them names the board."""


class View:
    """The frames of one board."""

    frame: Frame
    usual_bytes: int

    def __init__(self, board: str, beside: Mapping[str, Values]) -> None:
        """Start with a *board* that nobody has been sent, and with what is known *beside* it, by state."""
        self._board = board
        self._beside = dict(beside)
        self._news: dict[str, Values] = {}
        self._along: dict[str, Values] = {}
        self._version = (-1, -1)
        self._parts: dict[str, object] = {}
        self._due: set[str] = set()
        self._late: set[str] = set()
        self._whole: Frame | None = None

    def tell(self, state: str, values: Values) -> bool:
        """Have the next round tell what is new in *values* of a *state*, its full name; tell whether anything is."""
        known = self._beside.get(state, {})
        news = {name: value for name, value in values.items() if name not in known or known[name] != value}
        if news:
            self._beside[state] = {**known, **news}
            self._news[state] = {**self._news.get(state, {}), **news}
            self._whole = None
        return bool(news)

    def begin(self, newest: Board) -> bool:
        """Begin a round with what has changed since the one before began; tell whether anything has."""
        self._due, self._late = self._late | self._take(newest), set()
        self._along, self._news = self._news, {}
        if self._due or self._along:
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
            self._whole = deltas({BOARD.name: {**self._parts, "shown": self._board}, **self._beside})
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
