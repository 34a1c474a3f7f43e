"""What an engine knows of a gateway in another process: how far it was heard, who is there, what waits to be told."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clickgame.contract import wire
from clickgame.contract.presence import Move
from clickgame.engine.link import LocalLink

CREEP = 0.001  # by how much clocks may differ in their pace: far more than any do


@dataclass(slots=True)
class Gateway:
    """What is known of a gateway: how far it was heard, who is there, and what waits to be told."""

    channel: str
    heard: int = 0
    told: int = 0
    heard_at: float = 0.0
    silent_s: float = 0.0
    has_missed: bool = True
    late_s: float = 0.0
    """How much the fastest message of late was behind its gateway's clock (s); the clocks have nothing in common."""
    players: dict[str, None] = field(default_factory=dict[str, None])
    moves: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict[tuple[str, str], tuple[int, int]])
    answers: list[wire.Answer] = field(default_factory=list[wire.Answer])
    facts: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    once: OrderedDict[int, wire.Answer | None] = field(default_factory=OrderedDict[int, "wire.Answer | None"])

    def heard_as_of(self, at: float, *, now: float) -> float:
        """Tell when (s) the gateway had heard what it said *at* its own time, and has come *now*."""
        late_s = now - at
        if self.heard_at:
            late_s = min(late_s, self.late_s + CREEP * (now - self.heard_at))
        self.late_s, self.heard_at, self.silent_s = late_s, now, 0.0
        return min(now, at + late_s)

    def settle(self, oldest: int) -> None:
        """Forget the answers to calls before the *oldest* that may be made again."""
        while self.once and next(iter(self.once)) < oldest:
            self.once.popitem(last=False)

    def take_census(self, link: LocalLink, players: Sequence[str], moves: Iterable[Move]) -> None:
        """Take all who are there for what is so, whatever was heard before, and tell *link* what that changes."""
        here = dict.fromkeys(players)
        self.present(link, joined=players, left=[player for player in self.players if player not in here])
        now = {(move.player, move.arena): (move.pages, move.seen) for move in moves}
        self._put(link, {place: now.get(place, (0, 0)) for place in {**self.moves, **now}})
        self.has_missed = False

    def empty(self, link: LocalLink) -> None:
        """Let all who were there go, until the gateway says who is."""
        self.take_census(link, (), ())
        self.has_missed = True

    def present(self, link: LocalLink, *, joined: Sequence[str], left: Sequence[str]) -> None:
        """Take note of players who have come to the gateway, and who have left it, and tell *link*."""
        joined = [player for player in dict.fromkeys(joined) if player not in self.players]
        left = [player for player in dict.fromkeys(left) if player in self.players]
        self.players.update(dict.fromkeys(joined))
        for player in left:
            del self.players[player]
        if joined or left:
            link.present(joined=joined, left=left)

    def attend(self, link: LocalLink, moves: Iterable[Move]) -> None:
        """Take note of page loads that have come, gone, or changed, and tell *link*."""
        now: dict[tuple[str, str], tuple[int, int]] = {}
        for player, arena, pages, seen in moves:
            before = now.get((player, arena)) or self.moves.get((player, arena), (0, 0))
            now[player, arena] = before[0] + pages, before[1] + seen
        self._put(link, now)

    def _put(self, link: LocalLink, now: Mapping[tuple[str, str], tuple[int, int]]) -> None:
        """Let so many page loads be there, and seen, *now*; less than none are none, so that nobody else's leave."""
        changes: list[Move] = []
        for place, (pages, seen) in now.items():
            before = self.moves.pop(place, (0, 0))
            after = max(0, pages), max(0, min(seen, pages))
            if after[0]:
                self.moves[place] = after
            if after != before:
                changes.append(Move(*place, after[0] - before[0], after[1] - before[1]))
        if changes:
            link.attend(changes)
