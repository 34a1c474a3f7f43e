"""An arena: what counts, and who leads."""

from bisect import bisect_left, insort
from collections import deque

RUN_S = 300.0
MOST = 50
WINDOW_S = 1.0


class Arena:
    """Hears presses, and knows who leads."""

    def __init__(self):
        self.scores = {}

    def hear(self, at, seat, presses):
        """Tell how many of *presses* of *seat* count that are heard *at* that time, in seconds."""
        self.scores[seat] = self.scores.get(seat, 0) + presses
        return presses

    def board(self, now):
        """Give the runs that go on at *now* as (seat, score), best first."""
        return list(self.scores.items())
