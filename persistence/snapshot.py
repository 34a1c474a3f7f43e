"""Snapshots: all records in one file, written beside the game while it goes on.

    9a01bb2e {"kind":"snapshot","format":2,"number":13,"game":"…","body":0,"epoch":4}
    77c0ffee ["p","k3v9x2ab","<key>","BraveOtter",1763724000.5]
    51de7a3b ["s","k3v9x2ab","classic","ever",12,40,99,…,{"<page>":[12,1763724000.5]}]
    1c291ca3 {"records":2,"crc":"00f00ba4"}      how many, and a checksum over every byte before

It gets its name when it is whole and durable. Records may go on changing while it is written: the journal's segment of
the same number has whatever changed since it was begun.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, cast
from zlib import crc32

from clickgame.core.state import Change, State
from persistence import codec, files
from persistence.bulk import put_lines
from persistence.disk import Disk, File
from persistence.files import Damaged, Header
from persistence.frames import TEXT_AT, Line, frame, frame_facts, read
from persistence.migrations import MIGRATIONS, Migrations, rows_of

CHUNK_BYTES = 2**20
LINES_AT_ONCE = 2_000


class Snapshot(NamedTuple):
    """A snapshot as read: which game it is of, and its records."""

    game: str
    state: State


class SnapshotWriter:
    """A snapshot while it is being written.

    `add` is for the event loop's thread; the others take as long as the disk does and are for any thread.
    """

    def __init__(self, disk: Disk, folder: Path, *, game: str, number: int, epoch: int) -> None:
        """Take what is known of the snapshot that is to have this *number*; `create` makes its file."""
        self._disk = disk
        self._folder = folder
        self._path = folder / files.name(files.SNAPSHOT, number)
        self._lock = Lock()
        self._pending = [Header(files.SNAPSHOT, files.FORMAT, number, game, epoch=epoch).line()]
        self._pending_bytes = 0
        self._records = 0
        self._crc = 0
        self._file: File | None = None

    @property
    def is_due(self) -> bool:
        """Tell whether so much is gathered that it should be flushed."""
        return self._pending_bytes >= CHUNK_BYTES

    def create(self) -> None:
        """Make the file, under its other name. Raises OSError."""
        self._file = self._disk.create(files.part(self._path))

    def add(self, records: Iterable[Change]) -> None:
        """Gather records as they are now."""
        self.add_lines(lines_of(records))

    def add_lines(self, lines: list[bytes]) -> None:
        """Gather records that are written already, as `lines_of` does."""
        self._pending += lines
        self._pending_bytes += sum(map(len, lines))
        self._records += len(lines)

    def flush(self) -> None:
        """Write what is gathered, and make it durable. Raises OSError."""
        with self._lock:
            pending, self._pending, self._pending_bytes = self._pending, [], 0
            chunk = b"".join(pending)
            self._crc = crc32(chunk, self._crc)
            self._write(chunk)  # bit by bit: one long sync at the end would hold up the journal's

    def seal(self) -> None:
        """Write what is left and make all of it durable, still under its other name. Raises OSError."""
        self.flush()
        with self._lock:
            self._write(_footer(self._records, self._crc))

    def publish(self) -> None:
        """Give the sealed file its name, durably. Raises OSError."""
        with self._lock:
            self._disk.rename(files.part(self._path), self._path)
            self._disk.sync_folder(self._folder)

    def close(self) -> None:
        """Let go of the file, and remove it if it never got its name."""
        with self._lock:
            if self._file is not None:
                with suppress(OSError):
                    self._file.close()
            with suppress(OSError):
                self._disk.unlink(files.part(self._path))

    def _write(self, data: bytes) -> None:
        if self._file is None:
            raise OSError("the snapshot's file has not been made")
        self._file.write(data)
        self._file.sync()


def lines_of(records: Iterable[Change]) -> list[bytes]:
    """Write *records* as a snapshot has them, a line each."""
    return [frame(codec.encode(record)) for record in records]


def read_snapshot(
    lines: Callable[[], Iterator[bytes]], *, number: int, migrations: Migrations = MIGRATIONS
) -> Snapshot:
    """Read the snapshot with this *number*, whose *lines* may be asked for twice.

    Raises Damaged when anything is not as it was written, FormatNewer, and OSError.
    """
    some = lines()
    first = next(read(some), None)
    header = files.read_header(first, kind=files.SNAPSHOT, number=number)
    if first is not None and header.format == files.FORMAT:
        state = _read_whole(some, crc=crc32(first.raw))
        if state is not None:
            return Snapshot(header.game, state)
    return _read_each(read(lines()), header, migrations=migrations)


def _read_whole(lines: Iterator[bytes], *, crc: int) -> State | None:
    """Read all that is behind the header, many lines at a time; None if it is not as it was written.

    The checksum over all bytes proves each line.
    """
    state, count = State(), 0
    last = next(lines, b"")
    while some := list(islice(lines, LINES_AT_ONCE)):
        some.insert(0, last)
        last = some.pop()
        crc = crc32(b"".join(some), crc)
        try:
            if not put_lines(some, state):
                codec.put_all(json.loads(b"[%b]" % b",".join([line[TEXT_AT:-1] for line in some])), state)
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
            return None
        count += len(some)
    return state if last == _footer(count, crc) else None


def _read_each(reader: Iterator[Line], header: Header, *, migrations: Migrations) -> Snapshot:
    """Read line by line, whatever the format, and tell what is wrong and where."""
    first = next(reader, None)
    crc = crc32(first.raw) if first else 0
    state = State()
    for count, line in enumerate(reader):
        content = _parse(line)
        if isinstance(content, dict):
            footer = cast("dict[str, Any]", content)
            count_name = "records" if header.format > 1 else "players"
            if next(reader, None) is not None:
                raise Damaged("goes on behind its end")
            if footer.get(count_name) != count or footer.get("crc") != f"{crc:08x}":
                raise Damaged("does not have the records that it should")
            return Snapshot(header.game, state)
        for row in rows_of(content, written=header.format, migrations=migrations):
            codec.put(row, state)
        crc = crc32(line.raw, crc)
    raise Damaged("has no end")


def _footer(records: int, crc: int) -> bytes:
    return frame_facts({"records": records, "crc": f"{crc:08x}"})


def _parse(line: Line) -> object:
    if line.text is None:
        raise Damaged(f"is damaged at byte {line.start}")
    try:
        return json.loads(line.text)
    except (ValueError, RecursionError):
        raise Damaged(f"has a line at byte {line.start} that makes no sense") from None
