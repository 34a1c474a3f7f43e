"""How the server and a worker talk: a kind of one byte, a length, and as many bytes.

Only the two of them write frames. What a program answers is the body of one, so that no program can pass for a worker.
"""

import struct
from typing import Protocol

HEAD = struct.Struct("!cI")
BODY_MOST = 8 * 1024 * 1024  # Bytes; both sides are ours, so that more is a fault.

# What the server says.
HARNESS, RUN, CANCEL = b"h", b"r", b"c"
# What a worker says: that it is ready, or why it cannot be.
READY, UNABLE = b"k", b"u"
# How a program ended.
DONE, TIME, SIZE, QUIT, CRASHED, UNREADABLE, CANCELLED, LOST = b"d", b"t", b"s", b"q", b"x", b"n", b"c", b"l"


class Readable(Protocol):
    """What bytes come from; it may give fewer than it is asked for, and gives none at its end."""

    def read(self, size: int, /) -> bytes | None:
        """Read *size* bytes at most."""
        ...


def frame(kind: bytes, body: bytes = b"") -> bytes:
    """Make one frame."""
    return HEAD.pack(kind, len(body)) + body


def read(stream: Readable) -> tuple[bytes, bytes]:
    """Read one frame's kind and body. Raises EOFError at the end, and ValueError for what is no frame."""
    kind, size = head(_read_exactly(stream, HEAD.size))
    return kind, _read_exactly(stream, size)


def head(data: bytes) -> tuple[bytes, int]:
    """Take a frame's head apart: its kind and how long its body is. Raises ValueError for what is none."""
    kind, size = HEAD.unpack(data)
    if size > BODY_MOST:
        raise ValueError("a frame is longer than any may be")
    return kind, size


def _read_exactly(stream: Readable, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            raise EOFError("the other side has gone")
        data += more
    return data
