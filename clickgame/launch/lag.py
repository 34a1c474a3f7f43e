"""How far whoever stands by is behind: for how long it has not had all that the owner of the game has on record.

On the owner's host it is what is followed in its journal, on another host what is copied from the shared log. While
the journal cannot be followed, or the log not be reached, it grows: nobody knows what there is then.
"""

import time
from collections.abc import Callable

from clickgame.contract.measures import GAUGE, Measure


class Lag:
    """The lag of one who stands by, since it began."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing; *clock* tells seconds."""
        self._clock = clock
        self._had_all_at = clock()

    def end(self) -> None:
        """Note that all there is is here."""
        self._had_all_at = self._clock()

    @property
    def s(self) -> float:
        """How long (s) ago all there was was here."""
        return self._clock() - self._had_all_at


LAG = (
    Measure[Lag](
        "standby_lag_seconds", GAUGE, "Since whoever stands by had all that was on record.", lambda lag: lag.s
    ),
)
