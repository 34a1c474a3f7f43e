"""The lines that data files are made of: a checksum, a JSON text, a line end.

    1c291ca3 ["c","k3v9x2ab",12,40,99,…]

Each line proves itself, so what is whole in a damaged file can be told from what is not. Every format, past and to
come, begins a file with such a line, a header that says which format the rest has.
"""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

TEXT_AT = 9  # eight hexadecimal digits and a space


class Line(NamedTuple):
    """A line of a file, *raw*, from byte *start* to *end*; *text* is its JSON, None when the line is not whole."""

    start: int
    end: int
    raw: bytes
    text: bytes | None


def frame(text: str) -> bytes:
    """Make a line of an ASCII text without line ends."""
    data = text.encode("ascii")
    return b"%08x %b\n" % (crc32(data), data)


def frame_facts(facts: Mapping[str, object]) -> bytes:
    """Make a line of a header, a footer or a note."""
    return frame(json.dumps(facts, separators=(",", ":")))


def unframe(line: bytes) -> bytes | None:
    """Give the text of a line, or None when the line is not whole."""
    if line[8:TEXT_AT] != b" " or line[-1:] != b"\n":
        return None
    text = line[TEXT_AT:-1]
    return text if line[:8] == b"%08x" % crc32(text) else None


def read(lines: Iterator[bytes], *, start: int = 0) -> Iterator[Line]:
    """Read lines with their places, the first of which begins at byte *start*."""
    end = start
    for line in lines:
        start, end = end, end + len(line)
        yield Line(start, end, line, unframe(line))
