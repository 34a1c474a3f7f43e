"""Who leads."""

from bisect import bisect_left, insort


class Board:
    """Players with a score, best first."""

    def __init__(self):
        self.order = []
        self.places = {}

    def place(self, player, score, now):
        """Move *player* to where *score*, reached at time *now*, belongs; 0 is off the board."""
        old = self.places.pop(player, None)
        if old is not None:
            del self.order[bisect_left(self.order, old)]
        if score > 0:
            self.places[player] = (-score, now, player)
            insort(self.order, self.places[player])

    def rank(self, player):
        """Give the rank of *player*, 1 being first and 0 not on the board."""
        if player not in self.places:
            return 0
        return bisect_left(self.order, self.places[player]) + 1

    def top(self, count):
        """Give the first *count* players."""
        return [player for _, _, player in self.order[:count]]
