"""Who plays in this tab: the cookie's token, the public id and the handle."""

from typing import Any

import reflex as rx

from clickgame.engine import engine
from clickgame.errors import GameError, UnknownPlayer
from clickgame.live.answers import serial
from clickgame.live.hall import hall

YEAR_S = 365 * 24 * 3600


class Identity(rx.State):
    """The player of this tab; tabs of one browser share the cookie and so the player."""

    token: str = rx.Cookie("", name="clickgame", max_age=YEAR_S, same_site="lax")
    player: str = ""
    handle: str = ""
    link: int = 0

    @rx.event
    async def arrive(self) -> None:
        """Take this tab's seat: on every load and every reconnect of the page."""
        sid = self.router.session.session_id
        try:
            welcome = await engine.arrive(self.token)
        except UnknownPlayer as refusal:
            hall.refuse(sid, refusal)
            welcome = await engine.arrive("")
        if welcome.token:
            self.token = welcome.token
        self.player, self.handle = welcome.player, welcome.handle
        hall.sit(sid, welcome.player)
        self.link = serial(engine.now())

    @rx.event
    async def rename(self, form: dict[str, Any]) -> None:
        """Take the handle in *form*."""
        sid = self.router.session.session_id
        try:
            self.handle = await engine.rename(hall.presence.seat(sid).player, form.get("handle"))
        except GameError as refusal:
            hall.refuse(sid, refusal)
