"""What operators may ask an engine for, and what players may report to them."""

from collections.abc import Sequence
from typing import Protocol

from clickgame.contract.answers import Then
from clickgame.contract.moderation import Block, DeedAsk, DeedRead, PlayerRead, Reported


class Moderating(Protocol):
    """What operators may ask an engine for, and what players may report to them."""

    def do(self, ask: DeedAsk, then: Then[DeedRead]) -> None:
        """Do what an operator asks for, and tell what was done.

        Refuses with UnknownDeed, UnknownReason, UnknownPlayer, UnknownArena, TimeInvalid, AlreadyInForce or
        EventMalformed, and with NotHere where the network of a player is to be banned who is not connected.
        """
        ...

    def undo(self, operator: str, number: object, then: Then[DeedRead]) -> None:
        """Undo a deed by its number. Refuses with UnknownDeed, NothingToUndo, HandleTaken or EventMalformed."""
        ...

    def undo_all(self, operator: str, whom: object, then: Then[list[DeedRead]], *, what: object = "") -> None:
        """Undo the sanctions on a player, only those of the kind *what* if that is given. Refuses as `undo` does."""
        ...

    def share_blocks(self, known: Sequence[Block], then: Then[Sequence[Block]]) -> None:
        """Say what a gateway has *known* of networks that are banned, and give all that is in force.

        Asked twice, it is done once.
        """
        ...

    async def reported(self) -> Sequence[Reported]:
        """List what players have reported and nobody has dealt with, what most have reported first."""
        ...

    async def in_force(self) -> Sequence[DeedRead]:
        """List the sanctions that are in force, the newest first."""
        ...

    async def log(self, whom: str = "") -> Sequence[DeedRead]:
        """List the newest deeds, the last first, only those done to *whom* if that is given."""
        ...

    async def find(self, text: str) -> Sequence[PlayerRead]:
        """Find players by id, or by a part of the handle; some of many."""
        ...

    def report(self, player: str, of: object, target: object, why: object, then: Then[str]) -> None:
        """Report a player or an arena, by *of*, for a reason by its key; what was reported is answered.

        Refuses with UnknownPlayer, UnknownArena, UnknownReason, ReportOfOneself, ReportedAlready, TooManyReports or
        Banned.
        """
        ...
