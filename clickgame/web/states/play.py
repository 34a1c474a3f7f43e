"""My own numbers, as the engine's answers give them."""

import reflex as rx

from clickgame.contract.errors import GameError
from clickgame.gateway.lobby import lobby
from clickgame.gateway.reflex.frames import Values


class Play(rx.State):
    """The player's score, throttle and run on this page.

    Shown score = score + presses - acked, where presses is the page's own count.
    """

    score: int = 0
    acked: int = 0
    best: int = 0
    before: int = 0
    left_s: float = 0.0
    mark: int = 0
    ended: int = 0
    held_s: float = 0.0
    held_no: int = 0
    rank: int = 0
    neighbours: list[tuple[str, int, str, int]] = []
    saving: bool = False

    @rx.event
    async def resume(self, presses: int, page: str, acked: int, board: str) -> None:
        """Hear a page load for the first time on this connection: its count, and what it knows."""
        sid = self.router.session.session_id
        try:
            self._show(await lobby.resume(sid, presses=presses, page=page, acked=acked, board=board))
        except GameError as refusal:
            lobby.refuse(sid, refusal)

    @rx.event
    async def press(self, presses: int, page: str) -> None:
        """Hear a page load's newest cumulative count."""
        sid = self.router.session.session_id
        try:
            self._show(await lobby.press(sid, presses=presses, page=page))
        except GameError as refusal:
            lobby.refuse(sid, refusal)

    def _show(self, values: Values) -> None:
        for name, value in values.items():
            setattr(self, name, value)
