"""The live board as this tab sees it."""

import reflex as rx

from clickgame.contract.errors import GameError
from clickgame.web import wired


class Board(rx.State):
    """The board's slots; the broadcast writes them, no handler does."""

    shown: str = ""
    names: list[tuple[str, str]] = []
    fresh: list[tuple[int, str, str]] = []
    lines: str = ""
    total: int = 0
    online: int = 0
    crowned: list[str] = []

    @rx.event
    async def watch(self, board: str) -> None:
        """Watch another board in this tab."""
        sid = self.router.session.session_id
        try:
            client = wired.lobby.clients.get(sid)
            if not board or board != client.board:  # who watches it has it
                wired.lobby.watch(client, board)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
