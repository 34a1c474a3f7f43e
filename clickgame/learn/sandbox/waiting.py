"""Who runs next: programs wait in the order in which they came, and no player has two that run.

Programs that are patient are those for which nobody waits: they run when no other one can.
"""

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
        """Let *most* programs wait, and as many that are patient, and *each* of one player wait or run."""
        self._most, self._each = most, each
        self._line: list[Ticket] = []
        self._patient: list[Ticket] = []
        self._running: dict[str, Ticket] = {}

    def __len__(self) -> int:
        """Count those that wait."""
        return len(self._line) + len(self._patient)

    def join(self, player: str, *, is_patient: bool = False) -> Ticket:
        """Give a program of *player* the last place. Raises TooManyPrograms and SandboxFull."""
        theirs = sum(ticket.player == player for ticket in self._all()) + (player in self._running)
        if theirs >= self._each:
            raise TooManyPrograms
        line = self._patient if is_patient else self._line
        if len(line) >= self._most:
            raise SandboxFull
        ticket = Ticket(player, len(line) + 1)
        line.append(ticket)
        return ticket

    def take(self) -> Ticket | None:
        """Give the first whose player has none that runs, which then does; None if there is no such."""
        for ticket in self._all():
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
        """Take *ticket* out of its line, if it is there."""
        for line in (self._line, self._patient):
            if ticket in line:
                line.remove(ticket)

    def moved(self) -> list[Ticket]:
        """Give new places to those that wait, and list those whose place has changed."""
        changed: list[Ticket] = []
        for line in (self._line, self._patient):
            for place, ticket in enumerate(line, start=1):
                if ticket.place != place:
                    ticket.place = place
                    changed.append(ticket)
        return changed

    def _all(self) -> list[Ticket]:
        """List those that wait, in the order in which they are taken."""
        return [*self._line, *self._patient]
