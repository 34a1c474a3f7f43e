"""A bus in memory that does all that a bus may do: lose, delay, hold back, reorder between channels, and be down."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from fnmatch import fnmatch

TICK_S = 1e-7  # between two messages: what is due at the very same time comes in any order


class Network:
    """What carries the messages of all buses.

    *delay_s* gives how long one is on its way, and *loses* tells which are lost without a word. Those of one sender on
    one channel stay in their order.
    """

    def __init__(self) -> None:
        """Carry all of them at once."""
        self.buses: list[MemoryBus] = []
        self.is_up = True
        self.delay_s: Callable[[], float] = lambda: 0.0
        self.loses: Callable[[str, bytes], bool] = lambda _channel, _message: False
        self.carried: list[tuple[str, bytes]] = []

    def bus(self) -> "MemoryBus":
        """Make the bus of one more process."""
        return MemoryBus(self)

    def break_down(self) -> None:
        """End all connections; what is on its way is lost."""
        self.is_up = False
        for bus in self.buses:
            bus.cut()

    def come_up(self) -> None:
        """Let all connect again."""
        self.is_up = True
        for bus in self.buses:
            bus.connect()

    def lose(self, times: int, channel: str = "*") -> None:
        """Lose the next messages of the channels that match, without a word."""
        left = [times]

        def loses(of: str, _message: bytes) -> bool:
            if not left[0] or not fnmatch(of, channel):
                return False
            left[0] -= 1
            return True

        self.loses = loses

    def jitter(self, rng: random.Random, most_s: float) -> None:
        """Have each message be on its way for up to so many seconds."""
        self.delay_s = lambda: rng.uniform(0, most_s)

    def carry(self, sender: "MemoryBus", channel: str, message: bytes) -> None:
        """Take a message on its way to all who listen."""
        self.carried.append((channel, message))
        if self.loses(channel, message):
            return
        for bus in self.buses:
            if channel in bus.takes:
                bus.expect(sender, channel, message, self.delay_s())


class MemoryBus:
    """The bus of one process; see `Bus`."""

    def __init__(self, network: Network) -> None:
        """Be one of *network*."""
        self.takes: defaultdict[str, list[Callable[[bytes], None]]] = defaultdict(list)
        self._network = network
        self._tells: list[Callable[[], None]] = []
        self._is_running = self._is_up = False
        self._is_held = False
        self._life = 0
        self._held: list[tuple[str, bytes]] = []
        self._due: dict[tuple[MemoryBus, str], float] = {}

    def publish(self, channel: str, message: bytes, /) -> None:
        """Send *message*, unless there is no connection."""
        if self._is_up:
            self._network.carry(self, channel, message)

    def listen(self, channel: str, take: Callable[[bytes], None], /) -> None:
        """Give each message of *channel* to *take*."""
        self.takes[channel].append(take)

    def on_gap(self, tell: Callable[[], None], /) -> None:
        """Call *tell* at each connection."""
        self._tells.append(tell)

    @property
    def is_up(self) -> bool:
        """Tell whether there is a connection."""
        return self._is_up

    async def run(self) -> None:
        """Be there until cancelled."""
        self._network.buses.append(self)
        self._is_running = True
        try:
            self.connect()
            await asyncio.Event().wait()
        finally:
            self.cut()
            self._is_running = False
            self._network.buses.remove(self)

    def cut(self) -> None:
        """Lose the connection, and what is on its way to it."""
        self._is_up = False
        self._life += 1
        self._held.clear()

    def connect(self) -> None:
        """Have a connection, if there is none and the network is up."""
        if self._is_running and self._network.is_up and not self._is_up:
            self._is_up = True
            for tell in self._tells:
                tell()

    def hold(self) -> None:
        """Keep back whatever comes from now on."""
        self._is_held = True

    def release(self) -> None:
        """Let all that go that was kept back, in its order."""
        self._is_held = False
        held, self._held = self._held, []
        for channel, message in held:
            self._give(channel, message, self._life)

    def slip(self, word: bytes) -> None:
        """Let that through which was kept back, up to the first message with *word* in it."""
        while self._held:
            channel, message = self._held.pop(0)
            for take in self.takes[channel]:
                take(message)
            if word in message:
                return

    def expect(self, sender: "MemoryBus", channel: str, message: bytes, delay_s: float) -> None:
        """Have *message* come after so many seconds, but not before one that was sent before."""
        loop = asyncio.get_running_loop()
        after = self._due.get((sender, channel), 0.0) + TICK_S
        at = self._due[sender, channel] = max(loop.time() + delay_s, after)
        loop.call_at(at, self._give, channel, message, self._life)

    def _give(self, channel: str, message: bytes, life: int) -> None:
        if life != self._life or not self._is_up:
            return
        if self._is_held:
            self._held.append((channel, message))
            return
        for take in self.takes[channel]:
            take(message)
