"""The journal: what has changed since the last snapshot, on record before any answer leaves.

Appending and switching are for the event loop's thread: one write each. Preparing, syncing and closing take as long as
the disk does and are for any other thread. Once a call to the disk has failed, nothing that is not yet durable in that
file can be relied on: the next `sync` writes it anew into a fresh segment, which follows the old one from where it was
durable.
"""

from pathlib import Path
from threading import RLock

from persistence.disk import Disk
from persistence.errors import DiskTrouble
from persistence.frames import frame, frame_facts
from persistence.segment import Position, Segment, begin

UNSYNCED_MOST_BYTES = 64 * 2**20


class Journal:
    """The segments that are open: the last one is written, those before wait to be durable."""

    def __init__(self, disk: Disk, folder: Path, *, game: str, first: Segment, unsynced_most_bytes: int) -> None:
        """Go on in the segment *first*; take no more than *unsynced_most_bytes* that are not durable."""
        self.blocking = RLock()  # held by whichever thread is at the disk
        self.is_refusing = False
        self._disk = disk
        self._folder = folder
        self.game = game
        self._unsynced_most_bytes = unsynced_most_bytes
        self._segments = [first]
        self._prepared: Segment | None = None
        self._newest = first.number
        self._trouble = ""
        self._is_closed = False
        self._note = b""

    @classmethod
    def start(
        cls,
        disk: Disk,
        folder: Path,
        *,
        game: str,
        number: int,
        follows: Position | None,
        unsynced_most_bytes: int = UNSYNCED_MOST_BYTES,
    ) -> "Journal":
        """Start in a new segment with this *number*. Raises DiskTrouble."""
        try:
            first = Segment.create(disk, folder, game=game, number=number, body=begin(follows))
        except OSError as problem:
            raise DiskTrouble(f"the journal cannot be begun: {problem}") from problem
        return cls(disk, folder, game=game, first=first, unsynced_most_bytes=unsynced_most_bytes)

    @property
    def live(self) -> Segment:
        """The segment that is being written."""
        return self._segments[-1]

    def append(self, batch: str) -> None:
        """Put a batch on record. Raises DiskTrouble, and then it is not, and may be appended again later."""
        self.is_refusing = True
        self._check_health()
        live = self.live
        if live.unsynced_bytes > self._unsynced_most_bytes:
            raise DiskTrouble(f"{live.unsynced_bytes} bytes of the journal are not yet durable: the disk is too slow")
        note, self._note = self._note, b""
        try:
            live.append(frame(batch), note=note)
        except OSError as problem:
            raise self._fail(problem) from problem
        self.is_refusing = False

    def prepare(self) -> int:
        """Make the next segment and give its number. It takes as long as the disk does. Raises DiskTrouble."""
        with self.blocking:
            self._check_health()
            self._drop_prepared()
            try:
                made = Segment.create(self._disk, self._folder, game=self.game, number=self._newest + 1)
            except OSError as problem:
                raise DiskTrouble(f"the next journal segment cannot be made: {problem}") from problem
            self._prepared = made
            self._newest = made.number
            return made.number

    def switch(self) -> None:
        """Go on in the segment that was prepared. Raises DiskTrouble."""
        self._check_health()
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            raise DiskTrouble("the next journal segment is not there yet")
        old = self.live
        try:
            prepared.begin((old.number, old.length))
        except OSError as problem:
            prepared.close()
            raise self._fail(problem) from problem
        self._segments.append(prepared)

    def secure(self, number: int) -> None:
        """Sync, and make sure that all of it went into the segment with this *number*. Raises DiskTrouble."""
        self.sync()
        self._check_health()
        if self.live.number != number:
            raise DiskTrouble("the journal had to go on in another segment")

    def sync(self) -> None:
        """Make durable what is on record by now. It takes as long as the disk does. Raises DiskTrouble."""
        with self.blocking:
            if self._is_closed:
                return
            if self._trouble:
                self._mend()
                return
            segments = self._segments[:]
            try:
                for segment in segments:  # the older first: nothing is durable before what it follows
                    segment.sync()
            except OSError as problem:
                raise self._fail(problem) from problem
            for sealed in segments[:-1]:
                sealed.close()
            del self._segments[: len(segments) - 1]
            self._note_synced(segments[-1])

    def close(self) -> None:
        """Make everything durable, say so in the file, and let go of it. Raises DiskTrouble when it isn't durable."""
        with self.blocking:
            if self._is_closed:
                return
            try:
                self.sync()
                live = self.live
                live.append(b"", note=self._note)
                live.sync()
            except OSError as problem:
                raise self._fail(problem) from problem
            finally:
                for segment in self._segments:
                    segment.close()
                self._drop_prepared()
                self._trouble, self._is_closed = "it is closed", True

    def _mend(self) -> None:
        segments = self._segments[:]
        first = segments[0]  # the last that is known to be durable, up to where it was synced, its beginning included
        body = begin((first.number, first.synced)) + b"".join(segment.unsynced_batches() for segment in segments)
        try:
            fresh = Segment.create(self._disk, self._folder, game=self.game, number=self._newest + 1, body=body)
        except OSError as problem:
            raise self._fail(problem) from problem
        for segment in segments:
            segment.close()
        self._newest = fresh.number
        self._segments[:] = [fresh]
        self._note_synced(fresh)
        self._trouble = ""

    def _drop_prepared(self) -> None:
        if self._prepared is not None:
            self._prepared.close()
            self._prepared = None

    def _note_synced(self, segment: Segment) -> None:
        self._note = frame_facts({"synced": (segment.number, segment.synced)})

    def _check_health(self) -> None:
        if self._trouble:
            raise DiskTrouble(f"the journal waits for the disk: {self._trouble}")

    def _fail(self, problem: OSError) -> DiskTrouble:
        self._trouble = str(problem)
        return DiskTrouble(f"the journal cannot be written: {problem}")
