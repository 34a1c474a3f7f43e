"""One board's order: placing a player is cheap, and what is asked for is put in order when it is asked for.

The places are cut into blocks, each a stretch of the ranks. A player who moves within a block, as most presses do, is
only noted there. A block is sorted when somebody looks at it, or when it has grown so much that it is cut in two.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, count
from math import inf
from operator import itemgetter
from typing import NamedTuple

from clickgame.core.players import Player

MOST = 512  # places of a block; more are cut in two
LEAST = 32  # fewer join the block beside them
OUTDATED_MOST = 128  # places of a block that are none any more


class Row(NamedTuple):
    """One line of a board as anybody may see it."""

    player: str
    rank: int
    handle: str
    score: int


_PLAYER = itemgetter(2)  # of a place

Begin = tuple[()] | tuple[float] | tuple[float, float, str]
"""Where a block begins: before all others, or at such a place."""

Place = tuple[int, float, str, int]
"""Where a player belongs: more presses first (so that they are below 0), and of equals whoever had them first (s).

The number of its block never decides, as no two places are of one player."""


class Block:
    """The places from *begin* up to *end*, and others that are outdated: of players who have moved since.

    Places know it by its *number*: so the collector need not look at them, and a board that is over is gone at once.
    """

    __slots__ = ("begin", "end", "gone", "is_sorted", "number", "places", "size")

    def __init__(self, number: int, begin: Begin, end: Begin) -> None:
        """Start empty."""
        self.number = number
        self.begin = begin
        self.end = end
        self.places: list[Place] = []
        self.gone: list[Place] = []
        """Those of the places that are outdated."""
        self.size = 0
        self.is_sorted = True


class Ranking:
    """Players with a score, best first."""

    def __init__(self) -> None:
        """Start empty."""
        self.total = 0
        """All presses on the board together."""
        self._places: dict[str, Place] = {}
        first = Block(0, (), (inf,))
        self._numbers = count(1)
        self._blocks = {first.number: first}
        self._order = [first]
        self._begins = [first.begin]
        self._before: list[int] = []  # how many places are before each block; empty when that has changed

    def __len__(self) -> int:
        """Count the players on the board."""
        return len(self._places)

    def place(self, player: str, *, score: int, since: float) -> None:
        """Move *player* to where *score* presses, had since *since* (s), belong; 0 presses is off the board."""
        self.place_all(((player, score, since),))

    def place_all(self, moves: Iterable[tuple[str, int, float]]) -> None:
        """Move some players, each given once, with the presses and since when (s) they are had; see `place`."""
        if not self._places:
            self._fill(moves)
            return
        places, blocks, order, begins = self._places, self._blocks, self._order, self._begins
        gained = 0
        for player, score, since in moves:
            minus = -score
            old = places.get(player)
            if score <= 0:
                gained += self._remove(player)
                continue
            block = None
            if old is not None:
                before, since_then, _, number = old
                if before == minus and since_then == since:
                    continue
                gained += before
                block = blocks[number]
                block.gone.append(old)
                place = minus, since, player, number
                if block.begin <= place < block.end:
                    gained += score
                    places[player] = place
                    block.is_sorted = False
                    block.places.append(place)
                    if len(block.gone) > OUTDATED_MOST:
                        self._tidy(block)
                    continue
            gained += score
            other = order[bisect_right(begins, (minus, since, player)) - 1]
            place = places[player] = minus, since, player, other.number
            other.is_sorted = False
            other.places.append(place)
            other.size += 1
            if other.size > MOST:
                self._split(other)
            if block is not None:
                self._leave(block)
        self.total += gained
        self._before = []

    def _remove(self, player: str) -> int:
        """Take *player* off the board, if there; give minus the presses."""
        old = self._places.pop(player, None)
        if old is None:
            return 0
        block = self._blocks[old[3]]
        block.gone.append(old)
        self._leave(block)
        return old[0]

    def rank(self, player: str) -> int:
        """Give the rank of *player*, 1 being first and 0 not on the board."""
        place = self._places.get(player)
        if place is None:
            return 0
        block = self._blocks[place[3]]
        return self._counts()[self._at(block)] + bisect_left(self._sorted(block), place) + 1

    def score(self, player: str) -> int:
        """Give the presses that *player* is placed by, 0 when not on the board."""
        place = self._places.get(player)
        return 0 if place is None else -place[0]

    def rows(self, first: int, last: int, players: Mapping[str, Player]) -> list[Row]:
        """Give the lines from rank *first* to rank *last*, both counted."""
        first = max(1, first)
        found = enumerate(self._from(first, most=last - first + 1), first)
        return [Row(player, rank, players[player].handle, -minus) for rank, (minus, _, player, _) in found]

    def _from(self, first: int, *, most: int) -> Iterator[Place]:
        """Give *most* places at the most, from the one of rank *first* on."""
        before = self._counts()
        at = bisect_right(before, first - 1) - 1
        skipped = first - 1 - before[at]
        while most > 0 and at < len(self._order):
            some = self._sorted(self._order[at])[skipped : skipped + most]
            yield from some
            at, skipped, most = at + 1, 0, most - len(some)

    # Blocks

    def _fill(self, moves: Iterable[tuple[str, int, float]]) -> None:
        """Place some players on the empty board. Only where many are level they are sorted; else it is for later."""
        by_score: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        for player, score, since in moves:
            if score > 0:
                by_score[score].append((since, player))
        self.total = sum(score * len(level) for score, level in by_score.items())
        self._before = []
        (last,) = self._order
        most = MOST // 2
        for score in sorted(by_score, reverse=True):
            level = by_score.pop(score)
            if len(level) > most:
                level.sort()
            for start in range(0, len(level), most):
                some = level[start : start + most]
                if last.size and last.size + len(some) > most:
                    last = self._cut(last, (-score, *(some[0] if start else min(level))))
                self._take(last, [(-score, since, player, 0) for since, player in some])
        for block in self._order:
            block.is_sorted = False

    def _cut(self, block: Block, begin: Begin) -> Block:
        """Let *block* end at *begin*, where another one begins; give that."""
        upper = Block(next(self._numbers), begin, block.end)
        block.end = begin
        at = self._at(block) + 1
        self._blocks[upper.number] = upper
        self._order.insert(at, upper)
        self._begins.insert(at, begin)
        return upper

    def _leave(self, block: Block) -> None:
        """Note that the player of one of the places of *block* is elsewhere."""
        block.size -= 1
        if block.size < LEAST and len(self._order) > 1:
            self._join(block)

    def _split(self, block: Block) -> None:
        """Cut *block* in two."""
        places = self._sorted(block)
        middle = len(places) // 2
        self._take(self._cut(block, places[middle][:3]), places[middle:])
        del places[middle:]
        block.size = middle

    def _join(self, block: Block) -> None:
        """Put what is left of *block* into the one before it, or else behind it."""
        at = self._at(block)
        del self._order[at], self._begins[at], self._blocks[block.number]
        other = self._order[max(0, at - 1)]
        if at:
            other.end = block.end
        else:
            other.begin = self._begins[0] = block.begin
        self._tidy(block)
        self._take(other, block.places)
        other.is_sorted = False

    def _take(self, block: Block, places: list[Place]) -> None:
        """Let *places* be in *block* from now on."""
        number = block.number
        moved = [(minus, since, player, number) for minus, since, player, _ in places]
        self._places.update(zip(map(_PLAYER, moved), moved, strict=True))
        block.places += moved
        block.size += len(moved)

    @staticmethod
    def _tidy(block: Block) -> None:
        """Let outdated places go."""
        if block.gone:
            gone = set(map(id, block.gone))
            block.places = [place for place in block.places if id(place) not in gone]
            block.gone.clear()

    def _sorted(self, block: Block) -> list[Place]:
        """Give the places of *block* in their order."""
        self._tidy(block)
        if not block.is_sorted:
            block.places.sort()
            block.is_sorted = True
        return block.places

    def _at(self, block: Block) -> int:
        return bisect_right(self._begins, block.begin) - 1

    def _counts(self) -> list[int]:
        """Tell how many places are before each block."""
        if not self._before:
            self._before = list(accumulate((block.size for block in self._order[:-1]), initial=0))
        return self._before
