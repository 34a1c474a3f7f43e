"""The short way in: a page on a fast socket is welcomed without the framework's state machinery.

Reflex greets a page with four events, each a task with a lock and a delta, over a tree of states that nothing here
needs. A returning crowd after a restart would wait for that. The page learns the same from one frame: that it is
hydrated, who its player is, and the token if it is new.
"""

from typing import Any

from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.facts import Welcome
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.frames import FIELD_MARKER, Frame
from clickgame.gateway.replies import serial


class Arrival:
    """Welcomes pages into one lobby; *root* is the full name of Reflex's own state."""

    def __init__(self, lobby: Lobby, root: str) -> None:
        """Welcome pages into *lobby*."""
        self._lobby = lobby
        self._root = root

    def welcome(self, sid: str, token: str) -> None:
        """Client the connection *sid*, whose browser holds *token*, and tell it so once that is on record."""
        engine = self._lobby.engine
        try:
            welcome = engine.arrive_now(token)
        except UnknownPlayer as refusal:
            self._lobby.refuse(sid, refusal)
            welcome = engine.arrive_now("")
        engine.commit.then(lambda: self._client(sid, welcome))

    def _client(self, sid: str, welcome: Welcome) -> None:
        client = self._lobby.sit(sid, welcome.player)
        if client is not None:
            client.wire.write(self._frame(welcome))

    def _frame(self, welcome: Welcome) -> Frame:
        who = {"player": welcome.player, "handle": welcome.handle, "link": serial(self._lobby.engine.now())}
        if welcome.token:
            who["token"] = welcome.token
        words = self._lobby.words
        delta = {
            self._root: {"is_hydrated" + FIELD_MARKER: True},
            words.identity: {name + FIELD_MARKER: value for name, value in who.items()},
        }
        return words.frame(delta)


def token_of(event: Any, cookie: str) -> str:  # noqa: ANN401  # plain data, whose form the gate has looked at
    """Give what the page's hydrate *event*, which the gate has passed, brings as the *cookie* var."""
    return str(event.get("payload", {}).get("vars", {}).get(cookie, ""))
