"""Who runs next: programs wait in the order in which they came, and no player has two that run."""

from dataclasses import dataclass, field

from clickgame.contract.sandbox import SandboxFull, TooManyPrograms


@dataclass(eq=False, slots=True)
class Ticket:
    """The place of one program of *player*."""

    player: str
    place: int = field(default=0)


class Waiting:
    """The programs that wait, and those that run."""

    def __init__(self, *, most: int, each: int) -> None:
        """Let *most* programs wait, and *each* of one player wait or run."""
        self._most, self._each = most, each
        self._line: list[Ticket] = []
        self._running: dict[str, Ticket] = {}

    def __len__(self) -> int:
        """Count those that wait."""
        return len(self._line)

    def join(self, player: str) -> Ticket:
        """Give a program of *player* the last place. Raises TooManyPrograms and SandboxFull."""
        theirs = sum(ticket.player == player for ticket in self._line) + (player in self._running)
        if theirs >= self._each:
            raise TooManyPrograms
        if len(self._line) >= self._most:
            raise SandboxFull
        ticket = Ticket(player, len(self._line) + 1)
        self._line.append(ticket)
        return ticket

    def take(self) -> Ticket | None:
        """Give the first whose player has none that runs, which then does; None if there is no such."""
        for ticket in self._line:
            if ticket.player not in self._running:
                self._running[ticket.player] = ticket
                self.leave(ticket)
                return ticket
        return None

    def finish(self, ticket: Ticket) -> None:
        """Note that *ticket* has run."""
        if self._running.get(ticket.player) is ticket:
            del self._running[ticket.player]

    def leave(self, ticket: Ticket) -> None:
        """Take *ticket* out of the line, if it is there."""
        if ticket in self._line:
            self._line.remove(ticket)

    def moved(self) -> list[Ticket]:
        """Give new places to those that wait, and list those whose place has changed."""
        changed: list[Ticket] = []
        for place, ticket in enumerate(self._line, start=1):
            if ticket.place != place:
                ticket.place = place
                changed.append(ticket)
        return changed
