"""Puts the state back, and tells nobody of the error.

Hint: swallowed
"""


class Play:
    """What one page shows."""

    def __init__(self):
        self.score = 0
        self.best = 0
        self.ended = 0

    def press(self, presses):
        self.score += presses
        self.best = max(self.best, self.score)

    def end(self):
        self.ended, self.score = self.score, 0

    def look(self):
        pass


def handle(state, event, *values):
    """Run *event* on *state*; give what it changed, by name. If it raises, *state* is as before."""
    before = dict(vars(state))
    try:
        getattr(state, event)(*values)
    except Exception:
        vars(state).update(before)
    return {name: value for name, value in vars(state).items() if value != before[name]}
