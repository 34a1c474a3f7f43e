"""How many sockets may be open of those that are not let in, and how long each page is to wait."""

WAITING_MOST = 500
WAITING_EACH = 50  # of one address: it is not to take the places of others
PAUSE_S, PAUSE_MOST_S = 4.0, 64.0


class WaitingRoom:
    """Counts who is told to come back later, in all and by address, and how often each page has been."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.count = 0
        self._each: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def enter(self, address: str) -> bool:
        """Take in one more of *address*, or tell that there is no place for it."""
        if self.count >= WAITING_MOST or self._each.get(address, 0) >= WAITING_EACH:
            return False
        self.count += 1
        self._each[address] = self._each.get(address, 0) + 1
        return True

    def leave(self, address: str) -> None:
        """Have one place more, that one of *address* had."""
        self.count -= 1
        self._each[address] -= 1
        if not self._each[address]:
            del self._each[address]

    def pause_s(self, token: str) -> float:
        """Say how long the page with Reflex's *token* is to wait now: twice as long as the last time."""
        times = self._times.pop(token, 0)
        self._times[token] = times + 1
        if len(self._times) > WAITING_MOST:
            del self._times[next(iter(self._times))]
        return min(PAUSE_S * 2.0 ** min(times, WAITING_MOST), PAUSE_MOST_S)
