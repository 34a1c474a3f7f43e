"""The list of arenas, and those that I have opened myself, as the page about them shows them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.arenas import address_of
from clickgame.contract.errors import GameError
from clickgame.contract.reads import ArenaInfo
from clickgame.web import wired


@dataclass(frozen=True, slots=True)
class ArenaCard:
    """An arena: its name, title and twist, and the address of its page."""

    name: str
    title: str
    text: str
    path: str


class Arenas(rx.State):
    """My own arenas; *counts* has how many are in each that everybody may see, and the gateway keeps it so."""

    mine: list[ArenaCard] = []
    counts: dict[str, int] = {}
    opened: str = ""

    @rx.event
    async def load(self) -> None:
        """Show what I have opened and how many are where, when the page loads."""
        client = wired.lobby.clients.find(self.router.session.session_id)
        if client is not None:
            self.counts = await wired.lobby.arena_counts.watch(client)
            self.mine = [card_of(arena) for arena in await wired.lobby.link.arenas_of(client.player)]

    @rx.event
    async def open(self, form: dict[str, Any]) -> None:
        """Open the arena in *form*: of a *kind*, under a *title*."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            opening = partial(wired.lobby.link.open_arena, player, form.get("kind"), form.get("title"))
            self.opened = await answered(opening)
            self.mine = [card_of(arena) for arena in await wired.lobby.link.arenas_of(player)]
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)


def card_of(arena: ArenaInfo) -> ArenaCard:
    """Put an arena on a card."""
    return ArenaCard(arena.name, arena.title, arena.text, address_of(arena.name))
