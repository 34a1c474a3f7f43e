"""The engine: every change of the game passes here, one at a time.

Under the lock nobody awaits: decide, record, apply, release. A caller's answer comes back once the journal has what it
depends on. Times come from one line of seconds, anchored in UTC when the process starts and driven by the monotonic
clock, so that they never jump while the game runs and mean the same after a restart.
"""

import asyncio
import hashlib
import logging
import os
import random
import secrets
import time
from collections.abc import Callable, Iterable

from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.facts import Fact, HandleChanged, Outcome, SavingChanged, Standing, Welcome
from clickgame.core import handles
from clickgame.core.game import Game
from clickgame.core.players import Player
from clickgame.core.ranking import Row
from clickgame.core.rules import Rules
from clickgame.engine.commit import Commit
from clickgame.engine.storage import Store
from clickgame.settings import Settings

TOKEN_BYTES = 16  # 128 bits
PLAIN_HANDLE_TRIES = 4
SWEPT_AT_ONCE = 100  # runs that end between two turns of the loop: a few milliseconds, with all who are told


logger = logging.getLogger(__name__)


def time_line() -> Callable[[], float]:
    """Start a time line: a clock in UTC seconds that never runs backwards."""
    origin = time.time() - time.monotonic()
    return lambda: origin + time.monotonic()


class Engine:
    """The running game, its lock, and its way to disk.

    `game` is the rules' state, for reading, `commit` the way to the journal; both are there once the engine is open.
    """

    game: Game
    commit: Commit
    _store: Store
    _refused_by: type[Exception]

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] | None = None,
        rng: random.Random | None = None,
    ) -> None:
        """Take the settings; nothing is read from disk before `open`."""
        self.settings = settings
        self.changed = asyncio.Event()
        self.rules = Rules(
            throttle_presses=settings.throttle_presses,
            throttle_window_s=settings.throttle_window_s,
            hold_s=settings.hold_s,
            hold_every_s=settings.hold_every_s,
            run_s=settings.run_s,
            pages_kept=settings.pages_kept,
            page_age_s=settings.page_age_s,
            guests_kept=settings.guests_kept,
            guest_age_s=settings.guest_age_s,
        )
        self.now = clock or time_line()
        self._rng = rng or random.Random()  # noqa: S311  # for handles, which are no secret
        self._lock = asyncio.Lock()
        self._listeners: list[Callable[[Fact], None]] = []
        self._is_open = False
        self._saving = asyncio.Lock()

    # Life

    async def open(self, store: Store, *, refused_by: type[Exception]) -> None:
        """Load the game from *store*, which raises *refused_by* when the disk does not take what is written.

        Raises what the store raises when it has nothing good to load.
        """
        recovered = await asyncio.to_thread(store.load)
        logger.log(logging.INFO if recovered.is_clean else logging.WARNING, "%s", recovered.line)
        self._store, self._refused_by = store, refused_by
        self.game = Game(self.rules, recovered.players.values(), now=self.now())
        self.commit = Commit(
            store, refused_by=refused_by, sync_each=self.settings.sync_s == 0, on_trouble=self._saving_changed
        )
        self._is_open = True

    async def close(self) -> None:
        """Write what is not yet on disk, a last snapshot included, and let the folder go."""
        if not self._is_open:
            return
        self.commit.stop()
        if self.commit.write():
            await self.save()
        try:
            await asyncio.to_thread(self._store.close)
        except self._refused_by as trouble:
            logger.warning("%s", trouble)
        self._is_open = False

    def listen(self, listener: Callable[[Fact], None]) -> None:
        """Have *listener* called with every fact that no answer carries."""
        self._listeners.append(listener)

    # Players

    async def arrive(self, token: object) -> Welcome:
        """Greet the player whose browser holds *token*; "" is a newcomer, who is given a token and a handle.

        Raises UnknownPlayer for a token that nobody was given.
        """
        async with self._lock:
            welcome = self.arrive_now(token)
        await self.commit.written()
        return welcome

    def arrive_now(self, token: object) -> Welcome:
        """Do what `arrive` does without waiting; see `press_now`."""
        now = self.now()
        if token == "":
            token = secrets.token_hex(TOKEN_BYTES)
            player = self._join(token, now=now)
        else:
            found = self.game.find(_key(token))
            if found is None:
                raise UnknownPlayer
            player, token = self.game.greet(found.id, now=now), ""
        return Welcome(player.id, player.handle, token)

    def recall(self, player: str) -> Welcome:
        """Greet *player*, who is here already. Raises UnknownPlayer."""
        found = self.game.player(player)
        return Welcome(found.id, found.handle, "")

    async def rename(self, player: str, raw: object) -> str:
        """Give *player* the handle *raw*, cleaned and returned. Raises HandleInvalid, HandleTaken, UnknownPlayer."""
        async with self._lock:
            handle = self.game.rename(player, raw)
            self.commit.note(self.game.player(player))
            self.changed.set()
        await self.commit.written()
        self._tell(HandleChanged(player, handle))
        return handle

    # Presses

    async def resume(self, player: str, *, page: object, presses: object, acked: object) -> Outcome:
        """Hear a page load for the first time on a connection; see Game.resume for rules and errors."""
        async with self._lock:
            outcome = self.resume_now(player, page=page, presses=presses, acked=acked)
        await self.commit.written()
        return outcome

    def resume_now(self, player: str, *, page: object, presses: object, acked: object) -> Outcome:
        """Do what `resume` does without waiting; see `press_now`."""
        outcome = self.game.resume(player, page=page, presses=presses, acked=acked, now=self.now())
        self._record(outcome, page=None)
        return outcome

    async def press(self, player: str, *, page: object, presses: object) -> Outcome:
        """Hear a page load's newest cumulative count; see Game.press for rules and errors."""
        async with self._lock:
            outcome = self.press_now(player, page=page, presses=presses)
        await self.commit.written()
        return outcome

    def press_now(self, player: str, *, page: object, presses: object) -> Outcome:
        """Do what `press` does without waiting, for a caller who answers with `commit.then`.

        Needs no lock: whoever holds it never awaits, so nobody else is half way while this runs.
        """
        outcome = self.game.press(player, page=page, presses=presses, now=self.now())
        self._record(outcome, page=outcome.page)
        return outcome

    # Boards

    def settle(self) -> None:
        """Bring ranks and rows up to date."""
        self.game.settle()

    def rows(self, board: str) -> list[Row]:
        """Give the lines of *board*, as of the last `settle`. Raises UnknownBoard."""
        return self.game.rows(board, count=self.settings.board_rows)

    def rows_of(self, board: str, players: Iterable[str]) -> list[Row]:
        """Give the lines of those of *players* who are on *board*, as of the last `settle`. Raises UnknownBoard."""
        return self.game.rows_of(board, players)

    def standing(self, board: str, player: str) -> Standing:
        """Give the rank of *player* on *board* and the lines around, as of the last `settle`."""
        return self.game.standing(board, player, beyond=self.settings.board_rows)

    # Jobs

    async def sweep(self) -> None:
        """End the runs that are over and forget old guests, so many at a time that no press has to wait for long."""
        swept = SWEPT_AT_ONCE
        while swept == SWEPT_AT_ONCE:
            async with self._lock:
                ended = self.game.sweep(self.now(), most=SWEPT_AT_ONCE)
                swept = max(len(ended), len(self.game.forgotten))
                for run in ended:
                    self.commit.note(self.game.player(run.player), "")
                    self.changed.set()
                self._record_forgotten()
            for run in ended:
                self._tell(run)
            await asyncio.sleep(0)

    async def save(self) -> bool:
        """Write a snapshot, unless nothing has changed since the last; tell whether one was written.

        When the disk does not take it, the journal still has everything, and the next save tries again.
        """
        try:
            async with self._saving:  # The last save, at a stop, waits for one that was broken off.
                return await self._store.snapshot(
                    self.game.players.values,
                    settle=self.commit.write,
                    off_loop=asyncio.to_thread,
                    breathe=lambda: asyncio.sleep(0),
                )
        except self._refused_by as trouble:
            logger.warning("%s", trouble)
            return False

    async def sync(self) -> None:
        """Force the journal to disk."""
        try:
            await asyncio.to_thread(self._store.sync)
        except self._refused_by as trouble:
            logger.warning("%s", trouble)

    # Inside

    def _join(self, token: str, *, now: float) -> Player:
        game = self.game
        tries = 0
        while game.is_taken(handle := handles.suggest(self._rng, numbered=tries >= PLAIN_HANDLE_TRIES)):
            tries += 1
        while (player := secrets.token_hex(4)) in game.players:
            pass
        joined = game.join(player=player, key=_key(token), handle=handle, now=now)
        self.commit.note(joined)
        self._record_forgotten()
        return joined

    def _record_forgotten(self) -> None:
        if self.game.forgotten:
            self.commit.forget(self.game.forgotten)
            self.game.forgotten.clear()

    def _record(self, outcome: Outcome, *, page: str | None) -> None:
        self.commit.note(self.game.players[outcome.player], page)
        if outcome.credited:
            self.changed.set()

    def _saving_changed(self) -> None:
        self._tell(SavingChanged(self.commit.is_troubled))

    def _tell(self, fact: Fact) -> None:
        for listener in self._listeners:
            listener(fact)


def _key(token: object) -> str:
    """Give what is kept of a token: its SHA-256, in hex."""
    return hashlib.sha256(str(token).encode(errors="replace")).hexdigest()


engine = Engine(Settings.from_env(os.environ))
