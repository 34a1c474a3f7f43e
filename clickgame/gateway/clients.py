"""Who is connected here: pure values, changed by joining, watching and leaving.

A connection is a client. Tabs of one browser are clients of one player, and count as one player.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.facts import Standing
from clickgame.gateway.reflex.protocol import Frame, page_tail

NO_STANDING = hash((0,))
"""The hash of a standing as a client keeps it, for whoever has none."""

TAILS_KEPT = 4
"""Ways in which the messages of one page end, that are remembered: with and without the events' timing, and a spare."""


class Wire(Protocol):
    """A client's socket, whatever carries it: frames can be written to it, and nothing here waits."""

    @property
    def is_direct(self) -> bool:
        """Whether presses come in past the framework."""
        ...

    @property
    def is_full(self) -> bool:
        """Whether the reader is too slow: what can be replaced by something newer should be skipped."""
        ...

    def write(self, frame: Frame) -> None:
        """Send *frame*, or drop it when the socket is closed."""
        ...

    def write_bytes(self, message: bytes) -> None:
        """Send an Engine.IO *message* as it is, or drop it when the socket is closed."""
        ...

    def offer(self, frame: Frame) -> bool:
        """Send *frame* unless the reader is too slow; tell whether it was not."""
        ...

    def belong_to(self, client: "Client | None") -> None:
        """Learn whose connection this is, or that it is nobody's any more."""
        ...

    def stay(self) -> None:
        """Learn that the page has said what it wants, and that it wants no player."""
        ...


@dataclass(slots=True, eq=False)
class Client:
    """One connection: its Socket.IO id, its player, its arena, the board that it watches, and what it was told last.

    *home* is the board that a page of the arena shows at first, and *is_timed* tells whether runs there have a length.
    *is_sanctioned* tells whether the last notice on its page is of a sanction.

    *page* is the page load's id once it has introduced itself, *page_tail* how a press of it goes on after the count,
    and *tails* what has followed that. *is_seen* tells whether somebody looks at the page. *feed* is what of the
    feed it watches, if anything. *introductions* counts how often it has introduced itself, or was asked to; until it
    does so anew, it *has_missed* what was said of its player, or may.
    """

    sid: str
    player: str
    wire: Wire
    arena: str
    board: str = ""
    page: str = ""
    page_tail: bytes = b""
    tails: tuple[bytes, ...] = ()
    home: str = ""
    is_timed: bool = False
    has_left: bool = False
    is_behind: bool = False
    has_missed: bool = False
    is_seen: bool = True
    is_sanctioned: bool = False
    told_left_s: float = 0.0
    told_before: int = -1
    told_score: int = 0
    told_acked: int = 0
    told_standing: int = NO_STANDING
    introductions: int = 0
    feed: tuple[str, str] | None = None

    def introduce(self, page: str) -> None:
        """Note which page load this is; "" for one that has yet to say so."""
        self.introductions += 1
        self.page = page
        self.page_tail = page_tail(page)
        self.tails = ()
        self.told_before, self.told_score, self.told_acked = -1, 0, 0

    def learn_standing(self, standing: Standing) -> bool:
        """Note that it is told *standing*; tell whether it was told another one last."""
        mark = hash((standing.rank, *standing.neighbours))  # which is all that is kept of it, for each of thousands
        is_news, self.told_standing = mark != self.told_standing, mark
        return is_news

    def learn(self, tail: bytes) -> None:
        """Remember that *tail* may follow the page's id."""
        self.tails = (*self.tails[-TAILS_KEPT + 1 :], tail)


class Clients:
    """All clients, by connection, by player and by board."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._clients: dict[str, Client] = {}
        self._players: dict[str, dict[Client, None]] = {}
        self._watchers: dict[tuple[str, str], dict[Client, None]] = {}

    def join(self, client: Client) -> bool:
        """Take *client* in; tell whether the player was not here before."""
        self._clients[client.sid] = client
        client.wire.belong_to(client)
        clients = self._players.setdefault(client.player, {})
        clients[client] = None
        return len(clients) == 1

    def leave(self, client: Client) -> bool:
        """Let *client* go; tell whether the player is not here any more."""
        client.has_left = True
        client.wire.belong_to(None)
        del self._clients[client.sid]
        self._turn_away(client)
        clients = self._players[client.player]
        del clients[client]
        if not clients:
            del self._players[client.player]
        return not clients

    def watch(self, client: Client, board: str) -> None:
        """Turn *client* to *board* of its arena."""
        self._turn_away(client)
        client.board = board
        self._watchers.setdefault((client.arena, board), {})[client] = None

    def get(self, sid: str) -> Client:
        """Give the client of the connection *sid*, or raise UnknownPlayer."""
        try:
            return self._clients[sid]
        except KeyError:
            raise UnknownPlayer from None

    def find(self, sid: str) -> Client | None:
        """Give the client of the connection *sid*, if it has one."""
        return self._clients.get(sid)

    def all(self) -> Collection[Client]:
        """Give every client."""
        return self._clients.values()

    def of(self, player: str) -> Collection[Client]:
        """Give the clients of *player*."""
        return self._players.get(player, {})

    def watchers(self, arena: str, board: str) -> Collection[Client]:
        """Give the clients that watch *board* of *arena*."""
        return self._watchers.get((arena, board), {})

    def _turn_away(self, client: Client) -> None:
        key = client.arena, client.board
        watchers = self._watchers.get(key)
        if watchers is not None:
            watchers.pop(client, None)
            if not watchers:
                del self._watchers[key]
