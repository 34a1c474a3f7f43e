"""The boards that somebody watches, each in slots, with a version that rises when it changes."""

from collections.abc import Sequence

from clickgame.contract.boards import Board
from clickgame.core.game import Game
from clickgame.core.ranking import Row
from clickgame.engine.slots import FRESH_MOST, Slots

TOP = 10  # ranks whose newcomers are shown at once
MEMBERS_S = 2.0  # for which a full board keeps its other members, and all of them where many want in


class BoardView:
    """One board of one arena, with *rows_most* lines, in the life *epoch* of an engine."""

    def __init__(self, arena: str, board: str, *, rows_most: int, epoch: int) -> None:
        """Start with an empty board."""
        self._arena = arena
        self._board = board
        self._rows_most = rows_most
        self._slots = Slots()
        self._members_at = 0.0
        self._newest = Board(epoch, 0, [], [], "", 0, 0, [])

    def renew(self, game: Game, *, online: int, now: float) -> Board:
        """Bring the board up to date with *game*, which has been settled, and give it. Raises UnknownBoard."""
        slots, newest = self._slots, self._newest
        slots.fill(self._rows(game, now))
        arena = game.arena(self._arena)
        crowned = game.closed.champions(self._arena, arena.boards.day)
        parts = (slots.names, slots.fresh, slots.lines, arena.total, online, crowned)
        if parts != newest[2:]:
            self._newest = newest = Board(newest.epoch, newest.version + 1, *parts)
        return newest

    def _rows(self, game: Game, now: float) -> Sequence[Row]:
        """Give the lines to show: a full board changes its members once in a while only, unless one comes far up.

        Names are most of a board's bytes, and at its lower end places change hands all the time. Where a crowd presses
        in step, they do so up to its top: everybody is level, and who was first is others with each press.
        """
        rows = game.rows(self._arena, self._board, count=self._rows_most)
        shown = self._slots.players
        newcomers = [row for row in rows if row.player not in shown]
        is_full = len(shown) >= self._rows_most
        may_wait = len(newcomers) > FRESH_MOST or (bool(newcomers) and newcomers[0].rank > TOP)
        if is_full and may_wait and now - self._members_at < MEMBERS_S:
            still = game.rows_of(self._arena, self._board, shown)
            if len(still) == len(shown):
                return still
        if newcomers:
            self._members_at = now
        return rows


class BoardViews:
    """The views of all boards that somebody has asked for."""

    def __init__(self, *, rows_most: int, epoch: int) -> None:
        """Start with none; see `BoardView`."""
        self._rows_most = rows_most
        self._epoch = epoch
        self._views: dict[tuple[str, str], BoardView] = {}

    def board(self, game: Game, arena: str, board: str, *, online: int, now: float) -> Board:
        """Give a board as *game*, which has been settled, has it. Raises UnknownArena or UnknownBoard."""
        view = self._views.get((arena, board))
        if view is None:
            view = BoardView(arena, board, rows_most=self._rows_most, epoch=self._epoch)
        newest = view.renew(game, online=online, now=now)
        self._views[arena, board] = view
        return newest
