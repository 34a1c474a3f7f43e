"""One file of the journal while it is being written.

    1c291ca3 {"kind":"journal","format":2,"number":13,"game":"…","body":0,"epoch":4}
    9a01bb2e {"follows":[12,48113],"last":[4,980,…]}   it goes on here after the first 48113 bytes of segment 12
    77c0ffee [4,981,1763724000.5,[["h",…],["p",…]]]     a batch: what one turn of the event loop changed
    00f00ba4 {"synced":[13,90211]}                     all up to this place was known to be durable by then

The second line is where a segment begins to count: one that does not have it was made, but never used. A batch has the
epoch, its number in it, when it was written (s), and rows; *last* are those three of the batch before.
"""

from contextlib import suppress
from pathlib import Path

from persistence import files
from persistence.batch import BEFORE_ALL, Moment
from persistence.disk import Disk, File
from persistence.frames import frame_facts

Position = tuple[int, int]  # the number of a segment, and how many bytes of it


def begin(follows: Position | None, *, last: Moment = BEFORE_ALL) -> bytes:
    """Make the line with which a segment begins to count; None: before it there was nothing at all.

    *last* is the last batch before it.
    """
    return frame_facts({"follows": follows, "last": last})


class Segment:
    """A segment that is open for writing, and what of it is not yet durable.

    One thread writes; another may sync meanwhile.
    """

    def __init__(self, file: File, number: int, *, length: int) -> None:
        """Take over a *file* that has *length* bytes, durable ones."""
        self.number = number
        self.length = length
        self.synced = length
        self._file = file
        self._unsynced: list[tuple[bytes, int]] = []  # a batch, and the length that the file had with it

    @classmethod
    def create(cls, disk: Disk, folder: Path, *, game: str, number: int, epoch: int, body: bytes = b"") -> "Segment":
        """Make a segment whose *body* is durable before anybody can see the file. Raises OSError."""
        path = folder / files.name(files.JOURNAL, number)
        head = files.Header(files.JOURNAL, files.FORMAT, number, game, body=len(body), epoch=epoch).line()
        file = disk.create(files.part(path))
        try:
            file.write(head + body)
            file.sync()
            disk.rename(files.part(path), path)
            disk.sync_folder(folder)
        except OSError:
            file.close()
            raise
        return cls(file, number, length=len(head) + len(body))

    @property
    def unsynced_bytes(self) -> int:
        """Tell how much is not yet durable."""
        return self.length - self.synced

    def begin(self, follows: Position, *, last: Moment) -> None:
        """Let the segment count from here on, following a place of the one before. Raises OSError."""
        self.append(b"", note=begin(follows, last=last))

    def append(self, batch: bytes, *, note: bytes = b"") -> None:
        """Write a line, behind a *note* that belongs to this file alone. Raises OSError."""
        self._file.write(note + batch if note else batch)
        self.length += len(note) + len(batch)
        self._unsynced.append((batch, self.length))

    def unsynced_batches(self) -> bytes:
        """Give the batches that are not known to be durable."""
        return b"".join(batch for batch, _ in self._unsynced)

    def sync(self) -> None:
        """Make durable what is written by now. Raises OSError."""
        entries = self._unsynced[:]
        if entries:
            self._file.sync()
            _, self.synced = entries[-1]
            del self._unsynced[: len(entries)]

    def close(self) -> None:
        """Let go of the file, durable or not."""
        with suppress(OSError):  # there is nothing more that could be done about it
            self._file.close()
