"""Who plays in this tab: the public id, the handle, and what else a page is told of its own player."""

from contextlib import suppress
from functools import partial
from typing import Any

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.arenas import arena_at
from clickgame.contract.errors import GameError
from clickgame.web import wired
from clickgame.web.states.notice import Notice
from clickgame.web.states.privacy import Privacy


class Identity(Privacy, rx.State):
    """The player of this tab; tabs of one browser share the cookie and so the player.

    *said* is what there is to say of the cookie, and *said_again* what is to be said to whoever has been here before.
    """

    player: str = ""
    handle: str = ""
    link: int = 0
    said: str = ""
    said_again: str = ""
    streak: int = 0
    streak_day: int = 0
    streak_until: int = 0
    earned: list[str] = []

    @rx.event
    async def arrive(self) -> None:
        """Come in: on every load and every reconnect of a page that needs a player."""
        sid = self.router.session.session_id
        client, arena = wired.lobby.clients.find(sid), arena_at(self.router.url.path)
        if client is None or client.arena != arena:
            with suppress(GameError):  # which the lobby has shown
                arrive = partial(wired.lobby.arrive, sid, arena=arena)
                for name, value in (await answered(arrive)).items():
                    setattr(self, name, value)

    @rx.event
    async def come_back(self) -> None:
        """Come in to a page that needs no player, if this browser has one."""
        if wired.lobby.credential_of(self.router.session.session_id).is_kept:
            await self.arrive()

    @rx.event
    async def rename(self, form: dict[str, Any]) -> None:
        """Take the handle in *form*, and with it away what was refused before."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            self.handle = await answered(partial(wired.lobby.link.rename, player, form.get("handle")))
            (await self.get_state(Notice)).dismiss()
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
