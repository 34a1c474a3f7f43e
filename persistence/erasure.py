"""No file is left that names a player who wanted to be no more.

The game lets go of the player at once, and the journal says so. The next snapshot does not know the player, nor does
what follows it: all that is older goes as soon as that snapshot is whole. Where a kill comes in between, whoever was
erased is found again in the journal.
"""

import json
import re
from collections.abc import Collection
from pathlib import Path

from persistence import files
from persistence.checkpoint import retire
from persistence.disk import Disk, ReadableDisk

_ROW = re.compile(rb'\["g",("[^"]*")\]')  # within a text, its quotation marks would be escaped


def leave_nothing(disk: Disk, folder: Path, *, players: Collection[str]) -> None:
    """Remove every file that may name one of *players*, whom the newest snapshot does not know. Raises OSError.

    All that is older than that snapshot goes; of what was set aside, only what names them does.
    """
    retire(disk, folder, generations=1)
    names = [json.dumps(player).encode() for player in players]
    for aside in filter(files.is_set_aside, disk.names(folder)):
        if any(name in line for line in disk.lines(folder / aside) for name in names):
            disk.unlink(folder / aside)
    disk.sync_folder(folder)


def erased_in(disk: ReadableDisk, folder: Path) -> set[str]:
    """Name the players whom the journal in *folder* tells to have wanted to be no more. Raises OSError."""
    segments = files.take_stock(disk.names(folder)).segments
    return {player for number in segments for player in erased_in_segment(disk, folder, number)}


def erased_in_segment(disk: ReadableDisk, folder: Path, number: int) -> set[str]:
    """Name the players whom one segment tells of. Raises OSError."""
    lines = disk.lines(folder / files.name(files.JOURNAL, number))
    return {json.loads(player) for line in lines for player in _ROW.findall(line)}
