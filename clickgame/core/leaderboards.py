"""All boards of one arena: kept in order as players change, and started anew as days and weeks turn.

Pure and synchronous. Placing a player costs O(log n) a board; a turn costs what waits to be placed, not how many play.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat

from clickgame.contract.errors import UnknownBoard
from clickgame.contract.facts import Standing
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.boards import BY_KEY, BoardKind
from clickgame.core.periods import PERIODS
from clickgame.core.players import Player
from clickgame.core.ranking import Ranking, Row
from clickgame.core.scores import Score

NEIGHBOURS_EACH_SIDE = 2
WATCHED_S = 10.0  # for which a board counts as watched after a look

Leaderboard = tuple[BoardKind, Ranking]


class Leaderboards:
    """The boards of the *arena*, over its *scores* by player id and all *players* there are.

    Ranks and rows are as of the last settling.
    """

    def __init__(
        self,
        arena: str,
        scores: Mapping[str, Score],
        players: Mapping[str, Player],
        boards: Iterable[str],
        *,
        off: Sequence[AbstractSet[str]] = (),
    ) -> None:
        """Start with nobody on the *boards*, which are given by their keys.

        Those who are *off* by one of these, or have left, never get there. For whom that changes is to be noted.
        """
        self.day = 0
        self._arena = arena
        self._scores = scores
        self._players = players
        self._off = off
        self._boards: dict[str, Leaderboard] = {key: (BY_KEY[key], Ranking()) for key in boards}
        self._changed: set[str] = set()
        self._waiting: set[str] = set()
        self._anew: set[str] = set()
        self._resting: set[str] = set()
        self._watched: dict[str, float] = {}  # when each was looked at last (s)
        self.settled: dict[str, None] = {}
        """Who has been placed on the boards that are watched, for whoever judges them to take note and clear."""

    def __contains__(self, board: object) -> bool:
        """Tell whether there is such a board here."""
        return board in self._boards

    def note(self, player: str) -> None:
        """Note that *player* has pressed, or that a run is over."""
        self._changed.add(player)

    def note_anew(self, player: str) -> None:
        """Note that whatever there is of *player* may have changed, the best runs by kind of input included."""
        self._changed.add(player)
        self._anew.add(player)

    def fill(self, players: Sequence[str]) -> None:
        """Place *players* on all boards, while nobody is on them: those who were there at a start."""
        self._place(players, [board for board in self._boards.values() if not board[0].input_kind])
        self._place([player for player in players if self._scores[player].bests], self._of_input_kinds())

    def forget(self, player: str) -> None:
        """Take *player* off every board."""
        self._changed.discard(player)
        self._waiting.discard(player)
        self._anew.discard(player)
        self._resting.discard(player)
        self.settled.pop(player, None)
        for _, ranking in self._boards.values():
            ranking.place(player, score=0, since=0.0)

    def watch(self, board: str, *, now: float) -> None:
        """Note that *board* is looked at: of those that may wait, others then wait for longer. Raises UnknownBoard."""
        kind = self._board(board)[0]
        if not kind.may_wait or kind.input_kind:
            return
        if board not in self._watched:
            self._waiting |= self._resting
        self._watched[board] = now
        for over in [each for each, at in self._watched.items() if now - at > WATCHED_S]:
            del self._watched[over]

    def settle(self, most: int | None = None) -> int:
        """Bring all boards up to date for *most* changed players at the most, and tell for how many."""
        settled = self.settle_first(most)
        players = _take(self._waiting, None if most is None else most - settled)
        self._resting.difference_update(players)
        settled += len(players)
        self.settled.update(dict.fromkeys(players))
        players += _take(self._resting, None if most is None else most - settled)
        self._place(players, self._those(may_wait=True))
        return settled

    def settle_first(self, most: int | None = None) -> int:
        """Place *most* changed players at the most on the boards that may not wait; tell how many.

        Those who are noted anew are placed on the boards of kinds of input as well: they are few."""
        players = _take(self._changed, most)
        self._waiting.update(players)
        self._place(players, self._those(may_wait=False))
        if self._anew:
            anew = self._anew.intersection(players)
            self._anew -= anew
            self._place(list(anew), self._of_input_kinds())
        return len(players)

    def settle_later(self, most: int | None = None) -> int:
        """Place *most* of those who wait at the most on the boards that may wait and are watched; tell how many."""
        players = _take(self._waiting, most)
        self._resting.update(players)
        self._place(players, [self._boards[key] for key in self._watched])
        self.settled.update(dict.fromkeys(players))
        return len(players)

    def settle_last(self, most: int) -> None:
        """Place *most* of those at the most who are left on the boards that may wait and are not watched."""
        boards = [board for board in self._those(may_wait=True) if board[0].key not in self._watched]
        self._place(_take(self._resting, most), boards)

    @property
    def waiting(self) -> int:
        """How many wait for a place on the boards that may wait and are watched."""
        return len(self._waiting)

    @property
    def resting(self) -> int:
        """How many wait for a place on the boards that may wait and are not watched."""
        return len(self._resting)

    @property
    def is_settled(self) -> bool:
        """Tell whether the boards are up to date."""
        return not (self._changed or self._waiting or self._resting)

    def turn(self, day: int, *, rows: int) -> list[ClosedSeason]:
        """Let it be *day*: give the seasons that end with the day before, with *rows* lines, and start anew.

        An earlier day than it is already changes nothing.
        """
        if day <= self.day:
            return []
        self.settle()
        numbers = ((period.key, period.number(self.day), period.number(day)) for period in PERIODS)
        ended = {period: before for period, before, now in numbers if before < now}
        closed: list[ClosedSeason] = []
        for kind, ranking in self._boards.values():
            if kind.period in ended and len(ranking):
                lines = tuple(SeasonRow(row.player, row.handle, row.score) for row in self._rows(ranking, 1, rows))
                season = self._arena, kind.period, ended[kind.period]
                closed.append(ClosedSeason(*season, len(ranking), ranking.total, lines))
                self._boards[kind.key] = kind, Ranking()
        self.day = day
        return closed

    # Reading

    def rows(self, board: str, *, count: int) -> list[Row]:
        """Give the first *count* lines of *board*, or raise UnknownBoard."""
        return self._rows(self._board(board)[1], 1, count)

    def rows_of(self, board: str, players: Iterable[str]) -> list[Row]:
        """Give the lines of those of *players* who are on *board*, by rank, or raise UnknownBoard."""
        ranking = self._board(board)[1]
        present = sorted((rank, name) for name in players if (rank := ranking.rank(name)))
        # The scores are those that the ranks are of: with newer ones the lines would be out of order.
        return [Row(name, rank, self._players[name].handle, ranking.score(name)) for rank, name in present]

    def rank(self, board: str, player: str) -> int:
        """Give the rank of *player* on *board*, 0 when not on it, or raise UnknownBoard."""
        return self._board(board)[1].rank(player)

    def standing(self, board: str, player: str, *, beyond: int) -> Standing:
        """Give the rank of *player* on *board*, with the lines around when it is beyond rank *beyond*."""
        ranking = self._board(board)[1]
        rank = ranking.rank(player)
        if rank <= beyond:
            return Standing(rank, [])
        lines = self._rows(ranking, rank - NEIGHBOURS_EACH_SIDE, rank + NEIGHBOURS_EACH_SIDE)
        return Standing(rank, [(line.player, line.rank, line.handle, line.score) for line in lines])

    def _board(self, board: str) -> Leaderboard:
        try:
            return self._boards[board]
        except KeyError:
            raise UnknownBoard from None

    def _rows(self, ranking: Ranking, first: int, last: int) -> list[Row]:
        return ranking.rows(first, last, self._players)

    def _those(self, *, may_wait: bool) -> list[Leaderboard]:
        return [board for board in self._boards.values() if board[0].may_wait is may_wait and not board[0].input_kind]

    def _of_input_kinds(self) -> list[Leaderboard]:
        return [board for board in self._boards.values() if board[0].input_kind]

    def _place(self, players: Sequence[str], boards: Collection[Leaderboard]) -> None:
        """Place *players* on *boards*."""
        if not (players and boards):
            return
        known = self._players
        off = [player for player in players if known[player].is_off]
        for barred in self._off:
            if barred:
                off += [player for player in players if player in barred]
        shown = players
        if off:
            left = frozenset(off)
            shown = [player for player in players if player not in left]
        scores = [self._scores[player] for player in shown]
        for kind, ranking in boards:
            presses = map(kind.score, scores, repeat(self.day))
            ranking.place_all(zip(shown, presses, map(kind.since, scores), strict=True))
            ranking.place_all((player, 0, 0.0) for player in off)


def _take(players: set[str], most: int | None) -> list[str]:
    """Take *most* of *players* at the most out, or all of them."""
    if most is None or most >= len(players):
        taken = list(players)
        players.clear()
        return taken
    return [players.pop() for _ in range(most)]
