"""Who is here, on its way to the pages: at most once a second, and only what has changed.

Comings and goings are added up in between, so that a thousand of them cost what one does: a page load that comes and
goes within the second has never been here. What is new in an arena is the same for all its pages, and goes to them with
the next board.
"""

import asyncio
from contextlib import suppress

from clickgame.contract.answers import EngineAway
from clickgame.contract.arenas import NOWHERE
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownArena
from clickgame.contract.presence import Move
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.channels import PRESENCE


class Presence:
    """What the clients of one gateway do, and what they are told of everybody."""

    def __init__(self, link: Link, broadcast: Broadcast, *, every_s: float) -> None:
        """Tell the engine at the end of *link* every so many seconds who is here, and tell all by *broadcast*."""
        self._link = link
        self._broadcast = broadcast
        self._every_s = every_s
        self._moves: dict[tuple[str, str], tuple[int, int]] = {}

    def joined(self, client: Client) -> None:
        """Note that *client* has come; its page is looked at unless it says otherwise."""
        self._move(client, pages=1, seen=1)

    def left(self, client: Client) -> None:
        """Note that *client* has gone."""
        self._move(client, pages=-1, seen=-1 if client.is_seen else 0)

    def look(self, client: Client, *, is_seen: bool) -> None:
        """Note whether the page of *client* is looked at; it is told to others with the next round."""
        if client.is_seen != is_seen and not client.has_left:
            client.is_seen = is_seen
            self._move(client, pages=0, seen=1 if is_seen else -1)

    async def run(self) -> None:
        """Tell who is here until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.tick()

    async def tick(self) -> None:
        """Pass on what has happened since the last time, and have every page told what is new in its arena."""
        moves, self._moves = self._moves, {}
        if moves:
            self._link.attend([Move(player, arena, pages, seen) for (player, arena), (pages, seen) in moves.items()])
        for arena in self._broadcast.arenas():
            with suppress(UnknownArena, EngineAway):  # it has closed, or there is another time
                people = await self._link.people(arena)
                self._broadcast.tell_all(PRESENCE, people._asdict(), arena=arena)

    def _move(self, client: Client, *, pages: int, seen: int) -> None:
        if client.arena == NOWHERE:
            return
        key = client.player, client.arena
        pages_before, seen_before = self._moves.get(key, (0, 0))
        move = pages_before + pages, seen_before + seen
        if any(move):
            self._moves[key] = move
        else:
            self._moves.pop(key, None)
