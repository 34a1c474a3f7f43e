"""What players may ask to be done with what is kept of them.

It is a part of the state that says who plays: each state of its own is more to load before the first press."""

from functools import partial

import reflex as rx

from clickgame.contract.calls import answered
from clickgame.contract.errors import GameError
from clickgame.web import wired


class Privacy(rx.State, mixin=True):
    """The wishes of the player of this tab."""

    @rx.event
    async def erase(self) -> None:
        """Delete the player, whose pages are all told so."""
        sid = self.router.session.session_id
        try:
            await answered(partial(wired.lobby.link.erase, wired.lobby.clients.get(sid).player))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
