"""Who is connected: pure values, changed by sitting down, moving and rising.

A connection is a client. Tabs of one browser are clients of one player, and count as one player online.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from clickgame.contract.errors import UnknownBoard, UnknownPlayer
from clickgame.contract.facts import Standing
from clickgame.core.boards import BOARDS
from clickgame.gateway.wire import Wire


@dataclass(slots=True, eq=False)
class Client:
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
    """All clients, by connection, by player and by board."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._clients: dict[str, Client] = {}
        self._players: dict[str, dict[Client, None]] = {}
        self._watchers: dict[str, dict[Client, None]] = {kind.key: {} for kind in BOARDS}

    @property
    def online(self) -> int:
        """How many players are connected."""
        return len(self._players)

    def sit(self, sid: str, player: str, wire: Wire) -> Client:
        """Give the connection *sid* a client, in place of one that it may have had."""
        self.rise(sid)
        client = self._clients[sid] = Client(sid, player, wire)
        wire.belong_to(client)
        self._players.setdefault(player, {})[client] = None
        return client

    @staticmethod
    def introduce(client: Client, page: str) -> None:
        """Note which page load *client* is."""
        client.page = page
        client.page_tail = f',"page":{json.dumps(page)}}}'.encode()

    def rise(self, sid: str) -> None:
        """Take the client of *sid* away, if it has one."""
        client = self._clients.pop(sid, None)
        if client is None:
            return
        client.wire.belong_to(None)
        self._watchers.get(client.board, {}).pop(client, None)
        clients = self._players[client.player]
        del clients[client]
        if not clients:
            del self._players[client.player]

    def has_board(self, board: str) -> bool:
        """Tell whether *board* can be watched."""
        return board in self._watchers

    def watch(self, client: Client, board: str) -> None:
        """Turn *client* to *board*, or raise UnknownBoard."""
        if board not in self._watchers:
            raise UnknownBoard
        if client.board != board:
            self._watchers.get(client.board, {}).pop(client, None)
            client.board = board
            self._watchers[board][client] = None

    def client(self, sid: str) -> Client:
        """Give the client of the connection *sid*, or raise UnknownPlayer."""
        try:
            return self._clients[sid]
        except KeyError:
            raise UnknownPlayer from None

    def find(self, sid: str) -> Client | None:
        """Give the client of the connection *sid*, if it has one."""
        return self._clients.get(sid)

    def clients(self, player: str | None = None) -> Collection[Client]:
        """Give the clients of *player*, or of everybody."""
        return self._clients.values() if player is None else self._players.get(player, {})

    def watchers(self, board: str) -> Collection[Client]:
        """Give the clients that watch *board*."""
        return self._watchers[board]
