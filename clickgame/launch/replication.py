"""A game whose journal is shared with a standby on another host: what an engine's process does, put together.

Whoever has a folder begins as one that stands by, and is the owner once the log says so; what it puts on record from
then on goes to its own disk and to the log, and only then is it answered.
"""

import asyncio
import importlib
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

from clickgame.core import words
from clickgame.core.state import Change
from clickgame.engine.clock import time_line
from clickgame.engine.engine import Engine
from clickgame.engine.storage import Recovered
from clickgame.launch.copying import Copying
from clickgame.launch.lag import Lag
from clickgame.launch.replica import Replica
from clickgame.launch.sender import Sender, Source
from clickgame.launch.shared_log import SharedLog
from clickgame.launch.standby import Standby, open_store, owning, stand_by
from clickgame.settings import Settings
from persistence.store import Store


class Replication:
    """What shares the game of an engine's process by *log*; *stands_by* until another owner is gone."""

    def __init__(self, settings: Settings, log: SharedLog, *, stands_by: bool, lag: Lag | None = None) -> None:
        """Share nothing yet; *lag* is that of whoever stands by."""
        self.sender = Sender(log, most_bytes=settings.log_bytes_most)
        self._log, self._stands_by, self._lag = log, stands_by, lag
        self._store: Store | None = None

    def open(self) -> AbstractAsyncContextManager[None]:
        """Send, while the block runs, what is put on record."""
        return self.sender.open()

    async def find(self, settings: Settings) -> "SharedStore":
        """Give the store in the settings' folder once the game is ours."""
        if self._stands_by:
            settings = replace(settings, expect_data="no")  # it begins with nothing
        standby = Standby(settings, now=time_line())
        if self._stands_by:
            store = await stand_by(settings, standby=standby)
        else:
            store = await asyncio.to_thread(open_store, settings, follower=standby.follower)
            await asyncio.to_thread(words.load)
        replica = Replica(
            settings,
            self._log,
            Copying(settings, store, standby),
            may_begin=not self._stands_by or standby.has_waited,
            lag=self._lag,
        )
        try:
            async with owning(settings.data_dir):
                await replica.own(self.sender.begin)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(store.close))
            raise
        self._store = store
        return SharedStore(store, self.sender)

    def serve(self, engine: Engine) -> None:
        """Send the whole game of *engine*, which is open, to whoever asks for it."""
        store = self._store
        if store is not None:
            self.sender.source = Source(engine.game.records, engine.commit.write, lambda: store.last)


class SharedStore:
    """A store all of whose batches *sender* sends, once it is loaded; see `Store`."""

    def __init__(self, store: Store, sender: Sender) -> None:
        """Have *store* do it."""
        self._store, self._sender = store, sender
        self.append: Callable[..., None] = store.append
        self.sync: Callable[[], None] = store.sync
        self.close: Callable[[], None] = store.close

    def load(self) -> Recovered:
        """Read the game."""
        recovered = self._store.load()
        self._sender.go_on(self._store.game)
        self._store.on_append(self._sender.put)
        return recovered

    def told(self, records: Iterable[Change]) -> list[dict[str, Any]]:
        """Give *records* in plain values."""
        return self._store.told(records)

    async def snapshot(
        self,
        records: Callable[[], Iterable[Change]],
        *,
        settle: Callable[[], object],
        off_loop: Callable[[Callable[[], object]], Awaitable[object]],
        breathe: Callable[[], Awaitable[object]],
        erased: Collection[str],
    ) -> bool:
        """Write a snapshot."""
        return await self._store.snapshot(records, settle=settle, off_loop=off_loop, breathe=breathe, erased=erased)


def log_of(settings: Settings) -> SharedLog:
    """Make the log in the Redis that the settings name. Raises SettingsError."""
    # By name: whoever shares nothing never loads it.
    module: Any = importlib.import_module("clickgame.launch.redis_log")
    return module.RedisLog(settings.redis_url)
