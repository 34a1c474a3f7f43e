"""What the engine asks of whoever keeps the game; `persistence.store` is the one who does."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from clickgame.core.players import Player

Part = TypeVar("Part")

# A player, and which page load of theirs: "" for none, None for all there is to the player.
Change = tuple[Player, str | None]


class OffLoop(Protocol):
    """Something that runs a call in a thread, like `asyncio.to_thread`."""

    def __call__(self, call: Callable[[], Part], /) -> Awaitable[Part]:
        """Run *call* and give what it returns."""
        ...


class Book(Protocol):
    """Where changes are put on record."""

    def append(self, changes: Iterable[Change], forgotten: Iterable[str]) -> None:
        """Put the changes of one turn on record with one write, or raise and have none of it on record."""
        ...

    def sync(self) -> None:
        """Make what is on record durable, and mend the book after a refusal; it may take as long as the disk does."""
        ...


class Recovered(Protocol):
    """What a store has loaded: the players by id, and a line for the log."""

    @property
    def players(self) -> Mapping[str, Player]:
        """All players by id."""
        ...

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that somebody should look at."""
        ...

    @property
    def line(self) -> str:
        """All of it in one line."""
        ...


class Store(Book, Protocol):
    """Where the game is kept; `persistence.store` says what each call promises."""

    def load(self) -> Recovered:
        """Read the game."""
        ...

    async def snapshot(
        self,
        players: Callable[[], Iterable[Player]],
        *,
        settle: Callable[[], object],
        off_loop: OffLoop,
        breathe: Callable[[], Awaitable[object]],
    ) -> bool:
        """Write a snapshot while the game goes on; tell whether there was anything to write."""
        ...

    def close(self) -> None:
        """Make everything durable and let go."""
        ...
