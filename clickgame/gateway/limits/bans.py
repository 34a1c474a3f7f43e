"""The addresses that an operator keeps out for a time: in memory only, so that no file ever holds one."""

from collections.abc import Callable


class Bans:
    """Addresses, or networks of IPv6, that nobody gets in from; of more than *most* the oldest is let in again."""

    def __init__(self, *, most: int, clock: Callable[[], float]) -> None:
        """Start with none; *clock* tells seconds."""
        self._most = most
        self._clock = clock
        self._until: dict[str, float] = {}

    def __len__(self) -> int:
        """Count them, with those that are over and were not asked for since."""
        return len(self._until)

    def __contains__(self, address: str) -> bool:
        """Tell whether *address* is kept out now."""
        until = self._until.get(address)
        if until is None:
            return False
        if until > self._clock():
            return True
        del self._until[address]
        return False

    def add(self, address: str, *, for_s: float) -> None:
        """Keep *address* out for so long (s), for ever being as long as the server runs."""
        self._until.pop(address, None)
        self._until[address] = self._clock() + for_s
        if len(self._until) > self._most:
            del self._until[next(iter(self._until))]

    def lift(self, address: str) -> None:
        """Let *address* in again."""
        self._until.pop(address, None)
