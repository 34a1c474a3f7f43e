"""Moves whoever presses, counted or not.

Hint: moved-back
"""

from bisect import bisect_left, insort
from collections import deque

RUN_S = 300.0
MOST = 50
WINDOW_S = 1.0


class Arena:
    """Hears presses, and knows who leads."""

    def __init__(self):
        self.throttles = {}
        self.scores = {}
        self.pressed_at = {}
        self.places = {}
        self.order = []

    def hear(self, at, seat, presses):
        """Tell how many of *presses* of *seat* count that are heard *at* that time, in seconds."""
        self.sweep(at)
        if seat not in self.throttles:
            self.throttles[seat] = Throttle()
        credited = self.throttles[seat].hear(at, presses)
        if credited:
            self.scores[seat] = self.scores.get(seat, 0) + credited
            self.pressed_at.pop(seat, None)
            self.pressed_at[seat] = at
        self.place(seat, self.scores[seat], at)
        return credited

    def board(self, now):
        """Give the runs that go on at *now* as (seat, score), best first."""
        self.sweep(now)
        return [(seat, -minus_score) for minus_score, _, seat in self.order]

    def sweep(self, now):
        """End the runs that are over."""
        while self.pressed_at:
            seat = next(iter(self.pressed_at))
            if now - self.pressed_at[seat] < RUN_S:
                break
            del self.pressed_at[seat]
            del self.scores[seat]
            self.place(seat, 0, now)

    def place(self, seat, score, at):
        """Move *seat* to where *score*, reached *at* that time, belongs; 0 is off the board."""
        old = self.places.pop(seat, None)
        if old is not None:
            del self.order[bisect_left(self.order, old)]
        if score:
            self.places[seat] = (-score, at, seat)
            insort(self.order, self.places[seat])


class Throttle:
    """Lets at most MOST presses count within any WINDOW_S seconds."""

    def __init__(self):
        self.marks = deque()

    def hear(self, now, presses):
        """Tell how many of *presses* count."""
        while self.marks and self.marks[0][0] <= now - WINDOW_S:
            self.marks.popleft()
        credited = min(presses, MOST - sum(count for _, count in self.marks))
        if credited:
            self.marks.append((now, credited))
        return credited
