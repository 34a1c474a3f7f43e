"""Makes cookies with the module random.

Hint: predictable
"""

import hashlib
import random


class Door:
    """Knows visitors again."""

    def __init__(self):
        self.players = {}

    def arrive(self, cookie):
        """Give the number and the cookie of whoever comes with *cookie*, a text or None."""
        if cookie is not None and (player := self.players.get(key_of(cookie))):
            return player, cookie
        player = len(self.players) + 1
        cookie = "".join(random.choices("abcdefghijklmnop", k=43))
        self.players[key_of(cookie)] = player
        return player, cookie


def key_of(cookie):
    """Give what is kept of a cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()
