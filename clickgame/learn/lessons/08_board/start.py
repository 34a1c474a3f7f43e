"""Who leads."""


class Board:
    """Players with a score, best first."""

    def __init__(self):
        self.scores = {}

    def place(self, player, score, now):
        """Move *player* to where *score*, reached at time *now*, belongs; 0 is off the board."""
        self.scores[player] = score

    def rank(self, player):
        """Give the rank of *player*, 1 being first and 0 not on the board."""
        return self.top(len(self.scores)).index(player) + 1

    def top(self, count):
        """Give the first *count* players."""
        return sorted(self.scores, key=self.scores.get)[:count]
