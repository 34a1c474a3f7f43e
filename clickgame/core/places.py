"""The arenas that there are: those of the table, and those that players have opened."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clickgame.contract.errors import HandleInvalid, TitleInvalid, UnknownArena
from clickgame.contract.naming import HandleReserved, HandleRude, TitleReserved, TitleRude
from clickgame.core.arena import Arena
from clickgame.core.arenas import ARENAS, ArenaKind, kind_of
from clickgame.core.handles import choose
from clickgame.core.openings import Opening, Openings
from clickgame.core.programs import ProgramArena
from clickgame.core.rules import Rules
from clickgame.core.sprint import Sprint

_OF_TITLES: dict[type[HandleInvalid], type[TitleInvalid]] = {HandleReserved: TitleReserved, HandleRude: TitleRude}

SHUT_S = 3600.0  # for which an arena that nobody gets into any more is still there for whoever is in it


class Places:
    """All arenas by name; *build* makes one of a name and a kind."""

    def __init__(self, rules: Rules, build: Callable[[str, ArenaKind], Arena]) -> None:
        """Start with those of the table."""
        self._age_s = rules.arena_age_s
        self._build = build
        self._day = 0
        self.openings = Openings(rules)
        self.arenas = {kind.key: build(kind.key, kind) for kind in ARENAS}

    def arena(self, name: object) -> Arena:
        """Give the arena called *name*, or raise UnknownArena."""
        try:
            return self.arenas[name]  # pyright: ignore[reportArgumentType]  # whatever else it is, it is not there
        except (KeyError, TypeError):
            raise UnknownArena from None

    def kind(self, name: str) -> tuple[ArenaKind, str]:
        """Give the kind of the arena called *name*, and its title. Raises UnknownArena."""
        opening = self.openings.find(name)
        if opening is not None:
            kind = kind_of(opening.of_kind)
            return kind, opening.title or kind.title
        kind = kind_of(name)
        return kind, kind.title

    def open(self, opening: Opening) -> Opening:
        """Open an arena for a player whom the game knows; its title is chosen as a handle is.

        Raises UnknownArena for a kind that is none, TitleInvalid or one of its children, TooManyArenas and ArenasFull.
        """
        kind_of(opening.of_kind)
        try:
            cleaned = replace(opening, title=choose(opening.title))
        except HandleInvalid as refusal:
            raise _OF_TITLES.get(type(refusal), TitleInvalid) from None
        self.openings.check(opening.owner)
        self.put(cleaned)
        return cleaned

    def put(self, opening: Opening) -> None:
        """Take in an arena that a player has opened. Raises UnknownArena for a kind that is none."""
        if opening.name not in self.arenas:
            arena = self.arenas[opening.name] = self._build(opening.name, kind_of(opening.of_kind))
            arena.turn(self._day)
        self.openings.put(opening)

    def drop(self, name: str) -> bool:
        """Drop an arena that a player has opened; tell whether it was there."""
        if self.openings.find(name) is None:
            return False
        self.openings.drop(name)
        del self.arenas[name]
        return True

    def is_shut(self, name: str, now: float) -> bool:
        """Tell whether *name* is an arena that a player has opened and nobody has used for long: nobody gets in."""
        opening = self.openings.find(name)
        return opening is not None and self._idle_s(opening, now) >= self._age_s

    def idle(self, now: float) -> list[str]:
        """List the arenas that have been shut for so long that nobody can still be on the way in."""
        return [opening.name for opening in self.openings.all() if self._idle_s(opening, now) >= self._age_s + SHUT_S]

    def _idle_s(self, opening: Opening, now: float) -> float:
        return now - max(opening.opened_at, self.arenas[opening.name].used_at)

    def turn(self, day: int) -> None:
        """Note that it is *day*, for arenas that are opened from now on."""
        self._day = max(self._day, day)


def build(name: str, kind: ArenaKind, rules: Rules, **parts: Any) -> Arena:  # noqa: ANN401  # what an Arena takes
    """Make the arena called *name* of that *kind*, by *rules* where the kind has none of its own; see `Arena`."""
    own = replace(rules, **kind.rules)
    if kind.length_s:
        return Sprint(name, kind.season, replace(own, run_s=kind.length_s), boards=kind.all_boards, **parts)
    if kind.has_programs:
        return ProgramArena(name, kind.season, own, boards=kind.all_boards, **parts)
    return Arena(name, kind.season, own, boards=kind.all_boards, **parts)
