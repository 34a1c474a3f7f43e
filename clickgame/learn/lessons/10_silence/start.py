"""Runs that end by silence."""

RUN_S = 300.0


class Runs:
    """The runs that go on, and the best of those that were."""

    def __init__(self):
        self.scores = {}
        self.pressed_at = {}

    def press(self, player, now):
        """Count a press of *player* at the time *now*, in seconds; give the score of their run."""
        self.scores[player] = self.scores.get(player, 0) + 1
        self.pressed_at[player] = now
        return self.scores[player]

    def sweep(self, now):
        """End the runs that are over; give their players, the longest silent first."""
        return []

    def best(self, player):
        """Give the best run of *player*, 0 if there was none."""
        return 0
