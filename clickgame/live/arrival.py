"""The short way in: a page on a fast socket is welcomed without the framework's state machinery.

Reflex greets a page with four events, each a task with a lock and a delta, over a tree of states that nothing here
needs. A returning crowd after a restart would wait for that. The page learns the same from one frame: that it is
hydrated, who its player is, and the token if it is new.
"""

from typing import Any

from clickgame.core.facts import Welcome
from clickgame.errors import UnknownPlayer
from clickgame.live.answers import serial
from clickgame.live.frames import FIELD_MARKER, Frame
from clickgame.live.hall import Hall


class Arrival:
    """Welcomes pages into one hall; *root* is the full name of Reflex's own state."""

    def __init__(self, hall: Hall, root: str) -> None:
        """Welcome pages into *hall*."""
        self._hall = hall
        self._root = root

    def welcome(self, sid: str, token: str) -> None:
        """Seat the connection *sid*, whose browser holds *token*, and tell it so once that is on record."""
        engine = self._hall.engine
        try:
            welcome = engine.arrive_now(token)
        except UnknownPlayer as refusal:
            self._hall.refuse(sid, refusal)
            welcome = engine.arrive_now("")
        engine.commit.then(lambda: self._seat(sid, welcome))

    def _seat(self, sid: str, welcome: Welcome) -> None:
        seat = self._hall.sit(sid, welcome.player)
        if seat is not None:
            seat.wire.write(self._frame(welcome))

    def _frame(self, welcome: Welcome) -> Frame:
        who = {"player": welcome.player, "handle": welcome.handle, "link": serial(self._hall.engine.now())}
        if welcome.token:
            who["token"] = welcome.token
        words = self._hall.words
        delta = {
            self._root: {"is_hydrated" + FIELD_MARKER: True},
            words.identity: {name + FIELD_MARKER: value for name, value in who.items()},
        }
        return words.frame(delta)


def token_of(event: Any, cookie: str) -> str:  # noqa: ANN401  # plain data, whose form the gate has looked at
    """Give what the page's hydrate *event*, which the gate has passed, brings as the *cookie* var."""
    return str(event.get("payload", {}).get("vars", {}).get(cookie, ""))
