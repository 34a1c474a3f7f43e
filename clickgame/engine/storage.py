"""What the engine asks of whoever keeps the game; `persistence.store` is the one who does."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any, Protocol

from clickgame.core.records import Records
from clickgame.core.state import Change, State


class Book(Protocol):
    """Where changes are put on record."""

    def append(self, changes: Iterable[Change], *, at: float) -> None:
        """Put the changes of one turn, *at* (s, UTC), on record with one write, or raise and have none on record."""
        ...

    def sync(self) -> None:
        """Make what is on record durable, and mend the book after a refusal; it may take as long as the disk does."""
        ...


class Recovered(Protocol):
    """What a store has loaded, and a line about it for the log."""

    @property
    def state(self) -> State:
        """All records, unless they are in *followed*."""
        ...

    @property
    def followed(self) -> Records | None:
        """The records of a game that has followed the one that was kept, if it can be gone on with."""
        ...

    @property
    def epoch(self) -> int:
        """The number of the engine's life that begins now, one more than that of the last."""
        ...

    @property
    def erased(self) -> set[str]:
        """Players who wanted to be no more, and whom a file may still name."""
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
        records: Callable[[], Iterable[Change]],
        *,
        settle: Callable[[], object],
        off_loop: Callable[[Callable[[], object]], Awaitable[object]],
        breathe: Callable[[], Awaitable[object]],
        erased: Collection[str],
    ) -> bool:
        """Write a snapshot while the game goes on; tell whether there was anything to write.

        No file is left then that names one of *erased*.
        """
        ...

    def told(self, records: Iterable[Change]) -> list[dict[str, Any]]:
        """Give *records* in names and plain values, each with its kind, for whom they are about."""
        ...

    def close(self) -> None:
        """Make everything durable and let go."""
        ...
