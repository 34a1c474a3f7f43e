"""The feed as this tab shows it, and what the player answers to it."""

from functools import partial

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError
from clickgame.contract.feed import FeedPage
from clickgame.gateway.feed import line_of
from clickgame.web import wired

OWN_KEPT = 8  # answers that the page may draw at once


class Feed(rx.State):
    """Entries as `gateway/feed.py` writes them: the news, which the gateway tells, and the answers to this tab."""

    news: str = ""
    line: list[str] = []
    page: str = ""
    own: str = ""
    kind: str = ""
    arena: str = ""
    arenas: list[tuple[str, str]] = []
    """The arenas that there are to choose from, each by its name and its title."""

    @rx.event
    async def watch(self, kind: str, arena: str) -> None:
        """Show the newest of a kind in an arena ("": all), and what comes from now on."""
        sid = self.router.session.session_id
        try:
            self.page = await wired.lobby.feed.watch(wired.lobby.clients.get(sid), kind, arena)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
        else:
            self.kind, self.arena = kind, arena
            self.arenas = [(each.name, each.title) for each in await wired.lobby.link.arenas()]

    @rx.event
    async def older(self, kind: str, arena: str, before: int) -> None:
        """Show what comes before the number *before*."""
        sid = self.router.session.session_id
        try:
            self.page = await wired.lobby.feed.older(wired.lobby.clients.get(sid), kind, arena, before)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def react(self, number: int, reaction: str) -> None:
        """Answer *reaction* to an entry; "" takes the answer back."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            self._show(player, await answered(partial(wired.lobby.link.react, player, number, reaction)))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def hide(self, number: int, is_hidden: bool) -> None:  # noqa: FBT001  # an event's values have no other way in
        """Hide an entry that is about the player, or show it again."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            hide = partial(wired.lobby.link.hide, player, number, is_hidden=is_hidden)
            self._show(player, await answered(lambda then: hide(then=then)))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def leave(self) -> None:
        """Watch the feed no more."""
        client = wired.lobby.clients.find(self.router.session.session_id)
        if client is not None:
            wired.lobby.feed.left(client)

    def _show(self, player: str, answer: FeedPage) -> None:
        lines = [line_of(entry, player, answer.mine.get(entry.number, "")) for entry in answer.entries]
        self.own = "\n".join([*self.own.split("\n"), *lines][-OWN_KEPT:])
