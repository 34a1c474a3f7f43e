"""What server and worker say to each other comes through whole, however it is cut on the way."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.sandbox.frames import BODY_MOST, HEAD, frame, head, read


class Slow(io.BytesIO):
    """A stream that gives a byte at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(1, size or 0))


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=1), st.binary())))
def test_frames_come_through_in_pieces(said: list[tuple[bytes, bytes]]) -> None:
    stream = Slow(b"".join(frame(kind, body) for kind, body in said))
    assert [read(stream) for _ in said] == said
    with pytest.raises(EOFError):
        read(stream)


def test_a_frame_that_is_too_long_is_none() -> None:
    assert head(HEAD.pack(b"d", BODY_MOST)) == (b"d", BODY_MOST)
    with pytest.raises(ValueError, match="longer than any may be"):
        head(HEAD.pack(b"d", BODY_MOST + 1))
