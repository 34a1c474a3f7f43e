"""A WebSocket client that speaks the page's protocol by hand, honestly or not."""

import json
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from clickgame.gateway import credentials
from clickgame.gateway.credentials import COOKIE
from clickgame.gateway.reflex import channels
from clickgame.gateway.reflex.channels import NAMESPACE, ROOT
from tests.gateway.board import Line, read_board

IDENTITY, PLAY, BOARD, NOTICE = channels.IDENTITY.name, channels.PLAY.name, channels.BOARD.name, channels.NOTICE.name
FOLLOWED, PROFILE = channels.FOLLOWED.name, channels.PROFILE.name
PRESENCE = channels.PRESENCE.name
PATIENCE_S = 5.0
AGE_S = 1  # of a page that introduces itself


class Client:
    """One connection: what it was told stands in `states`, by state and var, as a page would have it."""

    def __init__(self, port: int, *, token: str = "") -> None:
        """Prepare for the server at *port* on this machine; *token* is the player's.

        It comes by a cookie, as a browser's does; to what is no browser, the server gives one with the handshake.
        """
        self.token = token
        self.states: dict[str, dict[str, Any]] = {}
        self.frames: list[str] = []
        self.is_closed = self.is_mute = False
        self.page = uuid.uuid4().hex
        self._url = f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket&token={uuid.uuid4()}"
        self._socket: ClientConnection | None = None
        self._open = ExitStack()

    def open(self, path: str = "/") -> Self:
        """Connect and hydrate the page at *path*, as far as having a player if it is the game's."""
        self.states.pop(IDENTITY, None)
        self.is_closed = False
        self._connect()
        event = self.event(f"{ROOT}.hydrate_and_load")
        event["router_data"] = {"pathname": path, "asPath": path}
        self.send(f"40{NAMESPACE},{json.dumps({'event': event})}")
        self.wait(lambda: self.var(IDENTITY, "player") if path == "/" else self.var(ROOT, "is_hydrated"))
        return self

    def knock(self) -> None:
        """Connect without hydrating."""
        self._connect()
        self.send(f"40{NAMESPACE},")
        self.receive()

    def _connect(self) -> None:
        cookie = {"Cookie": f"{COOKIE}={self.token}"} if self.token else {}
        way = connect(self._url, additional_headers=cookie, max_size=None, compression=None)
        self._socket = self._open.enter_context(way)
        assert self._socket.response is not None
        given = credentials.read(self._socket.response.headers.get("Set-Cookie", ""))
        self.token = given.token if given else self.token
        self.receive()

    def resume(self, presses: int = 0, *, acked: int = 0, board: str = "live") -> Self:
        """Introduce the page load, and wait for its answer."""
        self.states.get(PLAY, {}).pop("mark_rx_state_", None)  # two answers within a millisecond have the same
        self.call(f"{PLAY}.resume", presses=presses, page=self.page, acked=acked, age_s=AGE_S, board=board)
        self.wait(lambda: self.var(PLAY, "mark"))
        return self

    def press(self, presses: int) -> Self:
        """Tell a cumulative count, and wait until it is answered."""
        self.send_press(presses)
        self.wait(lambda: self.var(PLAY, "acked") == presses)
        return self

    def send_press(self, presses: int) -> None:
        """Tell a cumulative count."""
        self.call(f"{PLAY}.press", presses=presses, page=self.page)

    @staticmethod
    def event(name: str, **payload: object) -> dict[str, object]:
        """Make an event as a page does."""
        return {"name": name, "payload": payload, "router_data": {"pathname": "/", "asPath": "/"}}

    def call(self, name: str, **payload: object) -> None:
        """Send an event to a handler."""
        self.emit("event", self.event(name, **payload))

    def emit(self, *packet: object) -> None:
        """Send a Socket.IO event with whatever arguments."""
        self.send(f"42{NAMESPACE},{json.dumps(packet, separators=(',', ':'))}")

    def send(self, text: str | bytes) -> None:
        """Send a message as it is; the server may hang up before it has all of it."""
        assert self._socket is not None
        try:
            self._socket.send(text)
        except (ConnectionClosed, ConnectionError):
            self.is_closed = True

    def receive(self, timeout_s: float = PATIENCE_S) -> str:
        """Take in one message: answer a ping, merge a delta."""
        assert self._socket is not None
        try:
            text = self._socket.recv(timeout=timeout_s)
        except ConnectionClosed:
            self.is_closed = True
            raise
        assert isinstance(text, str)
        self.frames.append(text)
        if text == "2" and not self.is_mute:
            self.send("3")
        if text.startswith(f"42{NAMESPACE},"):
            name, data = json.loads(text.removeprefix(f"42{NAMESPACE},"))
            if name == "event":
                for state, values in data.get("delta", {}).items():
                    self.states.setdefault(state, {}).update(values)
        return text

    def wait(self, until: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
        """Receive until *until* holds."""
        deadline = time.monotonic() + timeout_s
        while not until():
            left_s = deadline - time.monotonic()
            assert left_s > 0, f"waited in vain; last heard: {self.frames[-3:]}"
            try:
                self.receive(left_s)
            except TimeoutError:
                continue

    def settle(self, quiet_s: float = 0.3) -> None:
        """Receive until nothing has come for *quiet_s*."""
        try:
            while True:
                self.receive(quiet_s)
        except (TimeoutError, ConnectionClosed):
            return

    def var(self, state: str, name: str) -> Any:
        """Give what the page knows of a var, None when it has not been told."""
        return self.states.get(state, {}).get(f"{name}_rx_state_")

    def board(self) -> list[Line]:
        """Give the lines of the board that the page has."""
        return read_board(*(self.var(BOARD, name) for name in ("names", "fresh", "lines")))

    def refusal(self) -> str:
        """Wait for the next refusal and give its code."""
        self.wait(lambda: self.var(NOTICE, "code"))
        return self.states.pop(NOTICE)["code_rx_state_"]

    def close(self) -> None:
        """Hang up."""
        self._open.close()

    def __enter__(self) -> Self:
        """Connect, hydrate and introduce the page."""
        return self.open().resume()

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self.close()
