"""Networks that an operator keeps out, at a gateway: it finds a player's addresses, and keeps out all that are found.

Addresses are known where their players are connected: an operator names a player, never sees an address, and no file
and no fact holds one. Gateways tell one another by the engine.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Any

from clickgame.contract.calls import Link
from clickgame.contract.errors import GameError
from clickgame.contract.facts import BlocksChanged, Fact, NetworkBanned
from clickgame.contract.moderation import Block
from clickgame.gateway.clients import Clients
from clickgame.gateway.limits.bans import Bans


class Blocks:
    """Has *bans* keep out what all gateways before the engine at the end of *link* have found.

    `address_of` gives where a connection comes from, and `hang_up` ends all connections from some addresses: whoever
    owns the sockets sets both.
    """

    address_of: Callable[[str], str]
    hang_up: Callable[[Collection[str]], Awaitable[None]]

    def __init__(self, link: Link, clients: Clients, bans: Bans) -> None:
        """Listen at *link*; *clients* are those of this gateway."""
        self._link = link
        self._clients = clients
        self._bans = bans
        self._known: dict[int, Block] = {}
        self._tasks: set[asyncio.Future[Any]] = set()
        link.listen(self._take)

    def missed(self) -> None:
        """Ask what is kept out, and tell an engine that does not know it any more."""
        self._share()

    def _take(self, fact: Fact) -> None:
        match fact:
            case NetworkBanned():
                addresses = {self.address_of(client.sid) for client in self._clients.of(fact.player)} - {""}
                if addresses:
                    self._known[fact.number] = Block(fact.number, sorted(addresses))
                    self._share()
            case BlocksChanged():
                self._share()
            case _:
                pass

    def _share(self) -> None:
        self._link.moderation.share_blocks(list(self._known.values()), self._apply)

    def _apply(self, blocks: Sequence[Block] | GameError) -> None:
        """Keep out what is in *blocks*, and nobody else; where they cannot be had, that is made good by `missed`."""
        if isinstance(blocks, GameError):
            return
        before, now = _left_s(self._known.values()), _left_s(blocks)
        for address in before.keys() - now.keys():
            self._bans.lift(address)
        new = [address for address in now if address not in self._bans]
        for address, left_s in now.items():
            self._bans.add(address, for_s=left_s)
        self._known = {block.number: block for block in blocks}
        if new:
            hanging_up = asyncio.ensure_future(self.hang_up(new))
            self._tasks.add(hanging_up)
            hanging_up.add_done_callback(self._tasks.discard)


def _left_s(blocks: Iterable[Block]) -> dict[str, float]:
    """Tell for how long (s) each address is kept out."""
    left_s: dict[str, float] = {}
    for block in blocks:
        for address in block.addresses:
            left_s[address] = max(block.left_s, left_s.get(address, 0.0))
    return left_s
