"""Snapshots: all players in one file, written beside the game while it goes on.

    9a01bb2e {"kind":"snapshot","format":1,"number":13,"game":"…","body":0}
    77c0ffee ["k3v9x2ab","<key>","BraveOtter",12,40,99,…,{"<page>":[12,1763724000.5]}]
    1c291ca3 {"players":1,"crc":"00f00ba4"}      how many, and a checksum over every byte before

It gets its name when it is whole and durable. Players may go on changing while it is written: the journal's segment of
the same number has whatever changed since it was begun.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, cast
from zlib import crc32

from clickgame.core.players import Player
from persistence import codec, files
from persistence.codec import Migrations, Players
from persistence.disk import Disk
from persistence.files import Damaged, Header
from persistence.frames import Line, frame, frame_facts, read

CHUNK_BYTES = 2**20


class Snapshot(NamedTuple):
    """A snapshot as read: which game it is of, and its players."""

    game: str
    players: Players


class SnapshotWriter:
    """A snapshot while it is being written.

    `add` is for the event loop's thread; the others take as long as the disk does and are for any thread.
    """

    def __init__(self, disk: Disk, folder: Path, *, game: str, number: int) -> None:
        """Make the file that is to be the snapshot with this *number*. Raises OSError."""
        self._disk = disk
        self._folder = folder
        self._path = folder / files.name(files.SNAPSHOT, number)
        self._lock = Lock()
        self._pending = [Header(files.SNAPSHOT, files.FORMAT, number, game).line()]
        self._pending_bytes = 0
        self._players = 0
        self._crc = 0
        self._file = disk.create(files.part(self._path))

    @property
    def is_due(self) -> bool:
        """Tell whether so much is gathered that it should be flushed."""
        return self._pending_bytes >= CHUNK_BYTES

    def add(self, players: Iterable[Player]) -> None:
        """Gather players as they are now."""
        lines = [frame(codec.encode_player(player)) for player in players]
        self._pending += lines
        self._pending_bytes += sum(map(len, lines))
        self._players += len(lines)

    def flush(self) -> None:
        """Write what is gathered, and make it durable. Raises OSError."""
        with self._lock:
            pending, self._pending, self._pending_bytes = self._pending, [], 0
            chunk = b"".join(pending)
            self._crc = crc32(chunk, self._crc)
            self._file.write(chunk)
            self._file.sync()  # bit by bit: one long sync at the end would hold up the journal's

    def seal(self) -> None:
        """Write what is left and make all of it durable, still under its other name. Raises OSError."""
        self.flush()
        with self._lock:
            self._file.write(frame_facts({"players": self._players, "crc": f"{self._crc:08x}"}))
            self._file.sync()

    def publish(self) -> None:
        """Give the sealed file its name, durably. Raises OSError."""
        with self._lock:
            self._disk.rename(files.part(self._path), self._path)
            self._disk.sync_folder(self._folder)

    def close(self) -> None:
        """Let go of the file, and remove it if it never got its name."""
        with self._lock:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._disk.unlink(files.part(self._path))


def read_snapshot(
    lines: Iterator[bytes],
    *,
    number: int,
    migrations: Migrations = codec.MIGRATIONS,
) -> Snapshot:
    """Read the snapshot with this *number*.

    Raises Damaged when anything is not as it was written, FormatNewer, and OSError.
    """
    reader = read(lines)
    first = next(reader, None)
    header = files.read_header(first, kind=files.SNAPSHOT, number=number)
    crc = crc32(first.raw) if first else 0
    players: Players = {}
    for line in reader:
        content = _parse(line)
        if isinstance(content, dict):
            _check_end(cast("dict[str, Any]", content), next(reader, None), players=len(players), crc=crc)
            return Snapshot(header.game, players)
        player = codec.decode_player(content, written=header.format, migrations=migrations)
        players[player.id] = player
        crc = crc32(line.raw, crc)
    raise Damaged("has no end")


def whole_players(lines: Iterator[bytes]) -> Iterator[Player]:
    """Read every player whose line is whole, whatever stands between."""
    for line in read(lines):
        with suppress(Damaged):
            yield codec.decode_player(_parse(line))


def _parse(line: Line) -> object:
    if line.text is None:
        raise Damaged(f"is damaged at byte {line.start}")
    try:
        return json.loads(line.text)
    except ValueError:
        raise Damaged(f"has a line at byte {line.start} that makes no sense") from None


def _check_end(footer: dict[str, Any], behind: Line | None, *, players: int, crc: int) -> None:
    if behind is not None:
        raise Damaged("goes on behind its end")
    if footer.get("players") != players or footer.get("crc") != f"{crc:08x}":
        raise Damaged("does not have the players that it should")
