"""When a person presses: fast, slowly or not at all for seconds, and never more than 25 times a second."""

from random import Random
from typing import NamedTuple

FASTEST_PER_S = 25.0


class Phase(NamedTuple):
    """A way of pressing: how often it is taken up, at which rates (a second), and for how long (s)."""

    weight: int
    slowest_per_s: float
    fastest_per_s: float
    shortest_s: float
    longest_s: float


PHASES = (
    Phase(4, 20.0, FASTEST_PER_S, 2.0, 15.0),
    Phase(2, FASTEST_PER_S, FASTEST_PER_S, 2.0, 30.0),
    Phase(3, 1.0, 10.0, 1.0, 6.0),
    Phase(2, 0.0, 0.0, 1.0, 6.0),
)
WEIGHTS = [phase.weight for phase in PHASES]


class Rhythm:
    """The presses of one person, each at its own moment; no two are closer than the fastest rate has them."""

    def __init__(self, rng: Random, *, now: float) -> None:
        """Begin *now* (s, monotonic) with some phase."""
        self._rng = rng
        self._ends_at = self._next_at = now
        self._gap_s = 0.0

    def presses_until(self, now: float) -> int:
        """Count the presses that were made since this was last asked."""
        presses = 0
        while True:
            if self._next_at >= self._ends_at:
                if self._ends_at > now:
                    return presses
                self._go_on()
            elif self._next_at > now:
                return presses
            else:
                presses += 1
                self._next_at += self._gap_s

    def _go_on(self) -> None:
        """Take up another phase where the last one ended; a rest has no press in it."""
        (phase,) = self._rng.choices(PHASES, WEIGHTS)
        per_s = self._rng.uniform(phase.slowest_per_s, phase.fastest_per_s)
        self._ends_at += self._rng.uniform(phase.shortest_s, phase.longest_s)
        if per_s:
            self._gap_s = 1 / per_s
        else:
            self._next_at = max(self._next_at, self._ends_at)
