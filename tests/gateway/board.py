"""Read a board as the page does."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from clickgame.contract.boards import SLOT_0


class Line(NamedTuple):
    """A line: who, with what handle, at which rank, with how many presses."""

    player: str
    handle: str
    rank: int
    score: int


def read_board(names: Sequence[Sequence[str]], fresh: Sequence[Sequence[Any]], lines: str) -> list[Line]:
    """Give the lines by rank."""
    known = dict(enumerate(names)) | {slot: name for slot, *name in fresh}
    parts = re.findall(r"([^0-9])([0-9]*)", lines)
    read, score = list[Line](), 0
    for below, (slot, more) in enumerate(parts):
        score += int(more or 0)
        player, handle = known[ord(slot) - SLOT_0]
        read.append(Line(player, handle, len(parts) - below, score))
    return read[::-1]
