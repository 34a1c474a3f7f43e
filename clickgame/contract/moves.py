"""One-time links by which a player gets to another device."""

from typing import NamedTuple, Protocol

from clickgame.contract.answers import Then


class OneTimeLink(NamedTuple):
    """A link by its *secret*, and for how long (s) it still works."""

    secret: str
    left_s: float


class Moving(Protocol):
    """How players get to other devices: each has at most one link that works, and none outlives the engine."""

    def make(self, player: str, token: str, then: Then[None]) -> None:
        """Make a link for *player* that hands over *token*, in place of the one there was."""
        ...

    async def of(self, player: str) -> OneTimeLink | None:
        """Give the link of *player* that works now, if there is one."""
        ...

    async def look(self, secret: str) -> str:
        """Give the handle of whoever made a link, and use nothing up.

        Raises LinkUnknown, LinkUsed, LinkExpired, or UnknownPlayer where its token is nobody's any more.
        """
        ...

    def take(self, secret: str, then: Then[str]) -> None:
        """Use a link up and give the token that it hands over. Refuses as `look` does."""
        ...
