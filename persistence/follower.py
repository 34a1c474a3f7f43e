"""Keep a second game beside the first: read the journal while another process writes it.

    follower = Follower(folder, lambda state: Game(rules, state, now=…))
    follower.catch_up()         # again and again; a poll that finds nothing new is a listing and two short reads
    follower.records            # the game as of the last batch that `catch_up` found
    follower.take_over()        # by whoever holds the folder's lock: what a load would come to, with nothing loaded

It only reads, and needs no lock. It goes by the same rule as recovery, that the newest segment that counts tells what
it goes on from: so after every poll it has what a start at that moment would come to, be it that the last line is half
written, that the journal has gone on in another segment, or that snapshots came and old segments went. Where it cannot
go on from where it is (its segment is gone, or after trouble with the disk the journal went on from an earlier place),
it starts over from the newest snapshot, with new records.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from clickgame.core.records import Records
from clickgame.core.state import ERASED, State
from persistence import codec, files
from persistence.batch import BEFORE_ALL, Moment
from persistence.disk import LocalDisk, ReadableDisk
from persistence.erasure import erased_in_segment
from persistence.errors import DataDamaged, DataOlder, FolderUnwritable, StoreError
from persistence.files import Damaged
from persistence.frames import Line, unframe
from persistence.migrations import MIGRATIONS, batch_of
from persistence.recovery import Followed, Recovered, recover
from persistence.scan import Scan, go_on, scan

ALL = 1 << 62
ERASED_MARK = codec.MARKS[ERASED]
STARTS_TRIED = 5  # a file may go between two looks, but hardly so often

R = TypeVar("R", bound=Records)


class Follower(Generic[R]):
    """A game that follows the one in a folder; *records* is the game, *last* the last batch that is in it.

    *starts* counts how often it started over, the first time included, each time with other *records*.
    """

    records: R

    def __init__(self, folder: Path, start: Callable[[State], R], *, disk: ReadableDisk | None = None) -> None:
        """Follow the game in *folder*; *start* makes the game from a state, which is its own from then on.

        Nothing is read yet: the game is an empty one.
        """
        self._folder = folder
        self._start = start
        self._disk = disk or LocalDisk()
        self.records = start(State())
        self.last: Moment = BEFORE_ALL
        self.starts = 0
        self._place = 0, 0
        self._head = b""
        self._format, self._game = files.FORMAT, ""
        # By segment: what a load would find in it, and who is said to want to be no more.
        self._scans: dict[int, Scan] = {}
        self._erased: dict[int, set[str]] = {}

    @property
    def game(self) -> str:
        """Which game it is, "" before there is any."""
        return self._game

    @property
    def erased(self) -> set[str]:
        """Players who wanted to be no more, and whom a file may still name."""
        return {player for of in self._erased.values() for player in of}

    def catch_up(self, *, most: int = ALL) -> int:
        """Apply every whole batch that has come since; tells how many changes of the journal that were.

        With a batch that comes to *most* changes or more it stops: so whoever was behind catches up in slices.
        Raises what recovery raises, when it has to start over and there is nothing good to start from: DataDamaged,
        DataOlder, FormatNewer and FolderUnwritable. The next poll tries again.
        """
        changes = self._go_on(most)
        return self._start_over() if changes is None else changes

    def take_over(self) -> Recovered | None:
        """Catch up with a game that nobody else goes on with, and give what a load would come to.

        The records are in it in place of a state, and no snapshot was looked into. None when that is not certain:
        there has to be a load then, which tells why, and *records* may be anything.
        """
        if self._go_on(ALL) is None:
            return None
        try:
            found = recover(self._disk, self._folder, followed=Followed(self._place, self._scans))
        except StoreError:
            return None
        found.erased = {player for number in found.stock.segments for player in self._erased.get(number, ())}
        found.followed, found.last = self.records, self.last
        return found

    def _go_on(self, most: int) -> int | None:
        """Read on, and give how many changes that were; None when it cannot go on from where it is."""
        changes = 0
        try:
            path = self._path()
            for number, upto in path:
                changes += self._read(number, upto, most - changes)
                if changes >= most:
                    break
        except (Damaged, ValueError, OSError):
            return None  # what it comes to is recovery's to say
        return changes if path else None

    def _path(self) -> list[tuple[int, int | None]]:
        """List the segments to read, each with the place up to which it counts; none when it cannot go on from here."""
        here, place = self._place
        segments = self._segments()
        for kept in (self._scans, self._erased):
            for gone in kept.keys() - set(segments):
                del kept[gone]
        is_there = here in segments and next(self._lines(here), b"") == self._head
        newer = {number: self._beginning(number) for number in segments if number > here}
        number, upto = max((number for number, found in newer.items() if found.counts_from), default=here), None
        path: list[tuple[int, int | None]] = []
        is_all_read = False  # of a segment that is gone
        while number > here:
            path.insert(0, (number, upto))
            found = newer.get(number)
            if found is None or found.follows is None or found.follows[0] >= number:
                return []
            number, upto = found.follows
            is_all_read = is_all_read or (number, upto, found.game) == (here, place, self._game)
        if number != here or not (here and (is_there or is_all_read)):
            return []
        return [(here, upto), *path] if is_there else path

    def _read(self, number: int, upto: int | None, most: int) -> int:
        changes = 0
        if number != self._place[0]:
            self._enter(number)
        _, place = self._place
        for line in self._lines(number, start=place):
            place += len(line)
            text = unframe(line)
            if text is None or (upto is not None and place > upto):
                break
            if text.startswith(b"["):
                changes += self._apply(json.loads(text))
            self._know(Line(place - len(line), place, line, text))
            self._place = number, place
            if changes >= most:
                return changes
        if upto is not None and self._place[1] != upto:
            raise Damaged("ends elsewhere than where the next one goes on")
        return changes

    def _apply(self, line: object) -> int:
        self.last, rows = batch_of(line, written=self._format, migrations=MIGRATIONS)
        for row in rows:
            codec.put(row, self.records)
            if row[0] == ERASED_MARK:
                self._erased.setdefault(self._place[0], set()).add(row[1])
        return len(rows)

    def _know(self, line: Line) -> None:
        """Remember that *line*, the next in the segment, is whole, and what it says as a note."""
        found = self._scans.get(self._place[0])
        if found is None:
            return
        if (line.text or b"").startswith(b"{"):
            go_on(found, iter((line,)))
        found.good = found.size = line.end

    def _start_over(self) -> int:
        for _ in range(STARTS_TRIED - 1):
            with suppress(DataDamaged, DataOlder, FolderUnwritable):
                return self._begin_anew()
        return self._begin_anew()

    def _begin_anew(self) -> int:
        found = recover(self._disk, self._folder)
        if not (found.links or self.starts):
            return 0  # nobody has ever played here
        self._place, erased = (0, 0), dict[int, set[str]]()
        if found.links:
            number, place = found.links[-1]
            try:
                self._enter(number)
                erased = {each: erased_in_segment(self._disk, self._folder, each) for each in found.stock.segments}
            except (Damaged, OSError) as problem:
                raise FolderUnwritable(f"the data folder {self._folder} changed while it was read") from problem
            self._place = number, place
            self._scans = {number: each for number, each in found.scans.items() if each.good == each.size}
        self._erased = erased
        self.records = self._start(found.state)
        self.last = found.last
        self.starts += 1
        return found.changes

    def _enter(self, number: int) -> None:
        """Stand at the beginning of a segment."""
        self._head = next(self._lines(number), b"")
        found = self._scans[number] = scan(iter((self._head,)), number=number)
        self._place = number, len(self._head)
        self._format, self._game = found.format, found.game

    def _segments(self) -> list[int]:
        return files.take_stock(self._disk.names(self._folder)).segments

    def _beginning(self, number: int) -> Scan:
        return scan(islice(self._lines(number), 2), number=number)

    def _lines(self, number: int, *, start: int = 0) -> Iterator[bytes]:
        return self._disk.lines(self._folder / files.name(files.JOURNAL, number), start=start)
