"""How many presses count."""

from collections import deque


class Throttle:
    """Lets at most *most* presses count within any *window_s* seconds."""

    def __init__(self, most=50, window_s=1.0):
        self.most = most
        self.window_s = window_s
        self.marks = deque()

    def hear(self, now, presses):
        """Tell how many of *presses* count that are heard at the time *now*, in seconds."""
        return presses
