"""The mark: the highest number that was promised, kept apart from the files that have it.

    1c291ca3 {"kind":"mark","format":2,"number":13,"game":"…","body":0,"epoch":4}

The chain of segments shows when one of them is missing in the middle, or was taken from under its snapshot. It does not
show when the newest files are gone together, or all of them: what is left looks like a game, only an earlier one. The
mark does. It is written beside, synced and renamed, and only once the segment that it tells of is durable, so that
neither a kill nor a power cut can leave it ahead of the game.

Without a mark nothing can be said. A folder of format 1 never had one, and loads in silence; else it is a warning:
only a kill in the moment of the first start leaves that. A damaged mark is a warning, too, and set aside where there
are files to go by: they prove themselves, and a hundred bytes must not keep a whole game from starting. Where there is
nothing else, any mark at all says that there was a game, and it is a refusal.
"""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from persistence import files
from persistence.disk import Disk, ReadableDisk
from persistence.files import Damaged, Header
from persistence.frames import read


class Mark(NamedTuple):
    """The segment with this *number* of *game* counts and is durable; it is of the engine's life number *epoch*."""

    game: str
    number: int
    epoch: int


def read_mark(disk: ReadableDisk, folder: Path) -> Mark | None:
    """Read the mark; None when there is none. Raises Damaged, FormatNewer and OSError."""
    try:
        lines = list(read(disk.lines(folder / files.MARK)))
    except FileNotFoundError:
        return None
    header = files.read_header(lines[0] if lines else None, kind=files.MARK, number=None)
    if len(lines) > 1:
        raise Damaged("goes on behind its end")
    return Mark(header.game, header.number, header.epoch)


def write_mark(disk: Disk, folder: Path, mark: Mark) -> None:
    """Put *mark* in place of the one that is there, durably. Raises OSError, and then either of them is there."""
    path = folder / files.MARK
    file = disk.create(files.part(path))
    try:
        file.write(Header(files.MARK, files.FORMAT, mark.number, mark.game, epoch=mark.epoch).line())
        file.sync()
    finally:
        with suppress(OSError):
            file.close()
    disk.rename(files.part(path), path)
    disk.sync_folder(folder)
