"""What becomes of a player's open pages when a browser signs out, at whichever gateway."""

import asyncio
from collections.abc import Callable, Iterable
from itertools import islice

from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Link
from clickgame.contract.facts import Fact, SignedOut
from clickgame.gateway.clients import Client, Clients

RELOAD_AFTER_S = 1.0  # the answer that brings the other cookie, or takes it, has to be there before
ASKED_AT_ONCE = 200  # tokens of which the engine is asked whose they are: a part of a millisecond there


class SigningOut:
    """Has pages load themselves anew, whose each is then being what its browser's cookie says.

    *leave* lets a connection go and *load_anew* has its page load itself anew; *token_of* gives the one it has.
    """

    def __init__(
        self,
        link: Link,
        clients: Clients,
        *,
        leave: Callable[[str], None],
        load_anew: Callable[[str], None],
        token_of: Callable[[str], str],
    ) -> None:
        """Listen at *link*."""
        self._link = link
        self._clients = clients
        self._leave = leave
        self._load_anew = load_anew
        self._token_of = token_of
        self._has_missed = asyncio.Event()
        link.listen(self._take)

    def missed(self) -> None:
        """Look whether somebody has signed out everywhere meanwhile."""
        self._has_missed.set()

    async def run(self) -> None:
        """Do so whenever it may have been missed, until cancelled."""
        while True:
            await self._has_missed.wait()
            self._has_missed.clear()
            clients = iter(tuple(self._clients.all()))
            try:
                while some := list(islice(clients, ASKED_AT_ONCE)):
                    await self._look(some)
            except EngineAway:
                continue  # once it is back, something may have been missed again

    def _take(self, fact: Fact) -> None:
        if isinstance(fact, SignedOut):
            self._sign_out(tuple(self._clients.of(fact.player)), is_cut_off=fact.is_cut_off)

    async def _look(self, clients: Iterable[Client]) -> None:
        """Cut off those of *clients* whose tokens are not their players' any more."""
        tokens = {client: self._token_of(client.sid) for client in clients if not client.has_left}
        holders = await self._link.holders(list(tokens.values()))
        over = [
            client
            for (client, token), holder in zip(tokens.items(), holders, strict=True)
            if holder != client.player and not client.has_left and self._token_of(client.sid) == token
        ]
        self._sign_out(over, is_cut_off=True)

    def _sign_out(self, clients: Iterable[Client], *, is_cut_off: bool) -> None:
        """Have the pages of *clients* load themselves anew.

        With *is_cut_off* they are nobody's at once, so that none goes on that does not do as it is told.
        """
        for client in clients:
            if is_cut_off:
                self._leave(client.sid)
            asyncio.get_running_loop().call_later(RELOAD_AFTER_S, self._load_anew, client.sid)
