"""Put a game into a data folder: first its snapshot, then the journal that goes with it.

Cut short at any point, the folder either has the game that it had, or the new one, or is refused; it is never empty by
mistake. The files of a game that was there are set aside.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path

from clickgame.core.players import Player
from persistence import files
from persistence.disk import Disk
from persistence.errors import DiskTrouble, FolderInUse
from persistence.segment import Segment, begin
from persistence.snapshot import SnapshotWriter


def restore(disk: Disk, folder: Path, players: Iterable[Player], *, is_replacing: bool) -> None:
    """Make *players* the game in *folder*, which is locked already.

    Raises FolderInUse when there is one and it is not to be replaced, and DiskTrouble.
    """
    try:
        stock = files.take_stock(names := disk.names(folder))
        if not (stock.is_empty or is_replacing):
            raise FolderInUse(f"the data folder {folder} has a game already; --replace sets its files aside")
        number, game = stock.highest + 1, secrets.token_hex(8)
        _write(disk, folder, players, game=game, number=number)
        # It goes on from a segment that is not there: without its snapshot it is nothing.
        Segment.create(disk, folder, game=game, number=number, body=begin((number - 1, 0))).close()
        old = [files.name(files.SNAPSHOT, found) for found in stock.snapshots]
        old += [files.name(files.JOURNAL, found) for found in stock.segments]
        for name in [*old, *stock.set_aside]:
            disk.rename(folder / name, folder / files.aside(names, name, files.REPLACED))
        disk.sync_folder(folder)
    except OSError as problem:
        raise DiskTrouble(f"the game cannot be restored into {folder}: {problem}") from problem


def _write(disk: Disk, folder: Path, players: Iterable[Player], *, game: str, number: int) -> None:
    writer = SnapshotWriter(disk, folder, game=game, number=number)
    try:
        for player in players:
            writer.add([player])
            if writer.is_due:
                writer.flush()
        writer.seal()
        writer.publish()
    finally:
        writer.close()
