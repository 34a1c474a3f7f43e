"""How processes of one game tell each other something: the seam that Redis fills in, and tests without it."""

from collections.abc import Callable
from typing import Protocol


class Bus(Protocol):
    """Carries messages between processes.

    It may lose any of them, and when it may have, it says so. Those of one sender come in their order, each once at
    most; one that was sent before a gap may still come after it.
    """

    def publish(self, channel: str, message: bytes, /) -> None:
        """Send *message* to all who listen to *channel*. Never waits; without a connection the message is gone."""
        ...

    def listen(self, channel: str, take: Callable[[bytes], None], /) -> None:
        """Give each message of *channel* to *take*. What is to be listened to is said before `run`."""
        ...

    def on_gap(self, tell: Callable[[], None], /) -> None:
        """Call *tell* whenever there is a connection, the first one too: what was sent before may be lost."""
        ...

    @property
    def is_up(self) -> bool:
        """Tell whether there is a connection, as far as anybody knows."""
        ...

    async def run(self) -> None:
        """Connect, and connect anew whenever that ends, until cancelled."""
        ...
