"""The short way in: a page on a fast socket is welcomed without the framework's state machinery.

Reflex greets a page with four events, each a task with a lock and a delta, over a tree of states that nothing here
needs. A returning crowd after a restart would wait for that. The page learns the same from one frame: that it is
hydrated, and who its player is. A page that needs no player is told the first alone; some such
pages have something to show to a player who is known.
"""

from collections.abc import Callable, Collection
from functools import partial

from clickgame.contract.arenas import arena_at
from clickgame.contract.errors import GameError
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.channels import ARRIVE, IDENTITY, RETURN, ROOT
from clickgame.gateway.reflex.gate import address_of, path_of
from clickgame.gateway.reflex.protocol import Frame, Values, deltas

LoadEvents = Callable[[str], Collection[str]]


class FastArrival:
    """Welcomes pages into one lobby; *load_events* names what the page at a path has done when it loads."""

    def __init__(self, lobby: Lobby, load_events: LoadEvents) -> None:
        """Welcome pages into *lobby*."""
        self._lobby = lobby
        self._load_events = load_events
        self._arriving: set[str] = set()

    def take(self, sid: str, event: dict[str, object]) -> bool:
        """Do what the *event* of a page that loads asks for; tell whether the page has more to be done.

        *event* is a hydrate, on a connection's beginning, or comes of a navigation.
        """
        events = self._load_events(path_of(event))
        is_complete = set(events) <= {ARRIVE, RETURN}
        has_player = ARRIVE in events or (RETURN in events and self._lobby.credential_of(sid).is_kept)
        client, arena = self._lobby.clients.find(sid), arena_at(address_of(event))
        if has_player and (client is None or client.arena != arena):
            if sid not in self._arriving:  # who has just asked is not made a second player
                self._arriving.add(sid)
                self._lobby.arrive(sid, partial(self._welcome, sid, is_complete=is_complete), arena=arena)
        else:
            if not has_player:
                self._stay(sid)
            if is_complete:
                self._write(sid, deltas({ROOT: {"is_hydrated": True}}))
        return not is_complete

    def lacks_cookie(self, sid: str, event: dict[str, object]) -> bool:
        """Tell whether the page that *event* of a navigation loads needs a player, and its browser has to get a cookie.

        Pages that make nobody a player give none; the document of one that does would have.
        """
        return (
            self._lobby.clients.find(sid) is None
            and ARRIVE in self._load_events(path_of(event))
            and not self._lobby.credential_of(sid).is_kept
        )

    def forget(self, sid: str) -> None:
        """Let go of a connection that has gone."""
        self._arriving.discard(sid)

    def _welcome(self, sid: str, values: Values | GameError, *, is_complete: bool) -> None:
        self._arriving.discard(sid)
        if values and not isinstance(values, GameError):
            hydrated: dict[str, Values] = {ROOT: {"is_hydrated": True}} if is_complete else {}
            self._write(sid, deltas({**hydrated, IDENTITY.name: values}))

    def _stay(self, sid: str) -> None:
        wire = self._lobby.find_wire(sid)
        if wire is not None:
            wire.stay()

    def _write(self, sid: str, frame: Frame) -> None:
        wire = self._lobby.find_wire(sid)
        if wire is not None:
            wire.write(frame)
