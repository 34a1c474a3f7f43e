"""The short way of a press: from the socket's bytes to the engine and back, past all of the framework.

A press is recognised by its bytes and heard with the others of its turn: no task, no state, no JSON. A page that
introduces itself, a change of board and whether anybody looks go the same way, because they must not be overtaken, and
a change of the handle, because Reflex would make all its states for it, which a page that plays does without. Whatever
looks in any way unusual is left to the reference way, which gives the same frames.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.gateway.clients import Client
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.channels import BOARD, IDENTITY, LOOK, NOTICE, PLAY, PRESENCE, RENAME, RESUME, WATCH
from clickgame.gateway.reflex.protocol import EVENT_HEAD, PRESS_HEAD, Values, delta, deltas, event_of

DIGITS_MOST = 10
COUNT_AT = len(PRESS_HEAD)
DISMISSED = {"code": "", "text": ""}  # as `Notice.dismiss` has it
TAILS_SHARED = 64  # ends of messages that pages have in common, so that each is kept once

Check = Callable[[object], str]

# A third of the time that it takes to make one by its fields' names.
_count: Callable[[tuple[object, ...]], Count] = partial(tuple.__new__, Count)  # pyright: ignore[reportUnknownMemberType]  # of tuples of anything


class FastPress:
    """Takes what it can off the sockets of one lobby."""

    def __init__(self, lobby: Lobby, check: Check) -> None:
        """Ask *lobby*; *check* gives the name of an event, and raises GameError for one that is to be refused."""
        self._lobby = lobby
        self._check = check
        self._add = lobby.hearing.add
        self._others = {
            PLAY.event(RESUME): self._resume,
            BOARD.event(WATCH): self._watch,
            PRESENCE.event(LOOK): self._look,
            IDENTITY.event(RENAME): self._rename,
        }
        self._tails: dict[bytes, bytes] = {}

    def take(self, client: Client, message: bytes) -> bool:
        """Hear the press in the Engine.IO *message* from *client*, or tell that it is none for this way."""
        if not message.startswith(PRESS_HEAD):
            return False
        end = message.find(b",", COUNT_AT)
        count = message[COUNT_AT:end]
        if not count.isdigit() or len(count) > DIGITS_MOST:
            return False
        tail = message[end:]
        if not tail.startswith(client.page_tail):
            return False
        tail = tail[len(client.page_tail) :]
        if tail not in client.tails and not self._learn(client, tail, message):
            return False
        self._add(_count((client.player, client.arena, client.page, int(count), 0, 0, False)), client)
        return True

    def take_other(self, client: Client, message: bytes) -> bool:
        """Do what else the *message* from *client* asks for, or tell that it must go the other way."""
        event = self._event(message) if message.startswith(EVENT_HEAD) else None
        other = self._others.get(event["name"]) if event else None
        if event is None or other is None:
            return False
        other(client, event["payload"])
        return True

    def _learn(self, client: Client, tail: bytes, message: bytes) -> bool:
        """Tell whether the gate would pass *message*; what follows the page's id is the same time and again."""
        if not client.page or self._event(message) is None:
            return False
        if len(self._tails) >= TAILS_SHARED:
            self._tails.clear()
        client.learn(self._tails.setdefault(tail, tail))
        return True

    def _event(self, message: bytes) -> dict[str, Any] | None:
        try:
            event = event_of(message)
            self._check(event)
        except (ValueError, TypeError, RecursionError, GameError):
            return None
        return cast("dict[str, Any]", event)

    def _resume(self, client: Client, payload: dict[str, Any]) -> None:
        def then(values: Values | GameError) -> None:
            if isinstance(values, GameError):
                self._lobby.refuse(client.sid, values)
            else:
                client.wire.write(delta(PLAY, values))

        self._lobby.introduce(client, **payload, then=then)

    def _watch(self, client: Client, payload: dict[str, Any]) -> None:
        if client.board and payload["board"] == client.board:
            return  # who watches it has it
        self._lobby.watch(client, payload["board"])

    def _look(self, client: Client, payload: dict[str, Any]) -> None:
        self._lobby.presence.look(client, is_seen=payload["is_seen"])

    def _rename(self, client: Client, payload: dict[str, Any]) -> None:
        def then(handle: str | GameError) -> None:
            if isinstance(handle, GameError):
                self._lobby.refuse(client.sid, handle)
            else:
                client.wire.write(deltas({IDENTITY.name: {"handle": handle}, NOTICE.name: DISMISSED}))

        self._lobby.link.rename(client.player, payload["form"].get("handle"), then)
