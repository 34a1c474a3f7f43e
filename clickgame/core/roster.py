"""Who plays: players by id and by key, whose handle is whose, who is here, and who is only a guest.

Pure and synchronous; *now* is always passed in, in seconds on a UTC time line that never runs backwards.
"""

import random
from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import takewhile
from operator import attrgetter

from clickgame.contract.errors import HandleTaken, UnknownPlayer
from clickgame.core import handles
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays, presses_on_last_day
from clickgame.core.namesakes import Namesakes
from clickgame.core.players import Player
from clickgame.core.renames import Renames
from clickgame.core.rules import Rules
from clickgame.core.scores import Score
from clickgame.core.streaks import Streak
from clickgame.core.walked import Walked

SEEN_S = 60.0  # as exactly is on record when a player was last here


class Roster:
    """All players. A guest is one who never had a credited press; guests who are not here are forgotten in time."""

    def __init__(
        self, rules: Rules, players: Iterable[Player] = (), *, credited: Container[str] = (), now: float = 0.0
    ) -> None:
        """Start with *players*, none of whom is here, and who are guests unless their id is among *credited*.

        For a while after a start nobody is forgotten who may be on the way back.
        """
        self.rules = rules
        self.players = Walked[Player]()
        self.guests: set[str] = set()
        self._by_key, self._by_program = dict[str, str](), dict[str, str]()
        self._namesakes = Namesakes(self.players)
        self._renames, self._present = Renames(per_h=rules.renames_per_h), set[str]()
        # The guests who are not here in order of recency, oldest first, so that a sweep touches only what is due.
        self._absent: dict[str, None] = {}
        self._is_in_order = True
        self.streaks, self.earned = Walked[Streak](), Walked[Earned]()
        self.past_days = Walked[PastDays]()
        self.off = set[str]()
        """Those who may stand on no board."""
        self.left_out = defaultdict[str, set[str]](set)
        """Those who may stand on no board of an arena, by its name."""
        self.pressed_on: list[Streak] = []
        """The streaks that have changed, for whoever keeps a record to take note and clear."""
        self.days_over, self.seen = list[PastDays](), dict[str, Player]()
        """Those to which a day was added, and those who are here in another `SEEN_S` than is on record, likewise."""
        self._told_at = now
        back_by = now - rules.guest_age_s + rules.silence_s
        known = {player.id: player for player in players}
        guests = [player for name, player in known.items() if name not in credited]
        guests.sort(key=attrgetter("seen_at"))
        for guest in guests:
            guest.seen_at = max(guest.seen_at, back_by)
            self._absent[guest.id] = None
        self.guests.update(self._absent)
        for player in known.values():
            player.seen_at = min(player.seen_at, now)
            self._note_keys(player)
        self._namesakes.sort(known.values())
        self.players.fill(known)

    def start(self, now: float) -> None:
        """Give guests who may be on the way back as long as after a start *now*; nobody was here later than that."""
        back_by = min(now, now - self.rules.guest_age_s + self.rules.silence_s)
        self._told_at = now
        self._put_in_order()
        for guest in takewhile(lambda guest: self.players[guest].seen_at < back_by, self._absent):
            self.players[guest].seen_at = back_by

    def put(self, player: Player) -> None:
        """Take in *player*, new or in place of the one with this id."""
        old = self.players.get(player.id)
        if old is not None:
            self._free(old)
        self.players[player.id] = player
        self._take(player)
        if old is None:
            self.guests.add(player.id)
        if player.id in self.guests and (old is None or old.seen_at != player.seen_at):
            self._place(player)

    def put_streak(self, streak: Streak) -> None:
        """Take in *streak*. Raises KeyError when there is no such player."""
        self.streaks[self.players[streak.player].id] = streak

    def put_earned(self, earned: Earned) -> None:
        """Take in what a player has reached. Raises KeyError when there is no such player."""
        self.earned[self.players[earned.player].id] = earned

    def put_past_days(self, days: PastDays) -> None:
        """Take in a player's days that are over. Raises KeyError when there is no such player."""
        self.past_days[self.players[days.player].id] = days

    def forget(self, player: str) -> None:
        """Drop *player*, if there."""
        forgotten = self.players.get(player)
        if forgotten is None:
            return
        self._free(forgotten)
        del self.players[player]
        self.streaks.pop(player, None)
        self.earned.pop(player, None)
        self.past_days.pop(player, None)
        self.keep(player)
        self._present.discard(player)
        self._renames.forget(player)
        self.seen.pop(player, None)

    def find(self, key: str) -> Player | None:
        """Find the player whose token has the SHA-256 *key* (hex)."""
        return self.players.get(self._by_key.get(key, ""))

    def player(self, player: str) -> Player:
        """Give the player with id *player*, or raise UnknownPlayer."""
        try:
            return self.players[player]
        except KeyError:
            raise UnknownPlayer from None

    def change_key(self, player: str, key: str) -> Player:
        """Let *player* be found by *key*, and no more by the one before. Raises UnknownPlayer."""
        self._free(changed := self.player(player))
        changed.key = key
        self.put(changed)
        return changed

    def change_program(self, player: str, key: str) -> Player:
        """Let programs that have *key* press for *player*, and no others; "" being none. Raises UnknownPlayer."""
        self._free(changed := self.player(player))
        changed.program = key
        self.put(changed)
        return changed

    def program(self, key: str) -> Player | None:
        """Find the player for whom programs press that have the key with the SHA-256 *key* (hex)."""
        player = self._by_program.get(key)
        return None if player is None else self.players[player]

    def is_off(self, player: str) -> bool:
        """Tell whether *player* may stand on no board, or has left them. Raises KeyError for nobody."""
        return player in self.off or self.players[player].is_off

    # Comings and goings

    def join(self, *, player: str, key: str, handle: str, now: float) -> Player:
        """Take in a new player, a guest; *handle* must be clean. Raises HandleTaken."""
        if self.is_taken(handle):
            raise HandleTaken
        self._told_at = now
        joined = Player(id=player, key=key, handle=handle, seen_at=now)
        self.put(joined)
        return joined

    def greet(self, player: str, *, now: float) -> Player:
        """Note that *player* is here at the moment. Raises UnknownPlayer."""
        greeted = self.player(player)
        self._told_at = now
        self._see(greeted, now)
        if player in self._absent:
            self._place(greeted)
        return greeted

    def arrived(self, player: str) -> None:
        """Note that *player* is here from now on: a guest who is here is never forgotten. Raises UnknownPlayer."""
        self.player(player)
        self._present.add(player)
        self._absent.pop(player, None)

    def departed(self, player: str) -> None:
        """Note that *player* is no longer here, and was until the time that was told last."""
        if player not in self._present:
            return
        self._present.discard(player)
        left = self.players[player]
        self._see(left, max(left.seen_at, self._told_at))
        if player in self.guests:
            self._place(left)

    def is_here(self, player: str) -> bool:
        """Tell whether *player* is here."""
        return player in self._present

    def keep(self, player: str) -> None:
        """Note that *player* is no guest, having had a press credited."""
        self.guests.discard(player)
        self._absent.pop(player, None)

    def press_on(self, player: str, day: int) -> None:
        """Note that *player* has pressed on *day*."""
        streak = self.streaks.get(player)
        if streak is None:
            streak = self.streaks[player] = Streak(player)
        if streak.press_on(day):
            self.pressed_on.append(streak)

    def end_day(self, score: Score) -> None:
        """Keep how often the player has pressed on the last day of *score*, which is over in that arena."""
        presses = presses_on_last_day(score)
        if presses:
            player = score.key.player
            days = self.past_days.get(player)
            if days is None:
                days = self.past_days[player] = PastDays(player)
            days.add(score.day, presses)
            self.days_over.append(days)

    def one_too_many(self) -> str:
        """Name the guest to forget when there are too many: who has not been here for longest, "" if all are here."""
        return next(iter(self._absent), "") if len(self.guests) > self.rules.guests_kept else ""

    def due(self, now: float, *, most: int) -> list[str]:
        """Name the guests who have not been here for too long, *most* of them at the most."""
        self._told_at = now
        self._put_in_order()
        due: list[str] = []
        for guest in self._absent:
            if len(due) == most or now - self.players[guest].seen_at < self.rules.guest_age_s:
                break
            due.append(guest)
        return due

    # Handles

    def is_taken(self, handle: str, *, by_other_than: str = "") -> bool:
        """Tell whether a player other than *by_other_than* has *handle* or one too like it."""
        return self._namesakes.is_taken(handle, by_other_than=by_other_than)

    def rename(self, player: str, raw: object, *, now: float) -> str:
        """Give *player* another handle; returns it cleaned.

        Raises HandleInvalid, HandleTaken, HandleTooOften, UnknownPlayer.
        """
        renamed = self.player(player)
        self._renames.check(player, now=now)
        old, handle = renamed.handle, handles.choose(raw)
        self.give_handle(renamed, handle)
        if handle != old:
            self._renames.count(player, now=now)
        return handle

    def give_handle(self, player: Player, handle: str) -> None:
        """Give *player* another *handle*, which must be clean. Raises HandleTaken."""
        if self.is_taken(handle, by_other_than=player.id):
            raise HandleTaken
        self._free(player)
        player.handle = handle
        self.put(player)

    def suggest_handle(self, rng: random.Random) -> str:
        """Make up a handle that nobody has, a plain one if there is one soon. Raises HandleTaken when there is none."""
        return handles.suggest_free(rng, is_taken=self.is_taken)

    # Inside

    def _see(self, player: Player, at: float) -> None:
        if int(at / SEEN_S) != int(player.seen_at / SEEN_S):
            self.seen[player.id] = player
        player.seen_at = at

    def _put_in_order(self) -> None:
        if not self._is_in_order:
            self._absent = dict.fromkeys(sorted(self._absent, key=lambda guest: self.players[guest].seen_at))
            self._is_in_order = True

    def _place(self, guest: Player) -> None:
        """Put *guest* into the order of those who are not here, as the newest."""
        if guest.id in self._present:
            return
        self._absent.pop(guest.id, None)
        newest = next(reversed(self._absent), None)
        self._is_in_order &= newest is None or self.players[newest].seen_at <= guest.seen_at
        self._absent[guest.id] = None

    def _take(self, player: Player) -> None:
        """Note the keys and the handle of *player*."""
        self._note_keys(player)
        self._namesakes.take(player)

    def _note_keys(self, player: Player) -> None:
        self._by_key[player.key] = player.id
        if player.program:
            self._by_program[player.program] = player.id

    def _free(self, player: Player) -> None:
        """Give up the keys and the handle of *player*."""
        if self._by_key.get(player.key) == player.id:
            del self._by_key[player.key]
        if self._by_program.get(player.program) == player.id:
            del self._by_program[player.program]
        self._namesakes.free(player)
