"""Stand-ins that come in through arguments: a clock that is told the time, a book that refuses, a wire that listens."""

from collections.abc import Iterable

from clickgame.core.state import Change
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.protocol import Frame


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: float = 1_000.0) -> None:
        """Start at *now* (s)."""
        self.now = now

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


class Refused(Exception):  # it is what happened
    """The fake book did not take it."""


class FakeBook:
    """A journal in memory that can be told to refuse."""

    def __init__(self) -> None:
        """Start empty and willing."""
        self.batches: list[list[Change]] = []
        self.times: list[float] = []
        self.syncs = 0
        self.refuses = False
        self.sync_refuses = False

    def append(self, changes: Iterable[Change], *, at: float) -> None:
        """Take a batch, or refuse all of it."""
        if self.refuses:
            raise Refused("full")
        self.batches.append(list(changes))
        self.times.append(at)

    def sync(self) -> None:
        """Count a sync, or refuse."""
        if self.sync_refuses:
            raise Refused("slow")
        self.syncs += 1


class FakeWire:
    """A wire that keeps what is written to it."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.frames: list[str] = []
        self.is_full = False
        self.is_direct = False
        self.client: Client | None = None
        self.has_arrived = False

    def write(self, frame: Frame) -> None:
        """Keep *frame*."""
        self.frames.append(frame.text)

    def offer(self, frame: Frame) -> bool:
        """Keep *frame* unless full."""
        if self.is_full:
            return False
        self.frames.append(frame.text)
        return True

    def write_bytes(self, message: bytes) -> None:
        """Keep a message."""
        self.frames.append(message.decode()[1:])

    def belong_to(self, client: Client | None) -> None:
        """Keep whose this is."""
        self.client = client

    def stay(self) -> None:
        """Keep that the page needs no player."""
        self.has_arrived = True
