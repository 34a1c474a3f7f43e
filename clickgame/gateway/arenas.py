"""How many are in each arena, for those who look at the list: once a second, and only when it has changed."""

import asyncio
from collections.abc import Iterator

from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Link
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.channels import ARENAS
from clickgame.gateway.reflex.protocol import Frame, delta
from clickgame.gateway.slices import in_slices


class ArenaCounts:
    """Those who look at the list of arenas, and what they were told last."""

    def __init__(self, link: Link, *, every_s: float) -> None:
        """Tell every so many seconds what the engine at the end of *link* knows."""
        self._link = link
        self._every_s = every_s
        self._watchers: dict[Client, None] = {}
        self._told: dict[str, int] = {}

    async def watch(self, client: Client) -> dict[str, int]:
        """Tell *client* from now on, as long as it is here; give the counts as they are now."""
        self._watchers[client] = None
        return await self._counts()

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.tick()

    async def tick(self) -> None:
        """Tell everybody who looks, if something has changed."""
        for client in [client for client in self._watchers if client.has_left]:
            del self._watchers[client]
        if not self._watchers:
            return
        try:
            counts = await self._counts()
        except EngineAway:
            return
        if counts != self._told:
            self._told = counts
            await in_slices(self._sending(delta(ARENAS, {"counts": counts})))

    def _sending(self, frame: Frame) -> Iterator[None]:
        for client in tuple(self._watchers):
            client.wire.offer(frame)
            yield

    async def _counts(self) -> dict[str, int]:
        return {arena.name: arena.online for arena in await self._link.arenas()}
