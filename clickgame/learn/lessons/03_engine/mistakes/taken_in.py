"""Counts for somebody who never joined.

Hint: taken-in
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
        self.scores[player] = self.scores.get(player, 0) + 1
        return self.scores[player]

    def total(self):
        """Give all presses together."""
        return sum(self.scores.values())
