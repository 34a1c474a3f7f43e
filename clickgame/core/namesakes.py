"""Whose handle is whose: who has one that is too like another.

What tells that takes long for each handle. So those who were there at a start are only sorted roughly, until somebody
asks for a handle of their family.
"""

from collections.abc import Iterable, Mapping

from clickgame.core.likeness import families, family_of_each, likenesses
from clickgame.core.players import Player


class Namesakes:
    """The owners of handles among *players*."""

    def __init__(self, players: Mapping[str, Player]) -> None:
        """Start with none."""
        self._players = players
        self._by_likeness: dict[str, str] = {}
        # By family: most are of one player only, and a list for each would take as much memory as the rest.
        self._unread: dict[str, str | list[str]] = {}

    def sort(self, players: Iterable[Player]) -> None:
        """Note the handles of *players*, who were there at the start."""
        plain: list[Player] = []
        for player in players:
            if player.handle.isascii() and "\n" not in player.handle:
                plain.append(player)
            else:
                for family in families(player.handle):
                    self._sort(family, player.id)
        unread = self._unread
        for player, family in zip(plain, family_of_each([player.handle for player in plain]), strict=True):
            if family in unread:
                self._sort(family, player.id)
            else:
                unread[family] = player.id

    def _sort(self, family: str, player: str) -> None:
        of_family = self._unread.setdefault(family, player)
        if isinstance(of_family, list):
            of_family.append(player)
        elif of_family is not player:
            self._unread[family] = [of_family, player]

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
            of_family = self._unread.pop(family, ())
            for player in (of_family,) if isinstance(of_family, str) else of_family:
                self._own(self._players[player])

    def _own(self, player: Player) -> None:
        for key in likenesses(player.handle):
            self._by_likeness[key] = player.id
