"""Fair play between pages and the engine: times come in, and whoever is off the boards is told so."""

from collections.abc import Callable

from clickgame.contract.calls import Link
from clickgame.contract.doubts import Marked
from clickgame.contract.errors import GameError
from clickgame.gateway.clients import Client


class FairPlay:
    """What clients of one gateway tell of their presses."""

    def __init__(self, link: Link, *, refuse: Callable[[str, GameError], None]) -> None:
        """Ask the engine at the end of *link*; *refuse* shows a refusal on the page of a connection."""
        self._link = link
        self._refuse = refuse

    def measure(self, client: Client, times: object, made_with: str = "") -> None:
        """Pass on the *times* of some presses of *client*, the last of them made with *made_with*, if that is known."""

        def heard(is_off: bool | GameError) -> None:  # noqa: FBT001  # what an answer is
            if isinstance(is_off, GameError):
                self._refuse(client.sid, is_off)
            elif is_off:
                self._refuse(client.sid, Marked())

        self._link.measure(client.player, client.arena, times, heard, made_with=made_with, connection=client.sid)
