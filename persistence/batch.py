"""A batch: what one turn of the event loop changed, one line of the journal.

[4,981,1763724000.5,[["h",…],["p",…]]]
"""

from math import isfinite
from typing import Any, NamedTuple, cast

from persistence.codec import Row
from persistence.files import Damaged


class Moment(NamedTuple):
    """Which batch: the *seq*-th, counted from 1, of the engine's life number *epoch*, written *at* (s, UTC).

    *at* is known to the millisecond. All are 0 where there was none, and for batches of format 1, which did not say.
    """

    epoch: int = 0
    seq: int = 0
    at: float = 0.0


BEFORE_ALL = Moment()


class Batch(NamedTuple):
    """What changed, as rows, and when."""

    moment: Moment
    rows: list[Row]


def encode(rows: str, *, epoch: int, seq: int, at: float) -> str:
    """Write a batch with *rows*, written already and with commas between. Raises ValueError when *at* is no time.

    It is written to the millisecond: that is enough to tell how old a batch is, and takes half as long.
    """
    if not isfinite(at):
        raise ValueError("a batch has a time that is no number")
    return f"[{epoch},{seq},{at:.3f},[{rows}]]"


def decode(line: object) -> Batch:
    """Read a batch. Raises Damaged when it is none."""
    try:
        *moment, rows = cast("list[Any]", line)
        return Batch(decode_moment(moment), _listed(rows))
    except (TypeError, ValueError):
        raise Damaged("has a batch that makes no sense") from None


def decode_moment(values: object) -> Moment:
    """Read which batch it is. Raises TypeError or ValueError when that makes no sense."""
    epoch, seq, at = cast("list[object]", values)
    if type(epoch) is not int or type(seq) is not int or type(at) not in {float, int}:
        raise TypeError
    return Moment(epoch, seq, float(cast("float", at)))


def _listed(rows: object) -> list[Row]:
    if not isinstance(rows, list):
        raise TypeError
    return cast("list[Row]", rows)
