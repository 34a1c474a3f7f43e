"""The game as one value: every rule meets here, and nothing else changes a player.

Pure and synchronous. *now* is always passed in, in seconds on a UTC time line that never runs backwards.
"""

import itertools
from collections.abc import Iterable

from clickgame.contract.errors import HandleTaken, UnknownBoard, UnknownPage, UnknownPlayer
from clickgame.contract.facts import Outcome, RunEnded, Standing
from clickgame.core import handles, ledger, throttle
from clickgame.core.boards import BOARDS
from clickgame.core.players import Page, Player
from clickgame.core.ranking import Ranking, Row
from clickgame.core.rules import Rules
from clickgame.core.throttle import Window

NEIGHBOURS_EACH_SIDE = 2


class Game:
    """All players, their boards, and the order in which their runs will end.

    *forgotten* lists the guests who have been forgotten, for whoever keeps a record to take note and clear.
    """

    def __init__(self, rules: Rules, players: Iterable[Player] = (), *, now: float = 0.0) -> None:
        """Start from saved *players*; nothing saved may lie after *now*, or it would never end."""
        self.rules = rules
        self.players: dict[str, Player] = {}
        self.total = 0
        self.forgotten: list[str] = []
        self._by_key: dict[str, str] = {}
        self._by_likeness: dict[str, str] = {}
        self._boards = {kind.key: (kind, Ranking()) for kind in BOARDS}
        self._unsettled: set[str] = set()
        self._windows: dict[str, Window] = {}
        # Both in order of recency, oldest first, so that a sweep touches only what is due.
        self._runs: dict[str, None] = {}
        self._guests: dict[str, None] = {}
        for player in sorted(players, key=lambda player: player.pressed_at or player.seen_at):
            player.pressed_at = min(player.pressed_at, now)
            player.seen_at = min(player.seen_at, now)
            player.held_until = min(player.held_until, now + rules.hold_s)
            for page in player.pages.values():
                page.at = min(page.at, now)
            self._admit(player)

    # Players

    def find(self, key: str) -> Player | None:
        """Find the player whose token has the SHA-256 *key* (hex)."""
        player = self._by_key.get(key)
        return None if player is None else self.players[player]

    def player(self, player: str) -> Player:
        """Give the player with id *player*, or raise UnknownPlayer."""
        try:
            return self.players[player]
        except KeyError:
            raise UnknownPlayer from None

    def is_taken(self, handle: str, *, by_other_than: str = "") -> bool:
        """Tell whether a player other than *by_other_than* has *handle* or one too like it."""
        owners = (self._by_likeness.get(key, by_other_than) for key in handles.likenesses(handle))
        return any(owner != by_other_than for owner in owners)

    def join(self, *, player: str, key: str, handle: str, now: float) -> Player:
        """Take in a new player; *handle* must be clean. Raises HandleTaken."""
        if self.is_taken(handle):
            raise HandleTaken
        while len(self._guests) >= self.rules.guests_kept:
            self._forget(next(iter(self._guests)))
        joined = Player(id=player, key=key, handle=handle, seen_at=now)
        self._admit(joined)
        return joined

    def greet(self, player: str, *, now: float) -> Player:
        """Note that *player* is here."""
        greeted = self.player(player)
        greeted.seen_at = now
        if player in self._guests:
            del self._guests[player]
            self._guests[player] = None
        return greeted

    def rename(self, player: str, raw: object) -> str:
        """Give *player* another handle; returns it cleaned. Raises HandleInvalid or HandleTaken."""
        renamed = self.player(player)
        handle = handles.clean(raw)
        if self.is_taken(handle, by_other_than=player):
            raise HandleTaken
        self._free_likenesses(renamed)
        renamed.handle = handle
        self._by_likeness.update(dict.fromkeys(handles.likenesses(handle), player))
        return handle

    # Presses

    def resume(self, player: str, *, page: object, presses: object, acked: object, now: float) -> Outcome:
        """Hear a page load's count for the first time on a connection.

        What piled up while it was not heard counts up to the throttle's rate; the rest is judged like any press.
        *acked* is what the page was last answered, for a page that the ledger has forgotten.
        Raises UnknownPlayer, UnknownPage, CountInvalid and its children.
        """
        pressing = self.player(player)
        count, known = ledger.checked(presses), ledger.checked(acked)
        rules = self.rules
        name, entry = ledger.introduce(
            pressing.pages, page, presses=count, acked=known, now=now, heard_at=pressing.seen_at, rules=rules
        )
        away_s = max(0.0, now - max(entry.at, pressing.pressed_at))
        allowance = int(away_s * rules.throttle_presses / rules.throttle_window_s)
        return self._credit(pressing, name, entry, count, now=now, allowance=allowance)

    def press(self, player: str, *, page: object, presses: object, now: float) -> Outcome:
        """Hear a page load's newest cumulative count.

        Raises UnknownPlayer, UnknownPage, CountInvalid and its children.
        """
        pressing = self.player(player)
        entry = pressing.pages.get(page) if type(page) is str else None
        if entry is None:
            raise UnknownPage
        count = ledger.checked(presses)
        return self._credit(pressing, str(page), entry, count, now=now, allowance=0)

    def _credit(self, player: Player, page: str, entry: Page, presses: int, *, now: float, allowance: int) -> Outcome:
        fresh = ledger.fresh(entry, presses)
        rules = self.rules
        if player.score and now - player.pressed_at >= rules.run_s:
            self._end_run(player)
        credited = 0
        hold_began = False
        if fresh:
            backlog = 0 if now < player.held_until else min(fresh, allowance)
            window = self._windows.get(player.id)
            if window is None:
                window = self._windows[player.id] = Window()
            verdict = throttle.judge(
                window,
                presses=fresh - backlog,
                now=now,
                held_until=player.held_until,
                pressed_at=player.pressed_at,
                rules=rules,
            )
            hold_began = verdict.held_until > player.held_until
            player.held_until = verdict.held_until
            credited = backlog + verdict.credited
        entry.count = presses
        entry.at = player.seen_at = now
        if credited:
            self._count(player, credited, now=now)
        return Outcome(
            player.id,
            page,
            presses,
            credited,
            player.score,
            player.best,
            player.total - player.score,
            player.ended,
            _left_s(player, now=now, run_s=rules.run_s),
            player.held_until,
            hold_began,
            now,
        )

    def _count(self, player: Player, credited: int, *, now: float) -> None:
        if not player.total:
            self._guests.pop(player.id, None)
        player.score += credited
        player.total += credited
        self.total += credited
        player.pressed_at = player.reached_at = now
        player.ended = 0
        if player.score > player.best:
            player.best = player.score
            player.best_at = now
        self._runs.pop(player.id, None)
        self._runs[player.id] = None
        self._unsettled.add(player.id)

    # Time

    def sweep(self, now: float, *, most: int) -> list[RunEnded]:
        """End the runs that are over and forget the guests that are old, *most* of each at the most.

        The cost is in the number of those, not in the number of players.
        """
        ended: list[RunEnded] = []
        while self._runs and len(ended) < most:
            player = self.players[next(iter(self._runs))]
            if now - player.pressed_at < self.rules.run_s:
                break
            ended.append(self._end_run(player))
        for guest in tuple(itertools.islice(self._guests, most)):
            if now - self.players[guest].seen_at < self.rules.guest_age_s:
                break
            self._forget(guest)
        return ended

    def _end_run(self, player: Player) -> RunEnded:
        player.ended, player.score = player.score, 0
        self._runs.pop(player.id, None)
        self._windows.pop(player.id, None)
        self._unsettled.add(player.id)
        return RunEnded(player.id, player.ended, player.total, player.best)

    # Boards

    def settle(self) -> None:
        """Bring the boards up to date; ranks and rows are as of the last settling."""
        for name in self._unsettled:
            player = self.players.get(name)
            for kind, ranking in self._boards.values():
                if player is None:
                    ranking.place(name, score=0, since=0.0)
                else:
                    ranking.place(name, score=kind.score(player), since=kind.since(player))
        self._unsettled.clear()

    def rows(self, board: str, *, count: int) -> list[Row]:
        """Give the first *count* lines of *board*, or raise UnknownBoard."""
        return self._ranking(board).rows(1, count, self.players)

    def rows_of(self, board: str, players: Iterable[str]) -> list[Row]:
        """Give the lines of those of *players* who are on *board*, by rank, or raise UnknownBoard."""
        ranking, kind = self._ranking(board), self._boards[board][0]
        present = sorted((rank, name) for name in players if (rank := ranking.rank(name)))
        return [Row(name, rank, self.players[name].handle, kind.score(self.players[name])) for rank, name in present]

    def rank(self, board: str, player: str) -> int:
        """Give the rank of *player* on *board*, 0 when not on it."""
        return self._ranking(board).rank(player)

    def standing(self, board: str, player: str, *, beyond: int) -> Standing:
        """Give the rank of *player* on *board*, with the lines around when it is beyond rank *beyond*."""
        ranking = self._ranking(board)
        rank = ranking.rank(player)
        if rank <= beyond:
            return Standing(rank, [])
        lines = ranking.rows(rank - NEIGHBOURS_EACH_SIDE, rank + NEIGHBOURS_EACH_SIDE, self.players)
        return Standing(rank, [(line.player, line.rank, line.handle, line.score) for line in lines])

    def _ranking(self, board: str) -> Ranking:
        try:
            return self._boards[board][1]
        except KeyError:
            raise UnknownBoard from None

    # Comings and goings

    def _admit(self, player: Player) -> None:
        self.players[player.id] = player
        self._by_key[player.key] = player.id
        self._by_likeness.update(dict.fromkeys(handles.likenesses(player.handle), player.id))
        self.total += player.total
        if player.score:
            self._runs[player.id] = None
        if not player.total:
            self._guests[player.id] = None
        else:
            self._unsettled.add(player.id)

    def _forget(self, guest: str) -> None:
        forgotten = self.players.pop(guest)
        self.forgotten.append(guest)
        del self._guests[guest]
        self._windows.pop(guest, None)
        del self._by_key[forgotten.key]
        self._free_likenesses(forgotten)

    def _free_likenesses(self, player: Player) -> None:
        for key in handles.likenesses(player.handle):
            if self._by_likeness.get(key) == player.id:
                del self._by_likeness[key]


def _left_s(player: Player, *, now: float, run_s: float) -> float:
    if not player.score:
        return 0.0
    # Of a press just credited it is the whole run, to the last bit: sums of large times lose some.
    return run_s if player.pressed_at == now else player.pressed_at + run_s - now
