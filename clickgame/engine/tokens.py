"""Whose a token is: the game keeps nothing of it but its SHA-256, from which nobody gets it back."""

import hashlib

from clickgame.contract.reads import Holder
from clickgame.core.game import Game


def key_of(token: str) -> str:
    """Give what is kept of a token: its SHA-256, in hex."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def holder(game: Game, token: str) -> Holder | None:
    """Tell who has *token*, None if nobody has."""
    player = game.find(key_of(token))
    return player and Holder(player.id, player.handle)
