"""Swaps the two characters of `+=`.

Hint: equals-plus
"""


class Game:
    """One player's game."""

    def __init__(self):
        self.score = 0

    def press(self):
        """Count one press, and give the new score."""
        self.score = +1
        return self.score
