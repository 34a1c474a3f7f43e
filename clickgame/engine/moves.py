"""Players who go on to another device, at the engine: whichever gateway they ask at, a link is good there, and once."""

from collections.abc import Callable
from typing import Any

from clickgame.contract.answers import Then
from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.moves import OneTimeLink
from clickgame.contract.reads import Holder
from clickgame.engine.engine import Engine
from clickgame.engine.one_time_links import OneTimeLinks
from clickgame.engine.tokens import holder


class Moves:
    """What a link to *engine* may ask for; nothing of it is on record, so that nothing waits for the journal."""

    def __init__(self, engine: Engine, answer: Callable[[Callable[[], Any], Then[Any]], None]) -> None:
        """Answer by *answer*."""
        self._engine = engine
        self._answer = answer
        self._links = OneTimeLinks(lasts_s=engine.settings.link_s, most=engine.settings.links_most)

    def make(self, player: str, token: str, then: Then[None]) -> None:
        """Make a link; see `Moving`."""

        def make() -> None:
            self._links.make(token, player, now=self._engine.now())

        self._answer(make, then)

    async def of(self, player: str) -> OneTimeLink | None:
        """Give a player's link; see `Moving`."""
        now = self._engine.now()
        link = self._links.of(player, now=now)
        return link and OneTimeLink(link.secret, link.until - now)

    async def look(self, secret: str) -> str:
        """Look at a link; see `Moving`."""
        return self._holder(self._links.find(secret, now=self._engine.now()).token).handle

    def take(self, secret: str, then: Then[str]) -> None:
        """Use a link up; see `Moving`."""

        def take() -> str:
            token = self._links.take(secret, now=self._engine.now()).token
            self._holder(token)
            return token

        self._answer(take, then)

    def withdraw(self, player: str) -> None:
        """Let the link of *player*, if there is one, hand over nothing any more."""
        self._links.withdraw(player, now=self._engine.now())

    def _holder(self, token: str) -> Holder:
        """Tell who has *token*. Raises UnknownPlayer."""
        found = holder(self._engine.game, token)
        if found is None:
            raise UnknownPlayer
        return found
