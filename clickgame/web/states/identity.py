"""Who plays in this tab: the cookie's token, the public id and the handle."""

from typing import Any

import reflex as rx

from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.facts import Welcome
from clickgame.engine.engine import engine
from clickgame.gateway.lobby import lobby
from clickgame.gateway.replies import serial
from clickgame.web.states.notice import Notice

YEAR_S = 365 * 24 * 3600


class Identity(rx.State):
    """The player of this tab; tabs of one browser share the cookie and so the player."""

    token: str = rx.Cookie("", name="clickgame", max_age=YEAR_S, same_site="lax")
    player: str = ""
    handle: str = ""
    link: int = 0

    @rx.event
    async def arrive(self) -> None:
        """Take this tab's client: on every load and every reconnect of the page."""
        sid = self.router.session.session_id
        client = lobby.presence.find(sid)
        welcome = await self._welcome(sid) if client is None else engine.recall(client.player)
        if client is None and not lobby.sit(sid, welcome.player):
            return
        if welcome.token:
            self.token = welcome.token
        self.player, self.handle = welcome.player, welcome.handle
        self.link = serial(engine.now())

    async def _welcome(self, sid: str) -> Welcome:
        try:
            return await engine.arrive(self.token)
        except UnknownPlayer as refusal:
            lobby.refuse(sid, refusal)
            return await engine.arrive("")

    @rx.event
    async def rename(self, form: dict[str, Any]) -> None:
        """Take the handle in *form*, and with it away what was refused before."""
        sid = self.router.session.session_id
        try:
            self.handle = await engine.rename(lobby.presence.client(sid).player, form.get("handle"))
            (await self.get_state(Notice)).dismiss()
        except GameError as refusal:
            lobby.refuse(sid, refusal)
