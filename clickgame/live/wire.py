"""One way to one browser, whatever carries it: the seam between what is sent and how."""

from typing import Protocol

from clickgame.live.frames import Frame


class Wire(Protocol):
    """A socket that frames can be written to; nothing here waits."""

    @property
    def is_full(self) -> bool:
        """Whether the reader is too slow: what can be replaced by something newer should be skipped."""
        ...

    def write(self, frame: Frame) -> None:
        """Send *frame*, or drop it when the socket is closed."""
        ...
