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
        while self.marks and self.marks[0][0] <= now - self.window_s:
            self.marks.popleft()
        room = self.most - sum(count for _, count in self.marks)
        credited = min(presses, room)
        if credited:
            self.marks.append((now, credited))
        return credited
