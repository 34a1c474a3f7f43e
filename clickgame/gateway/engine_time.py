"""The time on the engine's line, as a gateway elsewhere knows it: their clocks have nothing in common."""

from collections.abc import Callable

CREEP = 0.001  # by how much clocks may differ in their pace: far more than any do


class EngineTime:
    """Tells the engine's time by *clock*, learning it from the word of the engine's that has come the fastest."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take *clock*'s time (s) for the engine's until it is heard."""
        self._clock = clock
        self._ahead_s = 0.0
        self._learned_at: float | None = None

    def __call__(self) -> float:
        """Give the engine's time (s)."""
        return self._clock() + self._ahead_s

    def learn(self, at: float) -> None:
        """Learn that the engine has said something *at* its own time (s)."""
        now = self._clock()
        ahead_s = at - now
        if self._learned_at is not None:
            ahead_s = max(ahead_s, self._ahead_s - CREEP * (now - self._learned_at))
        self._ahead_s, self._learned_at = ahead_s, now

    def forget(self) -> None:
        """Learn anew with the next word: it is another engine's."""
        self._learned_at = None
