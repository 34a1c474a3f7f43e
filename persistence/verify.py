"""Look at every file of a data folder, those that the game would not need included."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from persistence import files
from persistence.disk import Disk
from persistence.files import Damaged
from persistence.scan import scan
from persistence.snapshot import read_snapshot


class Finding(NamedTuple):
    """What one file came to."""

    name: str
    text: str
    is_good: bool


def examine(disk: Disk, folder: Path) -> list[Finding]:
    """Look at the files in *folder*, in the order of their numbers. Raises FormatNewer and OSError."""
    stock = files.take_stock(disk.names(folder))
    findings: list[Finding] = []
    for kind, numbers, look in (
        (files.SNAPSHOT, stock.snapshots, _snapshot),
        (files.JOURNAL, stock.segments, _segment),
    ):
        findings += [_finding(disk, folder, kind, number, look) for number in numbers]
    findings += [Finding(name, "was set aside", is_good=False) for name in stock.set_aside]
    return findings


def _finding(disk: Disk, folder: Path, kind: str, number: int, look: Callable[[Disk, Path, int], str]) -> Finding:
    name = files.name(kind, number)
    try:
        return Finding(name, look(disk, folder / name, number), is_good=True)
    except Damaged as damage:
        return Finding(name, str(damage), is_good=False)


def _snapshot(disk: Disk, path: Path, number: int) -> str:
    return f"is whole: {len(read_snapshot(disk.lines(path), number=number).players)} players"


def _segment(disk: Disk, path: Path, number: int) -> str:
    found = scan(disk.lines(path), number=number)
    if found.good < found.size:
        # Whether that is damage is for the segment that follows to say.
        return f"is whole up to byte {found.good} of {found.size}"
    return f"is whole: {found.size} bytes"
