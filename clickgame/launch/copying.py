"""A copy of another host's game in a folder of one's own: its batches and snapshots, and the game itself in memory.

The folder is as good as the owner's, and is followed as it would be on the owner's host (`standby.py`). A game that
comes as a whole is written beside; once all is there it takes the folder's place, and is written on until it is
followed.
"""

import asyncio
import logging
import time

from clickgame.launch.shared_log import name_of
from clickgame.launch.standby import Standby
from clickgame.settings import Settings
from persistence.batch import BEFORE_ALL, Moment
from persistence.disk import LocalDisk
from persistence.errors import DiskTrouble
from persistence.store import Store
from persistence.whole import Whole, finish

LOOK_S = 0.02

logger = logging.getLogger(__name__)


class _Cut(Exception):
    """A snapshot is broken off."""


class Copying:
    """The folder of *store*, whose lock is ours, and what *standby* has followed there; *last* is its last batch."""

    def __init__(self, settings: Settings, store: Store, standby: Standby) -> None:
        """Copy nothing before `open`."""
        self.last = BEFORE_ALL
        self._settings, self._store, self._standby = settings, store, standby
        self._disk = LocalDisk()
        self._whole: Whole | None = None
        self._is_published = self._is_stopping = False
        self._saved_at = 0.0
        self._following: asyncio.Task[None] | None = None

    @property
    def game(self) -> str:
        """Which game it is, "" where there is none yet."""
        return self._standby.follower.game

    @property
    def has_game(self) -> bool:
        """Tell whether there is a game, be it one in which nothing has happened yet."""
        return bool(self.game) or self._is_published

    @property
    def name(self) -> str:
        """The name of the last batch that is here."""
        return name_of(self._whole.last if self._whole else self.last)

    @property
    def is_coming(self) -> bool:
        """Tell whether a whole has begun to come and is not all there."""
        return self._whole is not None and not self._is_published

    @property
    def is_settling(self) -> bool:
        """Tell whether a whole has come, and is not yet followed to its end."""
        return self._is_published

    @property
    def epoch(self) -> int:
        """The highest number of an engine's life that the folder may know."""
        return max(self._store.epoch, self.last.epoch)

    async def open(self) -> None:
        """Have the game that is in the folder. Raises what recovery raises."""
        await asyncio.to_thread(finish, self._disk, self._settings.data_dir)
        await asyncio.to_thread(self._read_all)
        if self.game:
            self.last = self._standby.follower.last
            await asyncio.to_thread(self._store.load)
        self._saved_at = time.monotonic()
        self._following = asyncio.create_task(self._follow())

    async def close(self, *, epoch_least: int) -> None:
        """Leave the folder to an engine whose life has at least this number. Raises DiskTrouble."""
        await self.stop()
        if self._whole is not None and not self._is_published:
            self.drop()
        if self._whole is not None:
            await asyncio.to_thread(self._whole.sync)
            self._whole.close()
        await asyncio.to_thread(lambda: self._store.unload(epoch_least=epoch_least))

    async def stop(self) -> None:
        """Follow no more."""
        self._is_stopping = True
        if self._following is not None:
            await asyncio.wait((self._following,))

    # What comes

    def put(self, line: bytes, moment: Moment) -> None:
        """Take in the next batch. Raises DiskTrouble."""
        if self._whole is not None:
            self._whole.copy(line, moment)
            if not self._is_published:
                return
        else:
            self._store.copy(line, moment)
        self.last = moment

    def begin_whole(self, game: str, *, epoch: int, last: Moment) -> None:
        """Begin to take in a whole *game* of an engine's life *epoch*, as of the batch *last*. Raises DiskTrouble."""
        self.drop()
        self._whole = Whole(self._disk, self._settings.data_dir, game=game, epoch=epoch, last=last)

    def add(self, lines: list[bytes]) -> None:
        """Take in records of the whole. Raises DiskTrouble."""
        if self._whole is not None:
            self._whole.add(lines)

    async def publish(self) -> None:
        """Have the whole in the folder's place. Raises DiskTrouble."""
        if self._whole is not None:
            await asyncio.to_thread(self._publish, self._whole)
            self._is_published, self.last = True, self._whole.last

    def drop(self) -> None:
        """Let go of a whole that is not all there."""
        if self.is_coming and self._whole is not None:
            self._whole.close()
            self._whole = None

    async def sync(self) -> None:
        """Make durable what is here. Raises DiskTrouble."""
        await asyncio.to_thread((self._whole or self._store).sync)

    def _publish(self, whole: Whole) -> None:
        self._store.unload()
        whole.publish()

    # What is followed

    async def _follow(self) -> None:
        while not self._is_stopping:
            await asyncio.to_thread(self._standby.follow, time.monotonic())
            is_behind = self._standby.is_behind
            try:
                if not is_behind and self._is_published:
                    await self._settle()
                if not is_behind and self._whole is None and self.game:
                    await self._save()
            except DiskTrouble as trouble:
                logger.warning("%s", trouble)
            await asyncio.sleep(0 if is_behind else LOOK_S)

    async def _settle(self) -> None:
        """Go on in a journal as an engine has it, once the whole that has come is followed to its end."""
        whole, follower = self._whole, self._standby.follower
        follower.catch_up()
        if whole is None or follower.last != whole.last:
            return
        whole.close()
        self._whole, self._is_published = None, False
        self._store.load()

    async def _save(self) -> None:
        """Write a snapshot where one is due; at once where somebody wanted to be no more."""
        follower, now = self._standby.follower, time.monotonic()
        erased = follower.erased
        every_s = min(self._settings.save_s, self._settings.erase_s) if erased else self._settings.save_s
        if now - self._saved_at < every_s:
            return
        self._saved_at, game = now, follower.records
        try:
            await self._store.snapshot(
                game.records,
                settle=follower.catch_up,
                off_loop=asyncio.to_thread,
                breathe=self._breathe,
                erased=erased,
            )
        except _Cut:
            logger.info("a snapshot is left to whoever owns the game now")

    async def _breathe(self) -> None:
        if self._is_stopping:
            raise _Cut
        await asyncio.sleep(0)

    def _read_all(self) -> None:
        """Read what is in the folder. Raises what recovery raises."""
        self._standby.follower.catch_up()
        while True:
            self._standby.follow(time.monotonic())
            if not self._standby.is_behind:
                return
