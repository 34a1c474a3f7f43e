"""Who is here: a player is, for as long as any gateway says so.

The count of everybody follows each coming and going at once. Who is in which arena, and does what, is told by moves, as
gateways gather them, and asked for once a second.
"""

from collections import defaultdict
from collections.abc import Iterable

from clickgame.contract.presence import PLAYING_S, Move, People
from clickgame.core.game import Game
from clickgame.engine.people import Gathering


class Presence:
    """Players by the number of gateways that have them, and by arena."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._gateways: dict[str, int] = {}
        self._gatherings: defaultdict[str, Gathering] = defaultdict(Gathering)

    @property
    def online(self) -> int:
        """How many players are here."""
        return len(self._gateways)

    def is_here(self, player: str) -> bool:
        """Tell whether *player* is here."""
        return player in self._gateways

    def join(self, players: Iterable[str]) -> list[str]:
        """Take note of *players* at one more gateway; give those who were at none."""
        arrived: list[str] = []
        for player in players:
            gateways = self._gateways[player] = self._gateways.get(player, 0) + 1
            if gateways == 1:
                arrived.append(player)
        return arrived

    def leave(self, players: Iterable[str]) -> list[str]:
        """Take note of *players* at one gateway less; give those who are at none any more."""
        departed: list[str] = []
        for player in players:
            gateways = self._gateways.pop(player, 1) - 1
            if gateways:
                self._gateways[player] = gateways
            else:
                departed.append(player)
        return departed

    def attend(self, moves: Iterable[Move]) -> None:
        """Take note of page loads that have come to arenas, gone from them, or changed."""
        for move in moves:
            self._gatherings[move.arena].move(move)

    def count(self, arena: str) -> int:
        """Count the players in *arena*."""
        gathering = self._gatherings.get(arena)
        return 0 if gathering is None else len(gathering)

    def people(self, game: Game, name: str, *, now: float) -> People:
        """Say who is in the arena of *game* called *name*. Raises UnknownArena."""
        arena = game.arena(name)
        return self._gatherings[name].people(
            arena.pressed_since(now - PLAYING_S), game.roster.players, now=now, hidden=game.moderation.hidden
        )
