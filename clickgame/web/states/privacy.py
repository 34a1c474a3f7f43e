"""What players may ask to be done with what is kept of them.

It is a part of the state that says who plays: each state of its own is more to load before the first press."""

import json
from functools import partial

import reflex as rx
from reflex_base.event import EventSpec

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError
from clickgame.web import wired

EXPORT_NAME = "click-the-button.json"


class Privacy(rx.State, mixin=True):
    """The wishes of the player of this tab."""

    @rx.event
    async def export(self) -> EventSpec | None:
        """Give the player all that is kept, as a file."""
        sid = self.router.session.session_id
        try:
            kept = await wired.lobby.link.kept(wired.lobby.clients.get(sid).player)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
            return None
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        return rx.download(data=text, filename=EXPORT_NAME, mime_type="application/json")

    @rx.event
    async def erase(self) -> None:
        """Delete the player, whose pages are all told so."""
        sid = self.router.session.session_id
        try:
            await answered(partial(wired.lobby.link.erase, wired.lobby.clients.get(sid).player))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
