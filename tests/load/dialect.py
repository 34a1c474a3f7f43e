"""What the load speaks: the game's protocol as its page does, and that of the plain server it is compared with.

A dialect makes the packets that a client sends and says by which bytes an answer and a board are known, so that the
hot path of a client is two comparisons and one search.
"""

import json
import re
from collections.abc import Mapping
from importlib import metadata
from itertools import cycle
from typing import Any, NamedTuple, Protocol

from clickgame.contract.arenas import address_of
from clickgame.gateway.credentials import COOKIE
from tests.gateway.board import read_board
from tests.gateway.client import AGE_S, BOARD, IDENTITY, NAMESPACE, PLAY, ROOT

ROUTER = {"pathname": "/", "asPath": "/"}
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Safari/537.36",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "en-GB,en-US;q=0.9,en;q=0.8",
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
}


class Welcome(NamedTuple):
    """Who the server says a client is; *token* is "" when it has not been given a new one with it."""

    player: str
    token: str = ""


class Dialect(Protocol):
    """One server's language; `acked` finds the count in an answer.

    `answer` and `board` are how such messages begin, and `anew` how one does that has a page introduce itself again.
    """

    answer: bytes
    board: bytes
    anew: bytes
    acked: re.Pattern[bytes]

    def target(self, session: str) -> str:
        """Give path and query of the socket of the tab *session*."""
        ...

    def headers(self, token: str) -> dict[str, str]:
        """Give the upgrade request's headers as a browser would, for the player with *token*."""
        ...

    def connect(self, token: str) -> bytes:
        """Make the packet that answers the open packet."""
        ...

    def welcome(self, message: bytes) -> Welcome | None:
        """Read who we are out of *message*, if it says so."""
        ...

    def resume(self, presses: int, page: str, acked: int) -> bytes:
        """Make the packet in which a page load introduces itself."""
        ...

    def press(self, page: str) -> tuple[bytes, bytes]:
        """Give what stands before and after the cumulative count in a press of *page*."""
        ...

    def look(self, presses: int, page: str, acked: int) -> bytes:
        """Make the packet with which *page* asks for the whole board."""
        ...

    def scores(self, message: bytes, seen: dict[str, Any]) -> Mapping[str, int]:
        """Read the score of each player out of a board *message*; *seen* is what earlier ones left to remember."""
        ...


def _compact(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


class Game:
    """Reflex's protocol as the compiled page speaks it."""

    def __init__(self) -> None:
        """Take the names that the page has for things."""
        delta = f'42{NAMESPACE},["event",{{"delta":{{"'
        self.answer = f'{delta}{PLAY}":'.encode()
        self.board = f'{delta}{BOARD}":'.encode()
        self.anew = f'{delta}{IDENTITY}":{{"link_rx_state_":'.encode()
        self.acked = re.compile(rb'"acked_rx_state_":(\d+)')
        self._event = f'42{NAMESPACE},["event",'.encode()
        self._version = metadata.version("reflex")

    def target(self, session: str) -> str:
        """Give Reflex's path."""
        return f"{NAMESPACE}/?EIO=4&transport=websocket&token={session}"

    def headers(self, token: str) -> dict[str, str]:
        """Send what Chromium sends, Reflex's version as the subprotocol included."""
        return {**BROWSER, "Cookie": f"{COOKIE}={token}", "Sec-WebSocket-Protocol": self._version}

    def connect(self, token: str) -> bytes:  # noqa: ARG002  # it came with the request
        """Have the hydrate event ride in the CONNECT packet; who plays, the cookie says."""
        event = {"name": f"{ROOT}.hydrate_and_load", "payload": {}, "router_data": self._router()}
        return f"40{NAMESPACE},{_compact({'event': event})}".encode()

    def _router(self) -> dict[str, str]:
        return ROUTER

    def welcome(self, message: bytes) -> Welcome | None:
        """Read the Identity state, whatever else comes in the same delta."""
        if not message.startswith(self._event):
            return None
        values = json.loads(message[len(f"42{NAMESPACE},") :])[1]["delta"].get(IDENTITY, {})
        player = values.get("player_rx_state_", "")
        return Welcome(player) if player else None

    def resume(self, presses: int, page: str, acked: int) -> bytes:
        """Call Play.resume."""
        payload = {"presses": presses, "page": page, "acked": acked, "age_s": AGE_S, "board": "live"}
        event = {"name": f"{PLAY}.resume", "payload": payload, "router_data": ROUTER}
        return f"42{NAMESPACE},{_compact(['event', event])}".encode()

    def press(self, page: str) -> tuple[bytes, bytes]:
        """Call Play.press with the actions that the page attaches to it."""
        actions = {"throttle": 100, "temporal": True}
        event = {"name": f"{PLAY}.press", "payload": {"presses": 0, "page": page}}
        event |= {"event_actions": actions, "router_data": ROUTER}
        head, tail = _compact(["event", event]).split('"presses":0', 1)
        return f'42{NAMESPACE},{head}"presses":'.encode(), tail.encode()

    def look(self, presses: int, page: str, acked: int) -> bytes:
        """Introduce the page again: a board that is watched already is not sent for the asking."""
        return self.resume(presses, page, acked)

    def scores(self, message: bytes, seen: dict[str, Any]) -> Mapping[str, int]:
        """Merge a delta of the Board state, as the page does, from the first whole one on."""
        seen |= json.loads(message[len(f"42{NAMESPACE},") :])[1]["delta"][BOARD]
        if "shown_rx_state_" not in seen:
            return {}
        board = read_board(*(seen[f"{name}_rx_state_"] for name in ("names", "fresh", "lines")))
        return {line.player: line.score for line in board}


class Arenas(Game):
    """The same, with the clients in five arenas by turns."""

    def __init__(self) -> None:
        """Begin with the first."""
        super().__init__()
        self._paths = cycle(map(address_of, ("classic", "sprint", "marathon", "metronome", "runaway")))

    def _router(self) -> dict[str, str]:
        path = next(self._paths)
        return {"pathname": "/" if path == "/" else "/a/[arena]", "asPath": path}


class Plain:
    """What tests/load/plain.py speaks: python-socketio as its documentation has it."""

    answer = b'42["answer",'
    board = b'42["board",'
    anew = b'42["anew",'  # which it never says
    acked = re.compile(rb'"acked":(\d+)')

    def target(self, session: str) -> str:  # noqa: ARG002  # it keeps no tabs apart
        """Give Socket.IO's path."""
        return "/socket.io/?EIO=4&transport=websocket"

    def headers(self, token: str) -> dict[str, str]:  # noqa: ARG002  # it has no cookie
        """Send what Chromium sends."""
        return BROWSER

    def connect(self, token: str) -> bytes:
        """Send the token as Socket.IO's auth."""
        return f"40{_compact({'token': token})}".encode()

    def welcome(self, message: bytes) -> Welcome | None:
        """Read the welcome event."""
        if not message.startswith(b'42["welcome",'):
            return None
        values = json.loads(message[2:])[1]
        return Welcome(values["player"], values["token"])

    def resume(self, presses: int, page: str, acked: int) -> bytes:
        """Send the count like any other."""
        del page, acked
        return b'42["press",{"presses":%d}]' % presses

    def press(self, page: str) -> tuple[bytes, bytes]:
        """Send the cumulative count."""
        del page
        return b'42["press",{"presses":', b"}]"

    def look(self, presses: int, page: str, acked: int) -> bytes:
        """Send a press that changes nothing: it is always sent the whole board."""
        del presses, page, acked
        return b'42["press",{"presses":0}]'

    def scores(self, message: bytes, seen: dict[str, Any]) -> Mapping[str, int]:
        """Read the whole board."""
        del seen
        return {player: score for player, _, score in json.loads(message[2:])[1]["rows"]}


DIALECTS: Mapping[str, type[Dialect]] = {"game": Game, "arenas": Arenas, "plain": Plain}
