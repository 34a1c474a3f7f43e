"""How long to wait for what is usually answered at once, before it is taken for lost.

Where answers take their time because machines are busy, who asks again too soon only makes them busier, and never
hears one: the wait is some times what answers took of late, and doubles with each that was waited for in vain."""

FACTOR = 4.0
CALM = 0.9  # with each answer that came soon


class Patience:
    """The wait (s), between *least_s* and *most_s*."""

    def __init__(self, *, least_s: float, most_s: float) -> None:
        """Begin with the shortest one."""
        self.s = least_s
        self._least_s = least_s
        self._most_s = most_s

    def answered(self, took_s: float) -> None:
        """Learn that an answer *took_s*."""
        self.s = min(self._most_s, max(self._least_s, FACTOR * took_s, CALM * self.s))

    def in_vain(self) -> None:
        """Learn that none came."""
        self.s = min(self._most_s, 2 * self.s)
