"""What the owner of a game and whoever stands by on another host have in common: who owns it, and its newest batches.

Each batch has its `Moment` for a name, `epoch-number`, so that they are in order, whoever wrote them, and one that is
sent twice is there once. Of each stands which one came before it, so that a gap is seen.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from persistence.batch import Moment


class LogLost(Exception):
    """The log cannot be asked now: what was asked may be done or not."""


class Entry(NamedTuple):
    """A batch: which it is, which one came *before* it, and its *line*."""

    name: str
    before: str
    line: bytes


class Ownership(NamedTuple):
    """Who owns *game* in the life *epoch*, by a name of its own, and in which format batches are."""

    owner: str
    epoch: int
    game: str
    format: int


class Told(NamedTuple):
    """What an owner is told: whether it still *is_owner*, and how whoever stands by elsewhere is doing.

    That one has everything up to the batch *kept* on its disk, and *asks* for a whole, by a name of that one, "" for
    none; *taken* parts of it have arrived. *is_there* tells whether there is one at all.
    """

    is_owner: bool
    is_there: bool = False
    kept: str = ""
    asks: str = ""
    taken: int = 0


class Seen(NamedTuple):
    """What whoever stands by sees: who owns the game, how often it has beaten, its *last* batch, and what is new.

    *ownership* is None where nobody is known. *has_seat* tells whether we are the one who stands by. *parts* are of the
    whole that was asked for, from the first one that was not taken; nothing new is given to whoever has no seat.
    """

    has_seat: bool
    ownership: Ownership | None = None
    beat: str = ""
    last: str = ""
    entries: Sequence[Entry] = ()
    parts: Sequence[tuple[int, bytes]] = ()


class Asked(NamedTuple):
    """What whoever stands by says of itself: its name, and what it has *kept* on disk and *read*.

    It *asks* for a whole, "" for none; *taken* parts of it have arrived.
    """

    name: str
    kept: str
    read: str
    asks: str = ""
    taken: int = 0


NOTHING = "0-0"
"""The name of what comes before any batch."""

LEFT = "left"
"""The beat of an owner that has left in peace."""


class SharedLog(Protocol):
    """The log; every call raises LogLost."""

    async def append(self, ours: Ownership, entries: Sequence[Entry], *, confirmed: str, most_bytes: int) -> Told:
        """Put *entries* behind those that are there, and beat; both only as long as the game is *ours*.

        *confirmed* is the last one that is known to be there: where the log has forgotten all, it goes on from that.
        What nobody needs any more is dropped, and the oldest, needed or not, once they are more than *most_bytes*.
        """
        ...

    async def put_part(self, ours: Ownership, whole: str, number: int, part: bytes) -> Told:
        """Put a part of a *whole* there, counted from 1, as long as the game is *ours*."""
        ...

    async def leave(self, ours: Ownership) -> None:
        """Say that the owner is no more, as long as the game is *ours*."""
        ...

    async def look(self, asked: Asked) -> Seen:
        """Look as whoever stands by; there is a seat for one."""
        ...

    async def claim(self, seen: Seen, ours: Ownership, *, last: str, is_forced: bool) -> bool:
        """Make the game *ours*, unless anybody has beaten or claimed it since what was *seen*; tell whether it is.

        Whoever lacks a batch that is known to have been there, having all up to *last*, cannot, unless *is_forced*.
        """
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...


def name_of(moment: Moment) -> str:
    """Name a batch."""
    return f"{moment.epoch}-{moment.seq}"


def is_later(name: str, than: str) -> bool:
    """Tell whether the batch *name* came after another one."""
    return _order(name) > _order(than)


def _order(name: str) -> tuple[int, int]:
    epoch, _, number = name.partition("-")
    return int(epoch), int(number)
