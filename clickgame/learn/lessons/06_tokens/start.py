"""Who comes in, known by a cookie."""


class Door:
    """Knows visitors again."""

    def __init__(self):
        self.players = {}

    def arrive(self, cookie):
        """Give the number and the cookie of whoever comes with *cookie*, a text or None."""
        player = len(self.players) + 1
        self.players[player] = cookie
        return player, f"player-{player}"
