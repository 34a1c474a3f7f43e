"""The entries of the feed: the newest so many, what players answered to them, and pages of them.

Pure and synchronous. Numbers rise by one, so what is kept is a stretch of numbers, and a page of a filter is found by
bisecting the numbers of that filter: its cost is in its length, not in what is kept.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice

from clickgame.contract.errors import NotYours, ReactionsFull, UnknownEntry, UnknownReaction
from clickgame.contract.feed import REACTION_KEYS
from clickgame.core.arenas import ARENAS

Filter = tuple[str, str]
"""A kind and an arena; "" stands for all."""

_ALL = 2**53
_LISTED = frozenset(("", *(kind.key for kind in ARENAS)))


@dataclass(slots=True)
class Entry:
    """A fact worth telling: what *player* did *at* a time (s, UTC), in an arena ("": in all of them).

    *other* is the other player whom it is about, if there is one, *subject* what it is about (an achievement's key, a
    period's), and *amount* how much (presses, days, a rank). *reactions* are keys by player.
    """

    number: int
    at: float
    kind: str
    player: str
    arena: str = ""
    other: str = ""
    subject: str = ""
    amount: int = 0
    is_hidden: bool = False
    reactions: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that show it: an arena that players have opened is known to those alone who have its link."""
        anywhere = (("", ""), (self.kind, "")) if self.arena in _LISTED else ()
        return anywhere + ((("", self.arena), (self.kind, self.arena)) if self.arena else ())

    @property
    def players(self) -> set[str]:
        """Everybody whom it is about, or who has reacted to it."""
        return {self.player, self.other, *self.reactions} - {""}


class Feed:
    """The newest *kept* numbers of entries, each with *reactions_kept* reactions at the most."""

    def __init__(self, *, kept: int, reactions_kept: int) -> None:
        """Start with none."""
        self.entries: dict[int, Entry] = {}
        self.newest = 0
        self._kept = kept
        self._reactions_kept = reactions_kept
        # The numbers of what is shown by filter, and of what a player has hidden by (player,): they rise.
        self._numbers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._of: defaultdict[str, set[int]] = defaultdict(set)

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* has the same entries."""
        return isinstance(other, Feed) and self.entries == other.entries

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # it changes

    # Records

    def put(self, entry: Entry) -> None:
        """Take in *entry*, in place of the one with its number; the oldest leave. One too old changes nothing."""
        number = entry.number
        for old in range(max(1, self.newest - self._kept + 1), min(self.newest, number - self._kept) + 1):
            self._drop(old)
        self._drop(number)
        self.newest = max(self.newest, number)
        if number <= self.newest - self._kept:
            return
        self.entries[number] = entry
        self._list(entry)
        for player in entry.players:
            self._of[player].add(number)

    def put_reaction(self, number: int, player: str, reaction: str) -> None:
        """Let *reaction* be what *player* answered to an entry, "" being none; one that has left changes nothing."""
        entry = self.entries.get(number)
        if entry is None:
            return
        if reaction:
            entry.reactions[player] = reaction
            self._of[player].add(number)
        else:
            entry.reactions.pop(player, None)
            self._release(player, entry)

    def forget(self, player: str) -> list[Entry]:
        """Drop all entries about *player*, and the reactions; give those of which something was dropped."""
        touched = [self.entries[number] for number in self._of.get(player, ())]
        for entry in touched:
            if player in (entry.player, entry.other):
                self._drop(entry.number)
            else:
                self.put_reaction(entry.number, player, "")
        return touched

    # Players

    def react(self, player: str, number: object, reaction: object) -> Entry | None:
        """Let *reaction* ("": none) be what *player* answers to an entry; give it if that changes anything.

        Raises UnknownEntry, UnknownReaction, and ReactionsFull for one more than are kept.
        """
        entry = self.visible(player, number)
        if not isinstance(reaction, str) or reaction not in ("", *REACTION_KEYS):
            raise UnknownReaction
        if entry.reactions.get(player, "") == reaction:
            return None
        if reaction and player not in entry.reactions and len(entry.reactions) >= self._reactions_kept:
            raise ReactionsFull
        self.put_reaction(entry.number, player, reaction)
        return entry

    def hide(self, player: str, number: object, *, is_hidden: bool) -> Entry | None:
        """Hide an own entry of *player*'s from all others, or show it again; give it if that changes anything.

        Raises UnknownEntry, and NotYours.
        """
        entry = self.visible(player, number)
        if entry.player != player:
            raise NotYours
        if entry.is_hidden == is_hidden:
            return None
        self._unlist(entry)
        entry.is_hidden = is_hidden
        self._list(entry)
        return entry

    # Reading

    def visible(self, player: str, number: object) -> Entry:
        """Give the entry with that *number*. Raises UnknownEntry where there is none that *player* may see."""
        entry = self.entries.get(number) if type(number) is int else None
        if entry is None or (entry.is_hidden and entry.player != player):
            raise UnknownEntry
        return entry

    def naming(self, player: str) -> list[Entry]:
        """List the entries about *player*, and those with an answer of theirs, by number."""
        return [self.entries[number] for number in sorted(self._of.get(player, ()))]

    def page(self, shown: Filter, *, before: int, most: int, player: str = "") -> list[Entry]:
        """Give the *most* newest entries of a filter with numbers below *before*, and what *player* has hidden."""
        hidden = (self.entries[number] for number in _below(self._numbers.get((player,), []), before))
        own = (entry.number for entry in hidden if shown in entry.filters)
        numbers = merge(_below(self._numbers.get(shown, []), before), own, reverse=True)
        return [self.entries[number] for number in islice(numbers, most)]

    # Inside

    def _drop(self, number: int) -> None:
        entry = self.entries.get(number)
        if entry is None:
            return
        self._unlist(entry)
        del self.entries[number]
        for player in entry.players:
            self._discard(player, number)

    def _list(self, entry: Entry) -> None:
        for key in _keys(entry):
            insort(self._numbers[key], entry.number)

    def _unlist(self, entry: Entry) -> None:
        for key in _keys(entry):
            numbers = self._numbers[key]
            del numbers[bisect_left(numbers, entry.number)]
            if not numbers:
                del self._numbers[key]

    def _release(self, player: str, entry: Entry) -> None:
        if player not in entry.players:
            self._discard(player, entry.number)

    def _discard(self, player: str, number: int) -> None:
        numbers = self._of[player]
        numbers.discard(number)
        if not numbers:
            del self._of[player]


def feed_at_rest() -> Feed:
    """Give a feed that keeps whatever it is given: whoever starts a game from records keeps fewer."""
    return Feed(kept=_ALL, reactions_kept=_ALL)


def _keys(entry: Entry) -> tuple[tuple[str, ...], ...]:
    return ((entry.player,),) if entry.is_hidden else entry.filters


def _below(numbers: list[int], before: int) -> Iterator[int]:
    """Give those of *numbers*, which rise, that are below *before*, the highest first."""
    return (numbers[at] for at in range(bisect_left(numbers, before) - 1, -1, -1))
