"""The journal: what has changed since the last snapshot, on record before any answer leaves.

Appending and switching are for the event loop's thread: one write each. Preparing, syncing and closing take as long as
the disk does and are for any other thread. Once a call to the disk has failed, nothing that is not yet durable in that
file can be relied on: the next `sync` writes it anew into a fresh segment, which follows the old one from where it was
durable.

Whenever a segment is durable that was not counted before, the mark tells of it.
"""

from collections.abc import Callable
from pathlib import Path
from threading import RLock

from persistence import batch
from persistence.batch import BEFORE_ALL, Moment
from persistence.disk import Disk
from persistence.errors import DiskTrouble
from persistence.frames import frame, frame_facts
from persistence.mark import Mark, write_mark
from persistence.segment import Position, Segment, begin

UNSYNCED_MOST_BYTES = 64 * 2**20


class Journal:
    """The segments that are open: the last one is written, those before wait to be durable."""

    def __init__(
        self, disk: Disk, folder: Path, *, game: str, epoch: int, last: Moment, unsynced_most_bytes: int
    ) -> None:
        """Take a journal without segments; `start` is the way here."""
        self.blocking = RLock()  # held by whichever thread is at the disk
        self.is_refusing = False
        self.game = game
        self.epoch = epoch
        self._tell: Callable[[int, bytes], None] | None = None
        self._newest = 0
        self._disk = disk
        self._folder = folder
        self._unsynced_most_bytes = unsynced_most_bytes
        self._segments: list[Segment] = []
        self._prepared: Segment | None = None
        self._seq = 0
        self._before = last
        self._last = 0, 0.0  # of this life, with which it is put together only when it is asked for
        self._marked = 0
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
        epoch: int = 1,
        last: Moment = BEFORE_ALL,
        unsynced_most_bytes: int = UNSYNCED_MOST_BYTES,
    ) -> "Journal":
        """Start in a new segment with this *number*, going on from the batch *last*. Raises DiskTrouble.

        *epoch* is the number of this life of the engine; no more than *unsynced_most_bytes* are taken that are not
        durable.
        """
        journal = cls(disk, folder, game=game, epoch=epoch, last=last, unsynced_most_bytes=unsynced_most_bytes)
        try:
            journal._segments.append(journal._create(number, begin(follows, last=last)))
        except OSError as problem:
            raise DiskTrouble(f"the journal cannot be begun: {problem}") from problem
        try:
            journal._mark(number)
        except DiskTrouble:
            journal.live.close()
            raise
        return journal

    @property
    def live(self) -> Segment:
        """The segment that is being written."""
        return self._segments[-1]

    def append(self, rows: str, *, at: float) -> None:
        """Put a batch of *rows* on record, written *at* (s, UTC).

        Raises DiskTrouble, and then it is not, and may be appended again later, as another batch; ValueError when
        *at* is no number.
        """
        self._make_room()
        self._seq += 1  # a batch that fails may be in the file all the same, so that its number is never given again
        line = frame(batch.encode(rows, epoch=self.epoch, seq=self._seq, at=at))
        self._put(line)
        self._last = self._seq, at
        if self._tell is not None:
            self._tell(self._seq, line)

    def on_append(self, tell: Callable[[int, bytes], None]) -> None:
        """Have *tell* called with the number and the line of each batch that is appended from now on."""
        self._tell = tell

    def copy(self, line: bytes, moment: Moment) -> None:
        """Put a batch on record as another journal has it, as a *line* of this format. Raises DiskTrouble, as above."""
        self._make_room()
        self._put(line)
        self._before = moment

    @property
    def last(self) -> Moment:
        """The last batch on record."""
        seq, at = self._last
        return Moment(self.epoch, seq, round(at, 3)) if seq else self._before

    @property
    def prepared(self) -> int:
        """The number of the segment that is prepared, 0 for none."""
        prepared = self._prepared
        return prepared.number if prepared else 0

    def prepare(self) -> None:
        """Make the next segment. It takes as long as the disk does. Raises DiskTrouble."""
        with self.blocking:
            self._check_health()
            self._drop_prepared()
            try:
                self._prepared = self._create(self._newest + 1)
            except OSError as problem:
                raise DiskTrouble(f"the next journal segment cannot be made: {problem}") from problem

    def switch(self) -> None:
        """Go on in the segment that was prepared. Raises DiskTrouble."""
        self._check_health()
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            raise DiskTrouble("the next journal segment is not there yet")
        old = self.live
        try:
            prepared.begin((old.number, old.length), last=self.last)
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
        """Make durable what is on record by now, and mark it. It takes as long as the disk does. Raises DiskTrouble."""
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
            self._mark(segments[-1].number)

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

    def _make_room(self) -> None:
        self.is_refusing = True
        if self._trouble:
            raise self._waits()
        live = self._segments[-1]
        if live.length - live.synced > self._unsynced_most_bytes:
            raise DiskTrouble(f"{live.unsynced_bytes} bytes of the journal are not yet durable: the disk is too slow")

    def _put(self, line: bytes) -> None:
        note, self._note = self._note, b""
        try:
            self._segments[-1].append(line, note=note)
        except OSError as problem:
            raise self._fail(problem) from problem
        self.is_refusing = False

    def _mend(self) -> None:
        segments = self._segments[:]
        first = segments[0]  # the last that is known to be durable, up to where it was synced, its beginning included
        body = begin((first.number, first.synced), last=self.last)
        body += b"".join(segment.unsynced_batches() for segment in segments)
        try:
            fresh = self._create(self._newest + 1, body)
        except OSError as problem:
            raise self._fail(problem) from problem
        for segment in segments:
            segment.close()
        self._segments[:] = [fresh]
        self._drop_prepared()  # it has a lower number than the one that it would follow
        self._note_synced(fresh)
        self._trouble = ""
        self._mark(fresh.number)

    def _create(self, number: int, body: bytes = b"") -> Segment:
        made = Segment.create(self._disk, self._folder, game=self.game, number=number, epoch=self.epoch, body=body)
        self._newest = number
        return made

    def _mark(self, number: int) -> None:
        # Only now that it is durable: a mark that a power cut left ahead of the journal would have the game refused.
        if number == self._marked:
            return
        try:
            write_mark(self._disk, self._folder, Mark(self.game, number, self.epoch))
        except OSError as problem:
            raise DiskTrouble(f"the mark cannot be written: {problem}") from problem
        self._marked = number

    def _drop_prepared(self) -> None:
        if self._prepared is not None:
            self._prepared.close()
            self._prepared = None

    def _note_synced(self, segment: Segment) -> None:
        self._note = frame_facts({"synced": (segment.number, segment.synced)})

    def _check_health(self) -> None:
        if self._trouble:
            raise self._waits()

    def _waits(self) -> DiskTrouble:
        return DiskTrouble(f"the journal waits for the disk: {self._trouble}")

    def _fail(self, problem: OSError) -> DiskTrouble:
        self._trouble = str(problem)
        return DiskTrouble(f"the journal cannot be written: {problem}")
