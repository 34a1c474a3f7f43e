"""A row of JSON, and whether its values are of the types that they should be."""

from math import isfinite
from typing import Any

Row = list[Any]


def checked(values: Row, types: tuple[type, ...]) -> Row:
    """Give *values* if they are of *types*. Raises TypeError or ValueError for others."""
    if tuple(map(type, values)) == types:
        return values
    # A time that is a whole number may be written as one.
    mended = [
        float(value) if kind is float and type(value) is int else value
        for value, kind in zip(values, types, strict=True)
    ]
    if tuple(map(type, mended)) != types:
        raise TypeError
    return mended


def written(at: float) -> str:
    """Write a time (s). Raises ValueError for one that is no number."""
    if not isfinite(at):
        raise ValueError("a record has a time that is no number")
    return repr(at)
