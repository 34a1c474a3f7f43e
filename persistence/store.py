"""The data folder of a running game: what the engine calls.

    store = Store.open(folder)          # takes the lock
    recovered = store.load()            # log `recovered.line`, start from `recovered.state`
    store.append(changes, at=now)       # once a turn of the loop, one write; after DiskTrouble append the same again
    store.sync()                        # in a thread, again and again: makes durable, and mends after trouble
    await store.snapshot(records, …)    # by a job, and at the end
    store.close()                       # in a thread

One thread appends, takes snapshots and starts the other calls.
"""

import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from clickgame.core.state import Change
from persistence import codec, files
from persistence.batch import BEFORE_ALL, Moment
from persistence.checkpoint import SLICE, Surroundings, checkpoint, retire
from persistence.disk import Disk, File, LocalDisk
from persistence.erasure import erased_in, leave_nothing
from persistence.errors import DataMissing, DiskTrouble, FolderLocked, FolderUnwritable
from persistence.export import facts_of
from persistence.follower import Follower
from persistence.journal import UNSYNCED_MOST_BYTES, Journal
from persistence.migrations import MIGRATIONS, Migrations
from persistence.recovery import Recovered, recover


class Store:
    """A data folder that is ours until closed."""

    def __init__(
        self,
        folder: Path,
        disk: Disk,
        lock: File,
        *,
        generations: int,
        unsynced_most_bytes: int,
        accept_older: bool,
        follower: Follower[Any] | None,
    ) -> None:
        """Take over a locked *folder*; `open` is the way here."""
        self._folder = folder
        self._disk = disk
        self._lock = lock
        self._generations = generations
        self._unsynced_most_bytes = unsynced_most_bytes
        self._accept_older = accept_older
        self._follower = follower
        self._journal: Journal | None = None
        self._is_saving = False
        self._epoch_least = 1
        # Batches: in all, when the journal last went on in a new segment, and when that was saved.
        self._appended = 0
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
        expect_data: bool = False,
        accept_older: bool = False,
        follower: Follower[Any] | None = None,
    ) -> "Store":
        """Take *folder*, making it when it isn't there. Raises FolderLocked, FolderUnwritable, DataMissing.

        *generations* snapshots are kept; once *unsynced_most_bytes* of the journal wait for the disk, it takes no more.
        With *expect_data* a folder without a game is refused, and not even made; *accept_older* lets `load` go on from
        a folder whose newest files are gone. Where *follower* has followed the game in *folder*, `load` goes on with
        its records if it can.
        """
        disk = disk or LocalDisk()
        if expect_data and _is_empty(disk, folder):
            raise DataMissing(
                f"there is no game in the data folder {folder}, and CLICKGAME_EXPECT_DATA says that there is one: "
                "is its volume mounted?"
            )
        return cls(
            folder,
            disk,
            take(disk, folder),
            generations=generations,
            unsynced_most_bytes=unsynced_most_bytes,
            accept_older=accept_older,
            follower=follower,
        )

    @property
    def is_changed(self) -> bool:
        """Tell whether anything is on record that the newest snapshot does not have."""
        return self._appended != self._saved

    @property
    def last(self) -> Moment:
        """The last batch on record, for comparison with a Follower's; before any, and before loading, all 0."""
        return BEFORE_ALL if self._journal is None else self._journal.last

    @property
    def game(self) -> str:
        """Which game it is, "" before loading."""
        return "" if self._journal is None else self._journal.game

    @property
    def epoch(self) -> int:
        """The number of the life that the journal is written in, 0 before loading."""
        return 0 if self._journal is None else self._journal.epoch

    def load(self, *, migrations: Migrations = MIGRATIONS) -> Recovered:
        """Read the game, set damaged files aside, and begin a new journal segment.

        A game that was followed is not read again: it is in the answer's `followed`.
        Raises DataDamaged, DataOlder or FormatNewer, and then nothing is changed, FolderUnwritable or DiskTrouble.
        """
        recovered = self._follower.take_over() if self._follower else None
        if recovered is None:
            recovered = recover(self._disk, self._folder, migrations=migrations, accept_older=self._accept_older)
        recovered.epoch = max(recovered.epoch, self._epoch_least)
        stock = recovered.stock
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
            if recovered.followed is None:
                recovered.erased = erased_in(self._disk, self._folder)
        except OSError as problem:
            raise DiskTrouble(f"the data folder {self._folder} cannot be written: {problem}") from problem
        self._journal = Journal.start(
            self._disk,
            self._folder,
            game=recovered.game or secrets.token_hex(8),
            number=recovered.highest + 1,
            follows=recovered.links[-1] if recovered.links else None,
            epoch=recovered.epoch,
            last=recovered.last,
            unsynced_most_bytes=self._unsynced_most_bytes,
        )
        is_followed = recovered.followed is not None  # how much came after the snapshot is not known then
        self._appended = recovered.batches + len(recovered.damaged) + is_followed
        return recovered

    def append(self, changes: Iterable[Change], *, at: float) -> None:
        """Put on record what one turn of the loop changed, with one write, *at* this moment (s) of the game's line.

        A player has to be in an earlier change than the player's scores, or on record. Who is forgotten is so, whatever
        else is said of that player here. Raises DiskTrouble, and then nothing of it is on record, and all of it may be
        appended again later.
        """
        rows = codec.encode_all(changes)
        if rows:
            self._running().append(rows, at=at)
            self._appended += 1

    def copy(self, line: bytes, moment: Moment) -> None:
        """Put a batch of another folder's journal on record, as its *line* there. Raises DiskTrouble, as `append`."""
        self._running().copy(line, moment)
        self._appended += 1

    def on_append(self, tell: Callable[[int, bytes], None]) -> None:
        """Have *tell* called with the number and the line of each batch that is appended from now on."""
        self._running().on_append(tell)

    def unload(self, *, epoch_least: int = 1) -> None:
        """Close the journal and keep the lock, for another `load`, in a life numbered *epoch_least* or higher.

        For a thread. Raises DiskTrouble when it isn't durable.
        """
        journal, self._journal, self._epoch_least = self._journal, None, epoch_least
        if journal is not None:
            journal.close()

    def sync(self) -> None:
        """Make durable what is on record, or, after trouble, write it anew. For a thread. Raises DiskTrouble."""
        self._running().sync()

    async def snapshot(
        self,
        records: Callable[[], Iterable[Change]],
        *,
        settle: Callable[[], object],
        off_loop: Callable[[Callable[[], object]], Awaitable[object]],
        breathe: Callable[[], Awaitable[object]],
        erased: Collection[str] = (),
        slice_most: int = SLICE,
    ) -> bool:
        """Write a snapshot of all *records*; tells whether there was anything to write.

        When nothing changed since the last one, or one is being written, nothing is touched. *records* is called once
        the journal has gone on in a new segment, and read slice by slice, while records come, go and change: every
        player who was there at the call has to come, before the scores, and no score without its player
        (`core.state.everything` sees to that). *settle* has to append what is pending: it is called before each slice,
        so that the snapshot is never ahead of the journal. *off_loop* runs a call in a thread (`asyncio.to_thread`);
        *breathe* gives way to the loop, each time *slice_most* records and page loads are encoded. No file is left
        then that names one of *erased*, players who are no more; where there are any, there is something to write.
        Raises DiskTrouble; the journal, and so everything acknowledged, is none the worse for it.
        """
        journal = self._running()
        if self._is_saving or not (self.is_changed or erased):
            return False
        self._is_saving = True
        game = Surroundings(records, settle, off_loop, breathe, slice_most)
        try:
            await checkpoint(self._disk, self._folder, journal, game, on_switch=self._switched)
            self._saved = self._at_switch
            if erased:
                await off_loop(lambda: leave_nothing(self._disk, self._folder, players=erased))
            else:
                await off_loop(lambda: retire(self._disk, self._folder, generations=self._generations))
        except OSError as problem:
            raise DiskTrouble(f"the snapshot cannot be written: {problem}") from problem
        finally:
            self._is_saving = False
        return True

    def told(self, records: Iterable[Change]) -> list[dict[str, Any]]:
        """Give *records* as an export has them, for whom they are about."""
        return [facts_of(record) for record in records]

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


def _is_empty(disk: Disk, folder: Path) -> bool:
    try:
        return files.take_stock(disk.names(folder)).is_empty
    except FileNotFoundError:
        return True
    except OSError as problem:
        raise FolderUnwritable(f"the data folder {folder} cannot be used: {problem}") from problem
