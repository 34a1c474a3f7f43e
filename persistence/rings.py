"""Numbers over time in one file of a fixed size: rings of entries, the newest in place of the oldest.

    header                        what the file has, with a checksum
    ring 1: entry, entry, …       each with the number of its step, its values, and a checksum of its own

An entry is one write within the file, so that a kill loses at most that one; it is found out by its checksum, left out,
and said. A file whose header is not as expected, or whose size is another, is set aside, said, and begun anew. It is no
part of the game: no start is refused because of it, and nothing waits for it to be durable.
"""

import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from persistence import files

MAGIC = b"clickgame rings 1\n"
HEADER_BYTES = 256

Values = tuple[float, ...]


class Ring(NamedTuple):
    """How long a step is (s), and how many steps there are."""

    step_s: int
    steps: int


class Rings:
    """The rings of a file, held in memory, too."""

    def __init__(self, descriptor: int, rings: Sequence[Ring], width: int, said: list[str]) -> None:
        """Take over an open file; `open` is the way here."""
        self._descriptor = descriptor
        self._rings = tuple(rings)
        self._entry = _entry_of(width)
        self._entries: list[dict[int, tuple[int, Values]]] = [{} for _ in self._rings]
        self.said = said
        """What was found that somebody should know of, a line each."""

    @classmethod
    def open(cls, path: Path, rings: Sequence[Ring], *, names: Sequence[str]) -> "Rings":
        """Open the file at *path*, or begin one, for *rings* of values called *names*. Raises OSError."""
        header, said = _header(rings, names), list[str]()
        size = HEADER_BYTES + sum(ring.steps for ring in rings) * _entry_of(len(names)).size
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(descriptor).st_size and (
            os.fstat(descriptor).st_size != size or os.pread(descriptor, HEADER_BYTES, 0) != header
        ):
            os.close(descriptor)
            aside = set_aside(path)
            said.append(f"{path.name} is damaged, or of another version: it is set aside as {aside}, and begun anew")
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        made = cls(descriptor, rings, len(names), said)
        if os.fstat(descriptor).st_size:
            made._load()
        else:
            os.pwrite(descriptor, header, 0)
            os.truncate(descriptor, size)
        return made

    def put(self, ring: int, step: int, values: Sequence[float]) -> None:
        """Keep the *values* of a *step*, in place of what is a whole round older. Raises OSError if it is not on disk.

        They are in memory then, all the same.
        """
        place = step % self._rings[ring].steps
        self._entries[ring][place] = step, tuple(values)
        packed = self._entry.pack(step, *values, 0)
        packed = packed[:-4] + struct.pack("<I", crc32(packed[:-4]))
        os.pwrite(self._descriptor, packed, self._at(ring, place))

    def read(self, ring: int, *, until: int) -> list[Values | None]:
        """Give what is kept of all steps of a ring, up to the one before *until*; None for those that are missing."""
        entries, steps = self._entries[ring], self._rings[ring].steps
        found = {step: values for step, values in entries.values() if until - steps <= step < until}
        return [found.get(step) for step in range(until - steps, until)]

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def _at(self, ring: int, place: int) -> int:
        before = sum(each.steps for each in self._rings[:ring])
        return HEADER_BYTES + (before + place) * self._entry.size

    def _load(self) -> None:
        damaged = 0
        for ring, (_, steps) in enumerate(self._rings):
            for place in range(steps):
                packed = os.pread(self._descriptor, self._entry.size, self._at(ring, place))
                step, *values, checksum = self._entry.unpack(packed)
                if not any(packed):
                    continue
                if checksum != crc32(packed[:-4]) or step % steps != place:
                    damaged += 1
                    continue
                self._entries[ring][place] = step, tuple(values)
        if damaged:
            self.said.append(f"{damaged} of the numbers over time are damaged, and left out")


def set_aside(path: Path) -> str:
    """Give the file at *path* another name, by which nobody reads it, and tell that name. Raises OSError."""
    aside = files.aside(os.listdir(path.parent), path.name, files.DAMAGED)  # noqa: PTH208  # names are wanted
    path.rename(path.with_name(aside))
    return aside


def _entry_of(width: int) -> struct.Struct:
    return struct.Struct(f"<q{width}dI")


def _header(rings: Sequence[Ring], names: Sequence[str]) -> bytes:
    said = ";".join([*(f"{ring.step_s}x{ring.steps}" for ring in rings), *names]).encode()
    body = MAGIC + said
    return (body + f" {crc32(body):08x}\n".encode()).ljust(HEADER_BYTES, b"\0")
