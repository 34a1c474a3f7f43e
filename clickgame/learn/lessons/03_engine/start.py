"""One place that knows all players."""


class UnknownPlayer(Exception):
    """Nobody has this id."""


class Engine:
    """Counts everybody's presses."""

    def __init__(self):
        self.scores = {}

    def join(self, name):
        """Give the id of a new player."""

    def press(self, player):
        """Count one press of *player*, an id; give their score. Raises UnknownPlayer."""

    def total(self):
        """Give all presses together."""
