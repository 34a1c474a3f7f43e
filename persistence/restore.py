"""Put a game into a data folder: first its snapshot, then the journal that goes with it, then its mark.

Cut short at any point, the folder either has the game that it had, or the new one, or is refused; it is never empty by
mistake. The files of a game that was there are set aside, its mark before the new journal begins to count.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from clickgame.core.state import Change
from persistence import files
from persistence.disk import Disk
from persistence.errors import DiskTrouble, FolderInUse, FormatNewer
from persistence.files import Damaged
from persistence.frames import read
from persistence.mark import Mark, read_mark, write_mark
from persistence.segment import Segment, begin
from persistence.snapshot import SnapshotWriter


def restore(disk: Disk, folder: Path, records: Iterable[Change], *, is_replacing: bool) -> None:
    """Make *records* the game in *folder*, which is locked already.

    Raises FolderInUse when there is one and it is not to be replaced, and DiskTrouble.
    """
    try:
        stock = files.take_stock(names := disk.names(folder))
        if not (stock.is_empty or is_replacing):
            raise FolderInUse(f"the data folder {folder} has a game already; --replace sets its files aside")
        highest, epoch = _reached(disk, folder, stock)
        number, game = highest + 1, secrets.token_hex(8)
        _write(SnapshotWriter(disk, folder, game=game, number=number, epoch=epoch), records)
        if stock.is_marked:
            _set_aside(disk, folder, files.MARK, names)
        # It goes on from a segment that is not there: without its snapshot it is nothing.
        body = begin((number - 1, 0))
        Segment.create(disk, folder, game=game, number=number, epoch=epoch, body=body).close()
        write_mark(disk, folder, Mark(game, number, epoch))
        for name in [*stock.names, *stock.set_aside]:
            if name != files.MARK:
                _set_aside(disk, folder, name, names)
        disk.sync_folder(folder)
    except OSError as problem:
        raise DiskTrouble(f"the game cannot be restored into {folder}: {problem}") from problem


def _reached(disk: Disk, folder: Path, stock: files.Inventory) -> tuple[int, int]:
    """Find the highest number and epoch so far, so that neither is given again."""
    highest, epoch = stock.highest, 0
    with suppress(Damaged, FormatNewer):
        mark = read_mark(disk, folder)
        if mark is not None:
            highest, epoch = max(highest, mark.number), mark.epoch
    for number in stock.segments:
        lines = read(disk.lines(folder / files.name(files.JOURNAL, number)))
        with suppress(Damaged, FormatNewer):
            epoch = max(epoch, files.read_header(next(lines, None), kind=files.JOURNAL, number=number).epoch)
    return highest, epoch


def _set_aside(disk: Disk, folder: Path, name: str, names: list[str]) -> None:
    disk.rename(folder / name, folder / files.aside(names, name, files.REPLACED))


def _write(writer: SnapshotWriter, records: Iterable[Change]) -> None:
    try:
        writer.create()
        for record in records:
            writer.add([record])
            if writer.is_due:
                writer.flush()
        writer.seal()
        writer.publish()
    finally:
        writer.close()
