"""Places the players who wait for a place, and judges them, a few at a time: no press has to wait for a crowd.

The boards that may wait are behind by as long as this takes: less than a second for a room, some seconds for thousands,
and twenty for thousands on boards that nobody watches.
"""

import asyncio
from collections.abc import Callable

from clickgame.core.arena import Arena
from clickgame.core.boards import MAY_WAIT
from clickgame.core.game import Game

EVERY_S = 0.02
PLACED_AT_ONCE = 16  # players for whom a board that may wait does not
SOON = 8  # looks in which the others are placed
LEAST = 8  # players placed and judged at a time: half a millisecond with all that is told
STEPS = 250  # in which a crowd has had its turn
STEPS_UNWATCHED = 1_000  # and on boards that nobody watches


class Settler:
    """Takes turns over the arenas of *game* in which somebody waits; calls *settled* after each."""

    def __init__(self, game: Game, settled: Callable[[], None]) -> None:
        """Do nothing yet."""
        self._game = game
        self._settled = settled
        self._arenas: dict[str, Arena] = {}
        self._next: asyncio.TimerHandle | None = None

    def look(self, arena: Arena, board: str, *, now: float) -> None:
        """Bring *board* of *arena* up to date, or nearer to that: it is looked at *now* (s). Raises UnknownBoard."""
        boards = arena.boards
        boards.watch(board, now=now)
        boards.settle_first()
        if board in MAY_WAIT:
            boards.settle_later(max(PLACED_AT_ONCE, boards.waiting // SOON))
        if boards.waiting or boards.resting or boards.settled:
            self._begin(arena)

    def _begin(self, arena: Arena) -> None:
        """Go on until nobody waits in *arena*."""
        self._arenas[arena.name] = arena
        if self._next is None:
            self._next = asyncio.get_running_loop().call_later(EVERY_S, self._step)

    def stop(self) -> None:
        """Leave those who wait where they are."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _step(self) -> None:
        self._next = None
        name = next(iter(self._arenas))
        arena = self._arenas.pop(name)
        boards = arena.boards
        waiting, unjudged = boards.waiting, len(boards.settled)
        boards.settle_later(max(LEAST, waiting // STEPS))
        boards.settle_last(max(LEAST, boards.resting // STEPS_UNWATCHED))
        self._game.judge(arena, most=max(LEAST, unjudged // STEPS))
        if boards.waiting or boards.resting or boards.settled:
            self._arenas[name] = arena
        if self._arenas:
            self._next = asyncio.get_running_loop().call_later(EVERY_S, self._step)
        self._settled()
