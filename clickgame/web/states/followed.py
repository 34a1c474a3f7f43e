"""How those stand on the board in view whom this tab's player follows."""

import reflex as rx

from clickgame.contract.errors import GameError
from clickgame.web import wired


class Followed(rx.State):
    """Their lines by rank on *board*, (id, handle, rank, score); nothing but the gateway writes them."""

    board: str = ""
    lines: list[tuple[str, str, int, int]] = []

    @rx.event
    async def watch(self, board: str, players: str) -> None:
        """Watch *players*, ids with commas between, on a board of this tab; "" ends it."""
        sid = self.router.session.session_id
        try:
            await wired.lobby.followed.watch(wired.lobby.clients.get(sid), board, players)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
