"""Whose handle is whose: who has one that is too like another.

What tells that takes long for each handle. So those who were there at a start are only sorted roughly, until somebody
asks for a handle of their family.
"""

from collections.abc import Mapping

from clickgame.core.likeness import families, likenesses
from clickgame.core.players import Player


class Namesakes:
    """The owners of handles among *players*."""

    def __init__(self, players: Mapping[str, Player]) -> None:
        """Start with none."""
        self._players = players
        self._by_likeness: dict[str, str] = {}
        self._unread: dict[str, list[str]] = {}

    def sort(self, player: Player) -> None:
        """Note the handle of *player*, who was there at the start."""
        for family in families(player.handle):
            self._unread.setdefault(family, []).append(player.id)

    def take(self, player: Player) -> None:
        """Note the handle of *player*."""
        self._read(player.handle)
        self._own(player)

    def free(self, player: Player) -> None:
        """Give up the handle of *player*, who is still among all."""
        self._read(player.handle)
        for key in likenesses(player.handle):
            if self._by_likeness.get(key) == player.id:
                del self._by_likeness[key]

    def is_taken(self, handle: str, *, by_other_than: str) -> bool:
        """Tell whether a player other than *by_other_than* has *handle* or one too like it."""
        self._read(handle)
        owners = (self._by_likeness.get(key, by_other_than) for key in likenesses(handle))
        return any(owner != by_other_than for owner in owners)

    def _read(self, handle: str) -> None:
        """Know who was there at the start and has a handle like *handle*."""
        for family in families(handle):
            for player in self._unread.pop(family, ()):
                self._own(self._players[player])

    def _own(self, player: Player) -> None:
        for key in likenesses(player.handle):
            self._by_likeness[key] = player.id
