"""Who is here: a player is, for as long as any gateway says so."""

from collections.abc import Iterable


class Presence:
    """Players by the number of gateways that have them."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._gateways: dict[str, int] = {}

    @property
    def online(self) -> int:
        """How many players are here."""
        return len(self._gateways)

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
