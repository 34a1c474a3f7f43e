"""A game that comes from elsewhere as a whole, and takes the place of an older state of itself in a data folder.

    whole = Whole(disk, folder, game=…, epoch=…, last=…)      # in a folder beside, `whole/`
    whole.add(lines)            # records, as a snapshot has them
    whole.copy(line, moment)    # and batches that came after *last*, already while records still come
    whole.publish()             # from now on it is the game of the folder; older files are gone
    whole.copy(line, moment)    # it goes on
    whole.close()

First the new files get into the folder, then the old ones leave it. Cut short in between, `finish` does the rest at the
next start; until then the folder is either the new game, or it is refused, since the segment follows one that is not
there, and is nothing without its snapshot.
"""

from pathlib import Path

from persistence import files
from persistence.batch import Moment
from persistence.checkpoint import retire
from persistence.disk import Disk
from persistence.errors import DiskTrouble
from persistence.mark import Mark, write_mark
from persistence.segment import Segment, begin
from persistence.snapshot import SnapshotWriter

WHOLE = "whole"


class Whole:
    """A game that is coming; *last* is the last batch that it has."""

    def __init__(self, disk: Disk, folder: Path, *, game: str, epoch: int, last: Moment) -> None:
        """Begin, beside the game in *folder*, whose lock is ours, with records as of the batch *last*.

        Raises DiskTrouble.
        """
        self.last = last
        self._disk, self._folder, self._beside = disk, folder, folder / WHOLE
        try:
            disk.make_folder(self._beside)
            for name in disk.names(self._beside):
                disk.unlink(self._beside / name)
            number = files.take_stock(disk.names(folder)).highest + 2  # the one between is not there, and never was
            self._mark = Mark(game, number, epoch)
            body = begin((number - 1, 0), last=last)
            self._segment = Segment.create(disk, self._beside, game=game, number=number, epoch=epoch, body=body)
            self._snapshot = SnapshotWriter(disk, self._beside, game=game, number=number, epoch=epoch)
            self._snapshot.create()
        except OSError as problem:
            raise DiskTrouble(f"a game from elsewhere cannot be taken in: {problem}") from problem

    def add(self, lines: list[bytes]) -> None:
        """Take in records. Raises DiskTrouble."""
        self._snapshot.add_lines(lines)
        if self._snapshot.is_due:
            try:
                self._snapshot.flush()
            except OSError as problem:
                raise _trouble(problem) from problem

    def copy(self, line: bytes, moment: Moment) -> None:
        """Take in the next batch. Raises DiskTrouble, after which there has to be another whole."""
        try:
            self._segment.append(line)
        except OSError as problem:
            raise _trouble(problem) from problem
        self.last = moment

    def sync(self) -> None:
        """Make durable what was taken in. For a thread. Raises DiskTrouble."""
        try:
            self._segment.sync()
        except OSError as problem:
            raise _trouble(problem) from problem

    def publish(self) -> None:
        """Be the game in the folder. For a thread. Raises DiskTrouble."""
        try:
            self._snapshot.seal()
            self._snapshot.publish()
            self._segment.sync()
            write_mark(self._disk, self._beside, self._mark)
        except OSError as problem:
            raise _trouble(problem) from problem
        finish(self._disk, self._folder)

    def close(self) -> None:
        """Let go of the files."""
        self._snapshot.close()
        self._segment.close()


def finish(disk: Disk, folder: Path) -> None:
    """Put the game that has come into *folder*, whose lock is ours, in its place, if it is all there.

    Raises DiskTrouble.
    """
    beside = folder / WHOLE
    try:
        try:
            names = disk.names(beside)
        except FileNotFoundError:
            return
        if files.MARK not in names:
            return  # it was never whole, or is in its place
        for name in sorted(files.take_stock(names).names, key=_order):
            disk.rename(beside / name, folder / name)
        disk.sync_folder(folder)
        retire(disk, folder, generations=1)
    except OSError as problem:
        raise _trouble(problem) from problem


def _order(name: str) -> bool:
    """Put the mark last: while it is not there, `finish` is not done."""
    return name == files.MARK


def _trouble(problem: OSError) -> DiskTrouble:
    return DiskTrouble(f"the disk does not take the game that comes from elsewhere: {problem}")
