"""Who is here, on its way to the pages: at most once a second, and only what has changed.

Comings and goings are added up in between, so that a thousand of them cost what one does: a page load that comes and
goes within the second has never been here. What is new in an arena is the same for all its pages, and goes to them with
the next board. A page that has just arrived, or was too slow, gets the whole of it with the next round.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator

from clickgame.contract.arenas import NOWHERE
from clickgame.contract.calls import Link
from clickgame.contract.presence import Move, People
from clickgame.gateway.broadcast import Broadcast
from clickgame.gateway.clients import Client, Clients
from clickgame.gateway.reflex.channels import PRESENCE
from clickgame.gateway.reflex.protocol import Frame, delta
from clickgame.gateway.slices import in_slices


class Presence:
    """What the clients of one gateway do, and what they are told of everybody."""

    def __init__(self, link: Link, clients: Clients, broadcast: Broadcast, *, every_s: float) -> None:
        """Tell *clients* every so many seconds what the engine at the end of *link* knows, and the engine of them.

        News go with the boards of *broadcast*.
        """
        self._link = link
        self._clients = clients
        self._broadcast = broadcast
        self._every_s = every_s
        self._moves: dict[tuple[str, str], tuple[int, int]] = {}
        self._told: dict[str, People] = {}

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
        """Pass on what has happened since the last time, and tell every page what it does not know of its arena."""
        moves, self._moves = self._moves, {}
        if moves:
            self._link.attend([Move(player, arena, pages, seen) for (player, arena), (pages, seen) in moves.items()])
        present: defaultdict[str, list[Client]] = defaultdict(list)
        for client in self._clients.all():
            if client.board:
                present[client.arena].append(client)
        for arena in self._told.keys() - present.keys():
            del self._told[arena]
        for arena, clients in present.items():
            await in_slices(self._sending(arena, clients))

    def _sending(self, arena: str, clients: list[Client]) -> Iterator[None]:
        people, told = self._link.people(arena), self._told.get(arena)
        self._told[arena] = people
        if told is not None and told != people:
            news = {"news": people.news} if told.who == people.who else people._asdict()
            self._broadcast.take_along(PRESENCE, news, arena=arena)
        whole = delta(PRESENCE, people._asdict())
        return (self._send(client, whole) for client in clients if not client.knows_people)

    @staticmethod
    def _send(client: Client, whole: Frame) -> None:
        if not client.has_left:
            client.knows_people = client.wire.offer(whole)

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
