"""Waits for the sweep to end a run, however late it comes.

Hint: old-run
"""

RUN_S = 300.0


class Runs:
    """The runs that go on, and the best of those that were."""

    def __init__(self):
        self.scores = {}
        self.pressed_at = {}
        self.bests = {}

    def press(self, player, now):
        """Count a press of *player* at the time *now*, in seconds; give the score of their run."""
        self.scores[player] = self.scores.get(player, 0) + 1
        self.bests[player] = max(self.best(player), self.scores[player])
        self.pressed_at.pop(player, None)
        self.pressed_at[player] = now
        return self.scores[player]

    def sweep(self, now):
        """End the runs that are over; give their players, the longest silent first."""
        ended = []
        while self.pressed_at:
            player = next(iter(self.pressed_at))
            if now - self.pressed_at[player] < RUN_S:
                break
            self.end(player)
            ended.append(player)
        return ended

    def best(self, player):
        """Give the best run of *player*, 0 if there was none."""
        return self.bests.get(player, 0)

    def end(self, player):
        """End the run of *player*."""
        del self.pressed_at[player]
        del self.scores[player]
