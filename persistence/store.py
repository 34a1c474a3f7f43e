"""The data folder of a running game: what the engine calls.

    store = Store.open(folder)          # takes the lock
    recovered = store.load()            # log `recovered.line`
    store.append(changes, forgotten)    # once a turn of the loop, one write; after DiskTrouble append the same again
    store.sync()                        # in a thread, again and again: makes durable, and mends after trouble
    await store.snapshot(players, …)    # by a job, and at the end
    store.close()                       # in a thread

One thread appends, takes snapshots and starts the other calls.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from pathlib import Path

from clickgame.core.players import Player
from persistence import codec, files
from persistence.checkpoint import SLICE, OffLoop, Surroundings, checkpoint, retire
from persistence.codec import Migrations
from persistence.disk import Disk, File, LocalDisk
from persistence.errors import DiskTrouble, FolderLocked, FolderUnwritable
from persistence.journal import UNSYNCED_MOST_BYTES, Journal
from persistence.recovery import Recovered, recover

Change = tuple[Player, str | None]


class Store:
    """A data folder that is ours until closed."""

    def __init__(self, folder: Path, disk: Disk, lock: File, *, generations: int, unsynced_most_bytes: int) -> None:
        """Take over a locked *folder*; `open` is the way here."""
        self._folder = folder
        self._disk = disk
        self._lock = lock
        self._generations = generations
        self._unsynced_most_bytes = unsynced_most_bytes
        self._game = ""
        self._journal: Journal | None = None
        self._is_saving = False
        self._appended = (
            0  # batches, in all and when the journal last went on in a new segment, and when that was saved
        )
        self._at_switch = 0
        self._saved = 0

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        disk: Disk | None = None,
        generations: int = 3,
        unsynced_most_bytes: int = UNSYNCED_MOST_BYTES,
    ) -> "Store":
        """Take *folder*, making it when it isn't there. Raises FolderLocked, FolderUnwritable.

        *generations* snapshots are kept; once *unsynced_most_bytes* of the journal wait for the disk, it takes no more.
        """
        disk = disk or LocalDisk()
        lock = take(disk, folder)
        return cls(folder, disk, lock, generations=generations, unsynced_most_bytes=unsynced_most_bytes)

    @property
    def is_changed(self) -> bool:
        """Tell whether anything is on record that the newest snapshot does not have."""
        return self._appended != self._saved

    def load(self, *, migrations: Migrations = codec.MIGRATIONS) -> Recovered:
        """Read the game, set damaged files aside, and begin a new journal segment.

        Raises DataDamaged or FormatNewer, and then nothing is changed, FolderUnwritable or DiskTrouble.
        """
        recovered = recover(self._disk, self._folder, migrations=migrations)
        stock = recovered.stock
        end = recovered.links[-1] if recovered.links else None
        self._game = recovered.game or secrets.token_hex(8)
        try:
            for number, _ in recovered.links:
                # A killed server may have left it to the kernel; what follows it must not be durable without it.
                self._disk.sync_file(self._folder / files.name(files.JOURNAL, number))
            taken = set(stock.set_aside)
            for damaged in sorted(recovered.damaged):
                aside = files.aside(taken, damaged, files.DAMAGED)
                taken.add(aside)
                self._disk.rename(self._folder / damaged, self._folder / aside)
            for part in stock.parts:
                self._disk.unlink(self._folder / part)
        except OSError as problem:
            raise DiskTrouble(f"the data folder {self._folder} cannot be written: {problem}") from problem
        self._journal = Journal.start(
            self._disk,
            self._folder,
            game=self._game,
            number=stock.highest + 1,
            follows=end,
            unsynced_most_bytes=self._unsynced_most_bytes,
        )
        self._appended = recovered.batches + len(recovered.damaged)
        return recovered

    def append(self, changes: Iterable[Change], forgotten: Iterable[str] = ()) -> None:
        """Put on record what one turn of the loop changed, with one write.

        A change is a player and which page load's entry changed along with the numbers: "" for none, None for the
        whole player (new, renamed, or a page load came or went). *forgotten* are the ids of players who are no more,
        whatever else is said of them here. Raises DiskTrouble, and then nothing of it is on record, and all of it may
        be appended again later.
        """
        rows = [codec.encode_change(player, page) for player, page in changes]
        rows += map(codec.encode_forgotten, forgotten)
        if rows:
            self._running().append(f"[{','.join(rows)}]")
            self._appended += 1

    def sync(self) -> None:
        """Make durable what is on record, or, after trouble, write it anew. For a thread. Raises DiskTrouble."""
        self._running().sync()

    async def snapshot(
        self,
        players: Callable[[], Iterable[Player]],
        *,
        settle: Callable[[], object],
        off_loop: OffLoop,
        breathe: Callable[[], Awaitable[object]],
        slice_most: int = SLICE,
    ) -> bool:
        """Write a snapshot of all *players*; tells whether there was anything to write.

        When nothing changed since the last one, or one is being written, nothing is touched. The players go on
        changing meanwhile. *settle* has to append what is pending: it is called before each slice, so that the
        snapshot is never ahead of the journal. *off_loop* runs a call in a thread (`asyncio.to_thread`); *breathe*
        gives way to the loop, each time *slice_most* players and page loads are encoded. Raises DiskTrouble; the
        journal, and so everything acknowledged, is none the worse for it.
        """
        journal = self._running()
        if self._is_saving or not self.is_changed:
            return False
        self._is_saving = True
        game = Surroundings(lambda: list(players()), settle, off_loop, breathe, slice_most)
        try:
            await checkpoint(self._disk, self._folder, journal, game, on_switch=self._switched)
            self._saved = self._at_switch
            await off_loop(lambda: retire(self._disk, self._folder, generations=self._generations))
        except OSError as problem:
            raise DiskTrouble(f"the snapshot cannot be written: {problem}") from problem
        finally:
            self._is_saving = False
        return True

    def close(self) -> None:
        """Make everything durable and let go of the folder. For a thread. Raises DiskTrouble when it isn't durable."""
        try:
            if self._journal is not None:
                self._journal.close()
        finally:
            with suppress(OSError):
                self._lock.close()

    def _switched(self) -> None:
        self._at_switch = self._appended

    def _running(self) -> Journal:
        if self._journal is None:
            raise DiskTrouble("the data folder has not been loaded")
        return self._journal


def take(disk: Disk, folder: Path) -> File:
    """Make *folder* when it isn't there, and hold its lock. Raises FolderLocked, FolderUnwritable."""
    try:
        disk.make_folder(folder)
        return disk.lock(folder / files.LOCK)
    except BlockingIOError as held:
        raise FolderLocked(f"another server is running on the data folder {folder}") from held
    except OSError as problem:
        raise FolderUnwritable(f"the data folder {folder} cannot be used: {problem}") from problem
