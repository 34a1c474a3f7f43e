"""One-time links by which a player gets to another device: few, short-lived, and in memory only.

A link is a secret of 128 bits in an address. To look at it changes nothing; whoever takes it first has it, and for a
while those who come later are told why they do not. Nothing here knows a clock: *now* is passed in, in seconds."""

import secrets
from dataclasses import dataclass

from clickgame.contract.errors import LinkExpired, LinkUnknown, LinkUsed

SECRET_BYTES = 16
TOLD_S = 3_600.0  # how long a link that is over is told from one that never was


@dataclass(slots=True)
class Move:
    """A link: its *secret*, the *token* that it hands over, whose that is, and until when (s) it works."""

    secret: str
    token: str
    player: str
    until: float
    is_used: bool = False


class Moves:
    """The links of one server, at most one that works for each player."""

    def __init__(self, *, lasts_s: float, most: int) -> None:
        """Have each work for *lasts_s*, and remember *most* at the most, those that are over included."""
        self.lasts_s = lasts_s
        self._most = most
        self._moves: dict[str, Move] = {}  # the oldest first, as all last equally long
        self._of_player: dict[str, Move] = {}

    def __len__(self) -> int:
        """Count the links that are remembered."""
        return len(self._moves)

    def make(self, token: str, player: str, *, now: float) -> Move:
        """Make a link for *player*, in place of the one there was."""
        self.withdraw(player, now=now)
        made = Move(secrets.token_hex(SECRET_BYTES), token, player, now + self.lasts_s)
        self._moves[made.secret] = self._of_player[player] = made
        while (oldest := next(iter(self._moves.values()))).until + TOLD_S < now or len(self._moves) > self._most:
            self._forget(oldest)
        return made

    def of(self, player: str, *, now: float) -> Move | None:
        """Give the link of *player* that works now, if there is one."""
        move = self._of_player.get(player)
        return move if move and now < move.until and not move.is_used else None

    def find(self, secret: str, *, now: float) -> Move:
        """Look at a link. Raises LinkUnknown, LinkUsed or LinkExpired."""
        move = self._moves.get(secret)
        if move is None:
            raise LinkUnknown
        if move.is_used:
            raise LinkUsed
        if now >= move.until:
            raise LinkExpired
        return move

    def take(self, secret: str, *, now: float) -> Move:
        """Use a link up. Raises what `find` does."""
        move = self.find(secret, now=now)
        move.is_used = True
        return move

    def withdraw(self, player: str, *, now: float) -> None:
        """Let the link of *player* be over, if there is one that works."""
        move = self.of(player, now=now)
        if move is not None:
            move.until = now

    def _forget(self, move: Move) -> None:
        del self._moves[move.secret]
        if self._of_player.get(move.player) is move:
            del self._of_player[move.player]
