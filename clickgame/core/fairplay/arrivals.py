"""Whether the times that a page tells of its presses agree with when they arrived.

Pure. The two clocks began at different times, but a second is as long on both: between two batches of one page has
passed what it says, give or take what is on the way for longer. A page that makes up its times says more, or less.

Nothing is judged across a silence (a stall of the network, a machine that sleeps, a hand that rests), nor by what
arrives just behind one: it may have been made in it. So only a delay that grows or shrinks by seconds while presses
arrive all the time is a misfit. No delay grows without end, and what has grown shrinks again, which is a misfit in the
other direction: so misfits in one direction have to come to more, in sum, than full buffers keep back.
"""

from typing import NamedTuple

STRETCH_S = 15.0
"""What is judged at once has lasted as long by either clock."""

SLACK_S = 3.0
"""More than a network keeps something back for without a silence (`Runs.unbroken_s`)."""

SETTLED_S = 3.0
"""So long after a silence, what was made in it has arrived."""

DRIFT_S = 20.0
"""Where networks keep things back without stopping, it is for some seconds, ten at the worst."""

ENOUGH = 4
_MS = 1_000


class Arrival(NamedTuple):
    """A batch was heard *at* (s), by that *connection*; presses had arrived without a silence for *unbroken_s*."""

    at: float
    connection: str
    unbroken_s: float


class Arrivals:
    """How many more stretches were awry in one direction than were right since, and what they come to in sum.

    Of a stretch only its beginning is known: the connection, and one time by each clock.
    """

    __slots__ = ("_at", "_connection", "_drift_s", "_misfits", "_told_ms")

    def __init__(self) -> None:
        """Start with nothing known."""
        self._connection = ""
        self._at = 0.0
        self._told_ms = 0
        self._misfits = 0  # above 0 the page told too much time
        self._drift_s = 0.0

    @property
    def misfits(self) -> int:
        """How many misfits there are, ENOUGH at the most: so many only if they come to enough in sum."""
        misfits = abs(self._misfits)
        return misfits if abs(self._drift_s) >= DRIFT_S else min(misfits, ENOUGH - 1)

    def hear(self, told_ms: int, arrival: Arrival) -> None:
        """Take in a batch whose last press was at *told_ms* by the page's clock."""
        passed_s = arrival.at - self._at
        if arrival.connection == self._connection and arrival.unbroken_s >= passed_s + SETTLED_S:
            told_s = (told_ms - self._told_ms) / _MS
            if max(abs(told_s), passed_s) < STRETCH_S:
                return
            self._judge(told_s - passed_s)
        self._connection, self._at, self._told_ms = arrival.connection, arrival.at, told_ms

    def _judge(self, off_s: float) -> None:
        before, direction = self._misfits, 1 if off_s > 0 else -1
        if abs(off_s) <= SLACK_S:
            self._misfits -= (before > 0) - (before < 0)
        elif before * direction < 0:
            self._misfits, self._drift_s = direction, 0.0
        else:
            self._misfits = max(-ENOUGH, min(before + direction, ENOUGH))
        self._drift_s = self._drift_s + off_s if self._misfits else 0.0
