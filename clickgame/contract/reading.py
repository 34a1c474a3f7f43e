"""What may be read of a game: each reading is waited for, as the engine may be in another process.

Where it cannot be reached, EngineAway is raised; nothing here changes anything, so it may be asked again.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from clickgame.contract.facts import Standing
from clickgame.contract.fairplay import MarkRead
from clickgame.contract.feed import FeedAsk, FeedPage
from clickgame.contract.presence import People
from clickgame.contract.reads import ArenaInfo, Chosen, Holder, Profile
from clickgame.contract.runs import RunCard, RunRead
from clickgame.contract.seasons import ClosedSeason


class Reading(Protocol):
    """A reader's way to the engine."""

    async def holder(self, token: str) -> Holder | None:
        """Tell who has *token*, None if nobody has."""
        ...

    async def holders(self, tokens: Sequence[str]) -> Sequence[str]:
        """Tell the id of whoever has each of *tokens*, "" where nobody has."""
        ...

    async def kept(self, player: str) -> Mapping[str, object]:
        """Give all that is kept about *player*, by kinds of records, for the player alone. Raises UnknownPlayer."""
        ...

    async def people(self, arena: str) -> People:
        """Say who is in *arena*, what they do, and how many they are. Raises UnknownArena."""
        ...

    async def arenas(self) -> Sequence[ArenaInfo]:
        """List the arenas that everybody may see, with their boards."""
        ...

    async def arena(self, name: str) -> ArenaInfo:
        """Give the arena called *name*, which may be one that a player has opened. Raises UnknownArena."""
        ...

    async def arenas_of(self, player: str) -> Sequence[ArenaInfo]:
        """List the arenas that *player* has opened."""
        ...

    async def profile(self, player: str) -> Profile:
        """Give what anybody may know of a player. Raises UnknownPlayer."""
        ...

    async def around(self, arena: str, board: str, player: str) -> Standing:
        """Give a player's rank as of the newest board, with the lines around wherever that is.

        Raises UnknownPlayer, UnknownArena or UnknownBoard.
        """
        ...

    async def seasons(self, arena: str, period: str) -> Sequence[ClosedSeason]:
        """List the seasons of *arena* that are over, the newest first; none when nothing has that name."""
        ...

    async def runs(self, player: str) -> Sequence[RunRead]:
        """List the newest runs of a player that are over, the last first. Raises UnknownPlayer."""
        ...

    async def run(self, run: str) -> RunCard | None:
        """Give what a card says of the run with that id, None where there is none."""
        ...

    async def feed(self, ask: FeedAsk) -> FeedPage:
        """Give some entries of the feed, the newest first. Raises UnknownKind or UnknownArena."""
        ...

    async def marks(self, player: str) -> Sequence[MarkRead]:
        """List why *player* is off the boards of arenas, if so."""
        ...

    async def review(self, most: int) -> Sequence[MarkRead]:
        """List the *most* who are off boards since last, the last first."""
        ...

    async def chosen(self, player: str) -> Chosen:
        """Give what *player* has chosen. Raises UnknownPlayer."""
        ...

    async def health(self) -> Mapping[str, object]:
        """Tell how the engine is: `status` is "ok", "saving" while the disk refuses, or "starting"."""
        ...
