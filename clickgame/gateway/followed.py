"""How those stand whom somebody follows: told when a page asks, and again every few seconds while it watches.

They may be anywhere on a board, far below its last line. Nothing of it is kept but by the connection that asks.
"""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from clickgame.contract.answers import answered
from clickgame.contract.boards import Line
from clickgame.contract.calls import Link
from clickgame.contract.errors import GameError, TooManyPlayers
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.channels import FOLLOWED
from clickgame.gateway.reflex.protocol import delta
from clickgame.gateway.slices import in_slices

FOLLOWED_MOST = 100
AT_ONCE_SHARE = 0.25  # of the period, which has to pass before a page that asks again is answered at once


@dataclass(slots=True)
class _Watch:
    """What one page watches, when it was told last (s), and what."""

    board: str = ""
    players: tuple[str, ...] = ()
    told_at: float = -math.inf
    told: Sequence[Line] | None = None


class Followed:
    """The pages that watch players of their choice."""

    def __init__(self, link: Link, *, every_s: float) -> None:
        """Ask the engine at the end of *link* every so many seconds."""
        self._link = link
        self._every_s = every_s
        self._watches: dict[Client, _Watch] = {}

    async def watch(self, client: Client, board: str, players: str) -> None:
        """Have *client* told of *players*, ids with commas between, and of its own, on *board*; "" ends it.

        Raises TooManyPlayers, UnknownArena or UnknownBoard.
        """
        named = dict.fromkeys(name for name in players.split(",", FOLLOWED_MOST + 1) if name)
        if len(named) > FOLLOWED_MOST:
            raise TooManyPlayers
        await answered(partial(self._link.lines, client.arena, board, ()))
        if client.has_left:
            return
        before = self._watches.get(client, _Watch())
        watch = _Watch(board, (*named, client.player) if named else (), before.told_at)
        self._watches[client] = watch
        if self._link.now() - watch.told_at >= self._every_s * AT_ONCE_SHARE:
            self._tell(client, watch)

    def left(self, client: Client) -> None:
        """Forget what *client* watched."""
        self._watches.pop(client, None)

    async def run(self) -> None:
        """Tell what has changed, again and again until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.tick()

    async def tick(self) -> None:
        """Tell every page that watches what has changed."""
        await in_slices((self._tell(*watching) for watching in tuple(self._watches.items())), steps=1)

    def _tell(self, client: Client, watch: _Watch) -> None:
        if not watch.players or client.has_left or client.wire.is_full:
            return
        watch.told_at = self._link.now()
        self._link.lines(client.arena, watch.board, watch.players, partial(self._told, client, watch))

    def _told(self, client: Client, watch: _Watch, lines: Sequence[Line] | GameError) -> None:
        if isinstance(lines, GameError) or client.has_left or self._watches.get(client) is not watch:
            return
        if lines != watch.told:
            client.wire.write(
                delta(
                    FOLLOWED,
                    {
                        "board": watch.board,
                        "lines": [(name, handle, rank, score) for name, rank, handle, score in lines],
                    },
                )
            )
        watch.told = lines
