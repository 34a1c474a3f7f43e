"""One-time links by which a player gets to another device: few, short-lived, and in memory only.

A link is a secret of 128 bits in an address. To look at it changes nothing; whoever takes it first has it, and for a
while those who come later are told why they do not. Nothing here knows a clock: *now* is passed in, in seconds."""

import secrets
from dataclasses import dataclass

from clickgame.contract.errors import LinkExpired, LinkUnknown, LinkUsed

SECRET_BYTES = 16
TOLD_S = 3_600.0  # how long a link that is over is told from one that never was


@dataclass(slots=True)
class DeviceLink:
    """A link: its *secret*, the *token* that it hands over, whose that is, and until when (s) it works."""

    secret: str
    token: str
    player: str
    until: float
    is_used: bool = False


class OneTimeLinks:
    """The links of one game, at most one that works for each player."""

    def __init__(self, *, lasts_s: float, most: int) -> None:
        """Have each work for *lasts_s*, and remember *most* at the most, those that are over included."""
        self._lasts_s = lasts_s
        self._most = most
        self._links: dict[str, DeviceLink] = {}  # the oldest first, as all last equally long
        self._of_player: dict[str, DeviceLink] = {}

    def __len__(self) -> int:
        """Count the links that are remembered."""
        return len(self._links)

    def make(self, token: str, player: str, *, now: float) -> DeviceLink:
        """Make a link for *player*, in place of the one there was."""
        self.withdraw(player, now=now)
        made = DeviceLink(secrets.token_hex(SECRET_BYTES), token, player, now + self._lasts_s)
        self._links[made.secret] = self._of_player[player] = made
        while (oldest := next(iter(self._links.values()))).until + TOLD_S < now or len(self._links) > self._most:
            self._forget(oldest)
        return made

    def of(self, player: str, *, now: float) -> DeviceLink | None:
        """Give the link of *player* that works now, if there is one."""
        link = self._of_player.get(player)
        return link if link and now < link.until and not link.is_used else None

    def find(self, secret: str, *, now: float) -> DeviceLink:
        """Look at a link. Raises LinkUnknown, LinkUsed or LinkExpired."""
        link = self._links.get(secret)
        if link is None:
            raise LinkUnknown
        if link.is_used:
            raise LinkUsed
        if now >= link.until:
            raise LinkExpired
        return link

    def take(self, secret: str, *, now: float) -> DeviceLink:
        """Use a link up. Raises what `find` does."""
        link = self.find(secret, now=now)
        link.is_used = True
        return link

    def withdraw(self, player: str, *, now: float) -> None:
        """Let the link of *player* be over, if there is one that works."""
        link = self.of(player, now=now)
        if link is not None:
            link.until = now

    def _forget(self, link: DeviceLink) -> None:
        del self._links[link.secret]
        if self._of_player.get(link.player) is link:
            del self._of_player[link.player]
