"""What players may ask to be done with what is kept of them."""

from functools import partial

import reflex as rx

from clickgame.contract.calls import answered
from clickgame.contract.errors import GameError
from clickgame.web import wired


class Privacy(rx.State):
    """What came of the last thing that was asked for."""

    said: str = ""

    @rx.event
    async def erase(self) -> None:
        """Delete the player of this page, whose pages are all told so."""
        sid = self.router.session.session_id
        try:
            await answered(partial(wired.lobby.link.erase, wired.lobby.clients.get(sid).player))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
