"""Arenas that players have opened: of one of the kinds there are, by a name that only its link tells.

They are unlisted, and close by themselves when nobody has pressed there for long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clickgame.contract.errors import ArenasFull, TooManyArenas
from clickgame.core.rules import Rules


@dataclass(frozen=True, slots=True)
class Opening:
    """An arena called *name*, of the kind with the key *of_kind*, that *owner* opened *opened_at* (s) as *title*.

    Once the owner is no more, it is nobody's ("") and goes by its kind's title ("").
    """

    name: str
    of_kind: str
    title: str
    owner: str
    opened_at: float


class Openings:
    """The arenas that players have opened, the oldest first."""

    def __init__(self, rules: Rules) -> None:
        """Start with none."""
        self._rules = rules
        self.openings: dict[str, Opening] = {}

    def check(self, owner: str) -> None:
        """Raise TooManyArenas or ArenasFull unless *owner* may open another one."""
        if len(self.of(owner)) >= self._rules.arenas_each:
            raise TooManyArenas
        if len(self.openings) >= self._rules.arenas_kept:
            raise ArenasFull

    def put(self, opening: Opening) -> None:
        """Take in *opening*."""
        self.openings[opening.name] = opening

    def forget(self, owner: str) -> None:
        """Let those that *owner* has opened be nobody's: others play there."""
        for opening in self.of(owner):
            self.put(disowned(opening))

    def drop(self, name: str) -> None:
        """Drop the one called *name*, if there."""
        self.openings.pop(name, None)

    def find(self, name: str) -> Opening | None:
        """Give the one called *name*, if it was opened by somebody."""
        return self.openings.get(name)

    def all(self) -> Iterator[Opening]:
        """Give every one."""
        return iter(tuple(self.openings.values()))

    def of(self, owner: str) -> list[Opening]:
        """List those that *owner* has opened."""
        return [opening for opening in self.openings.values() if opening.owner == owner]


def disowned(opening: Opening) -> Opening:
    """Give *opening* as nobody's, with nothing of its owner's left."""
    return replace(opening, title="", owner="")
