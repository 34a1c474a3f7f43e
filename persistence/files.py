"""What the files of a data folder are called, and what their headers say.

lock                          held by the server that has the folder
standby                       held by those who stand by to have it next
engine.beat                   written again and again by the one that has it: that it works, and which process it is
whole/                        a game that is coming from another host, until it is all there
mark                          the highest number that was ever promised: a folder that does not have it is older
snapshot-00000012.lines       all records; what happened since is in segment 12 and those that follow it
journal-00000012.log          segment 12 of the journal
….part                        a file that was being written; it never counted
….damaged                     a file that was set aside; it is never read again and never deleted
"""

import json
import re
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import cast

from persistence.errors import FormatNewer
from persistence.frames import Line, frame_facts

FORMAT = 4

LOCK = "lock"
PART = ".part"
DAMAGED = ".damaged"
REPLACED = ".replaced"

MARK = "mark"
SNAPSHOT = "snapshot"
JOURNAL = "journal"
_ENDINGS = {SNAPSHOT: ".lines", JOURNAL: ".log"}
_NAME = re.compile(r"(?:(snapshot|journal)-(\d{8,})(\.lines|\.log)|mark)(\.part|\.damaged(?:-\d+)?)?")

_ASIDE = re.compile(r"(?:snapshot-\d{8,}\.lines|journal-\d{8,}\.log|mark)(?:\.(?:damaged|replaced)(?:-\d+)?)+")


class Damaged(Exception):
    """A file is not what was written; the text says in what way."""


@dataclass(slots=True)
class Inventory:
    """The files of a folder: numbers of whole-looking ones, names of the rest that is ours, and the highest number.

    *is_marked* tells whether there is a mark.
    """

    snapshots: list[int] = field(default_factory=list[int])
    segments: list[int] = field(default_factory=list[int])
    parts: list[str] = field(default_factory=list[str])
    set_aside: list[str] = field(default_factory=list[str])
    highest: int = 0
    is_marked: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has ever played here."""
        return not (self.snapshots or self.segments or self.set_aside or self.is_marked)

    @property
    def names(self) -> list[str]:
        """Name the files that make up the game, oldest first, and the mark last."""
        names = [name(SNAPSHOT, number) for number in self.snapshots]
        names += [name(JOURNAL, number) for number in self.segments]
        return [*names, MARK] if self.is_marked else names


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a file, written in the engine's life number *epoch*.

    *body* is how many bytes after it were durable before the file got its name.
    """

    kind: str
    format: int
    number: int
    game: str
    body: int = 0
    epoch: int = 0

    def line(self) -> bytes:
        """Make the line."""
        return frame_facts(asdict(self))


def name(kind: str, number: int) -> str:
    """Name the file of a *kind* with a *number*."""
    return f"{kind}-{number:08d}{_ENDINGS[kind]}"


def part(path: Path) -> Path:
    """Name a file while it is being written."""
    return path.with_name(path.name + PART)


def aside(taken: Container[str], old: str, ending: str) -> str:
    """Name the file *old* once it is set aside with this *ending*; *taken* are the names that are no longer free."""
    new, count = old + ending, 1
    while new in taken:
        count += 1
        new = f"{old}{ending}-{count}"
    return new


def is_set_aside(found: str) -> bool:
    """Tell whether *found* is the name of a file that was set aside, for whatever reason."""
    return _ASIDE.fullmatch(found) is not None


def take_stock(names: Iterable[str]) -> Inventory:
    """Sort the *names* of a folder; those that are not ours are left alone."""
    stock = Inventory()
    for found in sorted(names):
        match = _NAME.fullmatch(found)
        if match is None or _ENDINGS.get(match[1]) != match[3]:
            continue
        if match[4] == PART:
            stock.parts.append(found)
            continue
        number = int(match[2] or 0)
        stock.highest = max(stock.highest, number)
        if match[4]:
            stock.set_aside.append(found)
        elif found == MARK:
            stock.is_marked = True
        else:
            (stock.snapshots if match[1] == SNAPSHOT else stock.segments).append(number)
    return stock


def read_header(line: Line | None, *, kind: str, number: int | None) -> Header:
    """Read the first line of the file that is named for *kind* and *number*; a mark has no number in its name.

    Raises Damaged when it is not that file's header, FormatNewer when a later version of the game wrote it.
    """
    if line is None:
        raise Damaged("is empty")
    if line.text is None:
        raise Damaged("has no readable header")
    try:
        facts = cast("dict[str, object]", json.loads(line.text))
        written = facts["format"]
        if isinstance(written, int) and written > FORMAT:
            raise FormatNewer(
                f"{kind if number is None else name(kind, number)} has format {written}, and this version of the game "
                f"reads up to {FORMAT}: nothing was changed; start the later version"
            )
        header = Header(
            kind=str(facts["kind"]),
            format=int(cast("int", written)),
            number=int(cast("int", facts["number"])),
            game=str(facts["game"]),
            body=int(cast("int", facts["body"])),
            epoch=int(cast("int", facts.get("epoch", 0))),  # format 1 had none
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Damaged("has a header that makes no sense") from None
    if header.format < 1:
        raise Damaged(f"has format {header.format}, which there never was")
    if header.kind != kind or number not in {None, header.number}:
        raise Damaged(f"is {header.kind} {header.number} by its header")
    return header
