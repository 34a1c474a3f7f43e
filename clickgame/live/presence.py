"""Who is connected: pure values, changed by sitting down, moving and rising.

A connection is a seat. Tabs of one browser are seats of one player, and count as one player online.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from clickgame.core.boards import BOARDS
from clickgame.core.facts import Standing
from clickgame.errors import UnknownBoard, UnknownPlayer
from clickgame.live.wire import Wire


@dataclass(slots=True, eq=False)
class Seat:
    """One connection: its Socket.IO id, its player, the board that it watches, and what it was told last.

    *page_tail* is how a press of its page load goes on after the count.
    """

    sid: str
    player: str
    wire: Wire
    board: str = ""
    page: str = ""
    page_tail: bytes = b""
    is_behind: bool = False
    told_left_s: float = 0.0
    told_before: int = -1
    told: Standing = field(default_factory=lambda: Standing(0, []))


class Presence:
    """All seats, by connection, by player and by board."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._seats: dict[str, Seat] = {}
        self._players: dict[str, dict[Seat, None]] = {}
        self._watchers: dict[str, dict[Seat, None]] = {kind.key: {} for kind in BOARDS}

    @property
    def online(self) -> int:
        """How many players are connected."""
        return len(self._players)

    def sit(self, sid: str, player: str, wire: Wire) -> Seat:
        """Give the connection *sid* a seat, in place of one that it may have had."""
        self.rise(sid)
        seat = self._seats[sid] = Seat(sid, player, wire)
        wire.be_seated(seat)
        self._players.setdefault(player, {})[seat] = None
        return seat

    @staticmethod
    def introduce(seat: Seat, page: str) -> None:
        """Note which page load *seat* is."""
        seat.page = page
        seat.page_tail = f',"page":{json.dumps(page)}}}'.encode()

    def rise(self, sid: str) -> None:
        """Take the seat of *sid* away, if it has one."""
        seat = self._seats.pop(sid, None)
        if seat is None:
            return
        seat.wire.be_seated(None)
        self._watchers.get(seat.board, {}).pop(seat, None)
        seats = self._players[seat.player]
        del seats[seat]
        if not seats:
            del self._players[seat.player]

    def has_board(self, board: str) -> bool:
        """Tell whether *board* can be watched."""
        return board in self._watchers

    def watch(self, seat: Seat, board: str) -> None:
        """Turn *seat* to *board*, or raise UnknownBoard."""
        if board not in self._watchers:
            raise UnknownBoard
        if seat.board != board:
            self._watchers.get(seat.board, {}).pop(seat, None)
            seat.board = board
            self._watchers[board][seat] = None

    def seat(self, sid: str) -> Seat:
        """Give the seat of the connection *sid*, or raise UnknownPlayer."""
        try:
            return self._seats[sid]
        except KeyError:
            raise UnknownPlayer from None

    def find(self, sid: str) -> Seat | None:
        """Give the seat of the connection *sid*, if it has one."""
        return self._seats.get(sid)

    def seats(self, player: str | None = None) -> Collection[Seat]:
        """Give the seats of *player*, or of everybody."""
        return self._seats.values() if player is None else self._players.get(player, {})

    def watchers(self, board: str) -> Collection[Seat]:
        """Give the seats that watch *board*."""
        return self._watchers[board]
