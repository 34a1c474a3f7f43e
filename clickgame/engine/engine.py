"""The engine: every change of the game passes here, one at a time.

Ordinary changes do not await, so one turn of the loop does each whole. What awaits in the middle (opening, closing)
holds the lock, and everybody else waits for it. Answers leave once the journal has what they depend on: `commit.then`.
"""

import asyncio
import logging
import random
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, cast

from clickgame.contract.boards import Board
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.facts import HandleChanged, Outcome, SavingChanged, Welcome
from clickgame.core import words
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.rules import rules_of
from clickgame.core.state import HEARD, PLAYER, SCORE, Change
from clickgame.engine.announcer import Announcer
from clickgame.engine.boards import BoardViews
from clickgame.engine.clock import Calendar, time_line
from clickgame.engine.commit import Commit, Gate, Key
from clickgame.engine.fairplay import FairPlay
from clickgame.engine.presence import Presence
from clickgame.engine.recorder import Recorder
from clickgame.engine.settler import Settler
from clickgame.engine.storage import Recovered, Store
from clickgame.engine.tokens import key_of
from clickgame.settings import Settings

SWEPT_AT_ONCE = 100  # runs that end between two turns of the loop: a few milliseconds, with all who are told

logger = logging.getLogger(__name__)

# A third of the time that it takes to make one by its fields' names.
_change: Callable[[tuple[object, ...]], Change] = partial(tuple.__new__, Change)  # pyright: ignore[reportUnknownMemberType]  # of tuples of anything


class Engine:
    """The running game and its lock; open, it has its state (`game`), its way to the journal (`commit`), its `feed`."""

    game: Game
    commit: Commit
    recorder: Recorder
    epoch: int
    _store: Store
    _views: BoardViews
    _settler: Settler

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] | None = None,
        wall: Callable[[], float] | None = None,
        rng: random.Random | None = None,
        gate: Gate | None = None,
    ) -> None:
        """Take the settings; nothing is read from disk before `open`. Answers leave by the *gate*, if there is one.

        Days turn by *wall*, UTC seconds that a suspended machine has slept through, too.
        """
        self.settings = settings
        self.changed = asyncio.Event()
        self.lock = asyncio.Lock()
        self.presence = Presence()
        self.now = clock or time_line()
        self._calendar, self._gate = Calendar(wall or clock or time.time), gate
        self._rng = rng or random.Random()  # noqa: S311  # for handles, which are no secret
        self._announcer = Announcer()
        self.listen = self._announcer.listen
        self.is_open = False
        self._judged_at = 0.0
        self._saving = asyncio.Lock()
        self.erased: set[str] = set()
        """Players who wanted to be no more, and whom a file may still name."""

    # Life

    async def open(self, store: Store, *, refused_by: type[Exception]) -> None:
        """Load the game from *store*, which raises *refused_by* when the disk does not take what is written.

        A game that has followed the one in the store, by the same settings, is gone on with at once.
        Raises what the store raises when it has nothing good to load.
        """
        await asyncio.to_thread(words.load)
        async with self.lock:
            recovered = await asyncio.to_thread(store.load)
            logger.log(logging.INFO if recovered.is_clean else logging.WARNING, "%s", recovered.line)
            self._store, self._refused_by, self.epoch = store, refused_by, recovered.epoch
            self.erased = recovered.erased
            self.game = await asyncio.to_thread(self._begin, recovered, now=self.now())
            self._views = BoardViews(rows_most=self.settings.board_rows, epoch=self.epoch)
            self.commit = Commit(
                store,
                clock=self.now,
                refused_by=refused_by,
                sync_each=self.settings.sync_s == 0,
                on_trouble=lambda: self._announcer.tell(SavingChanged(self.commit.is_troubled)),
                gate=self._gate,
            )
            self.recorder = Recorder(self.game, self.commit, self._announcer, clock=self.now)
            self.feed = self.recorder.feed
            self.fairplay = FairPlay(self.game, self.commit, self.changed, clock=self.now, rng=self._rng)
            self._settler = Settler(self.game, self._settled)
            self.turn()
            self.is_open = True

    def _begin(self, recovered: Recovered, *, now: float) -> Game:
        """Begin with what was saved, or was followed: slow where many play, and nobody knows of it yet."""
        followed, rules = recovered.followed, rules_of(self.settings)
        game = followed.take_over(now) if isinstance(followed, Game) else Game(rules, recovered.state, now=now)
        game.settle()
        game.forgo()
        return game

    async def close(self, *, saves: bool = True) -> None:
        """Write what is not yet on disk, and let the folder go; a last snapshot spares the next start the journal."""
        if not self.is_open:
            return
        async with self.lock:
            self._settler.stop()
            self.commit.stop()
            if self.commit.write() and saves:
                await self._attempt(self.save())
            await self._attempt(asyncio.to_thread(self._store.close))
            self.is_open = False

    # Players

    def arrive(self, token: str, *, is_new: bool) -> Welcome:
        """Greet the player whose browser holds *token*; with *is_new*, a newcomer, who is taken in once.

        Raises UnknownPlayer for a token that nobody has.
        """
        game, key, now = self.game, key_of(token), self.now()
        player = game.find(key)
        if player is not None:
            game.greet(player.id, now=now)
        elif is_new:
            while (name := secrets.token_hex(4)) in game.roster.players:
                pass
            player = game.join(player=name, key=key, handle=game.suggest_handle(self._rng), now=now)
            self.commit.note(Change(PLAYER, player))
            self.recorder.forgotten()
        else:
            raise UnknownPlayer
        return game.welcome(player)

    def rename(self, player: str, raw: object) -> str:
        """Give *player* the handle *raw*, cleaned and returned; see `Roster.rename` for errors."""
        handle = self.game.rename(player, raw, now=self.now())
        self.commit.note(Change(PLAYER, self.game.player(player)))
        self.changed.set()
        self.recorder.tell_later(HandleChanged(player, handle))
        return handle

    def change_token(self, player: str, token: str) -> None:
        """Let *player* be whoever has *token*, and no more who had the one before. Raises UnknownPlayer."""
        self.commit.note(Change(PLAYER, self.game.roster.change_key(player, key_of(token))))

    def open_arena(self, player: str, kind: object, title: object) -> str:
        """Open an arena for *player* and give its name; see `Places.open` for rules and errors."""
        while (name := secrets.token_hex(4)) in self.game.arenas:
            pass
        opening = self.game.open_arena(Opening(name, cast("str", kind), cast("str", title), player, self.now()))
        self.recorder.opened(opening)
        return name

    def present(self, *, joined: Iterable[str] = (), left: Iterable[str] = ()) -> None:
        """Take note of players who have come to a gateway, or left one."""
        for player in self.presence.join(joined):
            with suppress(UnknownPlayer):  # a guest who was forgotten while the journal was waited for
                self.game.arrived(player)
        for player in self.presence.leave(left):
            self.game.departed(player)
        self.changed.set()

    # Presses

    def hear(self, counts: Sequence[Count], at: float | None = None) -> list[Outcome | GameError]:
        """Hear what page loads say of their presses, in order; see Arena.hear for rules and errors.

        It was heard *at* a time (s), now if that is not given, but not before what was heard elsewhere. Whoever asks
        ends the turn, by `commit.flush` or by waiting for it.
        """
        if self._calendar.is_due:
            self.turn()
        game = self.game
        now = self._judged_at = max(self.now() if at is None else at, self._judged_at)
        arena_of = game.places.arena
        answers: list[Outcome | GameError] = []
        changes: dict[Key, Change] = {}
        has_credited = False
        for player, arena, page, presses, acked, age_s, is_resume in counts:
            try:
                place = arena_of(arena)
                outcome = place.hear(
                    player, page=page, presses=presses, acked=acked, age_s=age_s, is_resume=is_resume, now=now
                )
            except GameError as refusal:
                answers.append(refusal)
                continue
            answers.append(outcome)
            if outcome.is_news:
                has_credited = has_credited or outcome.credited > 0
                score = place.scores[player]
                if is_resume:
                    changes[SCORE, id(score), ""] = Change(SCORE, score)
                else:
                    changes[HEARD, id(score), outcome.page] = _change((HEARD, score, outcome.page))
        if has_credited:
            self.changed.set()
        self.recorder.heard(changes)
        return answers

    # Boards

    def board(self, arena: str, board: str) -> Board:
        """Give a board as it is now. Raises UnknownArena or UnknownBoard."""
        if self._calendar.is_due:
            self.turn()
        self._settler.look(self.game.arena(arena), board, now=self.now())
        return self._views.board(self.game, arena, board, online=self.presence.online, now=self.now())

    # Jobs

    def turn(self) -> None:
        """Let it be the day that it is: what ends with the day before is put on record."""
        self.recorder.closed(self.game.turn(self._calendar.today()))
        abandoned = self.game.close_arenas(self.now(), is_empty=lambda arena: not self.presence.count(arena))
        self.recorder.abandoned(abandoned)
        self.recorder.reached()
        self.changed.set()

    async def sweep(self) -> None:
        """End the runs that are over and forget old guests, so many at a time that no press has to wait for long."""
        if self._calendar.is_due:
            self.turn()
        swept = SWEPT_AT_ONCE
        while swept == SWEPT_AT_ONCE:
            async with self.lock:
                swept = self.game.sweep(self.now(), most=SWEPT_AT_ONCE)
                if self.game.runs_ended or self.game.forgotten:
                    self.changed.set()
                self.recorder.swept()
                self.commit.flush()
            await asyncio.sleep(0)

    async def save(self) -> bool:
        """Write a snapshot, unless nothing has changed since the last; tell whether one was written.

        Raises what the store does when the disk does not take it: the journal still has everything, and the next save
        tries again. Once one is written, no file names those who had been erased before it.
        """
        async with self._saving:  # The last save, at a stop, waits for one that was broken off.
            erased = frozenset(self.erased)
            is_written = await self._store.snapshot(
                self.game.records,
                settle=self.commit.write,
                off_loop=asyncio.to_thread,
                breathe=lambda: asyncio.sleep(0),
                erased=erased,
            )
            if is_written:
                self.erased -= erased
            return is_written

    def told(self, records: Iterable[Change]) -> list[dict[str, Any]]:
        """Give *records* in names and plain values."""
        return self._store.told(records)

    def _settled(self) -> None:
        self.recorder.reached()
        self.changed.set()

    async def sync(self) -> None:
        """Force the journal to disk. Raises what the store does when that does not take it."""
        await asyncio.to_thread(self._store.sync)

    async def _attempt(self, work: Awaitable[object]) -> None:
        try:
            await work
        except self._refused_by as trouble:
            logger.warning("%s", trouble)
