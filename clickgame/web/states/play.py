"""My own numbers, as the engine's answers give them."""

from functools import partial
from typing import Any

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError
from clickgame.gateway.reflex.protocol import Values
from clickgame.web import wired


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
    lasted_s: float = 0.0
    ghosts: list[tuple[str, int, str, str, int, int, list[int]]] = []
    story: list[Any] = []

    @rx.event
    async def resume(self, presses: int, page: str, acked: int, age_s: int, board: str) -> None:
        """Hear a page load for the first time on this connection: its count, its age, and what it knows."""
        sid = self.router.session.session_id
        try:
            client = wired.lobby.clients.get(sid)
            introduce = partial(
                wired.lobby.introduce, client, presses=presses, page=page, acked=acked, age_s=age_s, board=board
            )
            self._show(await answered(lambda then: introduce(then=then)))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def press(self, presses: int, page: str) -> None:
        """Hear a page load's newest cumulative count."""
        sid = self.router.session.session_id
        client = wired.lobby.clients.find(sid)
        if client is None:
            return
        try:
            self._show(await wired.lobby.press(client, presses=presses, page=page))
        except GameError as refusal:
            wired.lobby.refuse_count(client, refusal, page)

    @rx.event
    async def measure(self, times: list[int], made_with: str = "") -> None:
        """Hear when some presses were, by the page's own clock; below 0 where no device made it, and what did."""
        client = wired.lobby.clients.find(self.router.session.session_id)
        if client is not None:
            wired.lobby.fairplay.measure(client, times, made_with)

    def _show(self, values: Values) -> None:
        for name, value in values.items():
            setattr(self, name, value)
