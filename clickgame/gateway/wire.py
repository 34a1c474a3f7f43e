"""One way to one browser, whatever carries it: the seam between what is sent and how."""

from typing import TYPE_CHECKING, Protocol

from clickgame.gateway.reflex.frames import Frame

if TYPE_CHECKING:
    from clickgame.gateway.clients import Client


class Wire(Protocol):
    """A socket that frames can be written to; nothing here waits."""

    @property
    def is_direct(self) -> bool:
        """Whether presses come in past the framework."""
        ...

    @property
    def is_full(self) -> bool:
        """Whether the reader is too slow: what can be replaced by something newer should be skipped."""
        ...

    def write(self, frame: Frame) -> None:
        """Send *frame*, or drop it when the socket is closed."""
        ...

    def offer(self, frame: Frame) -> bool:
        """Send *frame* unless the reader is too slow; tell whether it was not."""
        ...

    def belong_to(self, client: "Client | None") -> None:
        """Learn whose connection this is, or that it is nobody's any more."""
        ...


class DirectWire(Wire, Protocol):
    """A wire that takes a message's bytes as they are."""

    def write_bytes(self, message: bytes) -> None:
        """Send *message*, or drop it when the socket is closed."""
        ...
