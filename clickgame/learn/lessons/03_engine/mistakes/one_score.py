"""Has one score for all of them.

Hint: one-score
"""

import itertools


class UnknownPlayer(Exception):
    """Nobody has this id."""


class Engine:
    """Counts everybody's presses."""

    def __init__(self):
        self.scores = {}
        self.names = {}
        self.ids = itertools.count(1)

    def join(self, name):
        """Give the id of a new player."""
        player = next(self.ids)
        self.names[player] = name
        self.scores[player] = 0
        return player

    def press(self, player):
        """Count one press of *player*, an id; give their score. Raises UnknownPlayer."""
        if player not in self.scores:
            raise UnknownPlayer(player)
        self.scores[1] += 1
        return self.scores[1]

    def total(self):
        """Give all presses together."""
        return sum(self.scores.values())
