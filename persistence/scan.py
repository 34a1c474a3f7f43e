"""Read through a segment of the journal and tell what of it is whole, without judging what that means."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from persistence import files
from persistence.batch import BEFORE_ALL, Moment, decode_moment
from persistence.files import Damaged
from persistence.frames import Line, read, unframe
from persistence.segment import Position

_NOTE = b' {"synced"'


@dataclass(slots=True)
class Scan:
    """What stands in a segment's file.

    *good* is how many bytes from the beginning are whole, *size* how many there are; *later* counts the whole lines
    behind the first one that is not. *born* bytes were durable before the file had its name. A segment counts from
    *counts_from* on, which is 0 for one that was made but never used; *follows* is the place it goes on from, None for
    a segment before which there was nothing, and *last* the last batch before it. *synced* are the places that lines
    anywhere in the file claim to be durable. It was written in the engine's life number *epoch*.
    """

    number: int
    game: str
    format: int
    born: int
    epoch: int = 0
    good: int = 0
    size: int = 0
    later: int = 0
    counts_from: int = 0
    follows: Position | None = None
    last: Moment = BEFORE_ALL
    synced: list[Position] = field(default_factory=list[Position])


def scan(lines: Iterator[bytes], *, number: int) -> Scan:
    """Read the segment *number*. Raises Damaged when its header is not its own, FormatNewer, and OSError."""
    reader = read(lines)
    first = next(reader, None)
    header = files.read_header(first, kind=files.JOURNAL, number=number)
    begins_at = first.end if first else 0
    found = Scan(number, header.game, header.format, begins_at + header.body, header.epoch, begins_at, begins_at)
    go_on(found, reader)
    return found


def go_on(found: Scan, lines: Iterator[Line]) -> None:
    """Read on in a segment of which all that is *found* was whole; *lines* are what comes then. Raises Damaged."""
    begins_at = found.size if not found.counts_from else -1
    for line in lines:
        found.size = line.end
        text = line.text
        if text is None:
            # With its line end damaged, it would hide the note behind it, which may be the one that proves it durable.
            text = unframe(line.raw[max(0, line.raw.rfind(_NOTE) - 8) :])
        elif found.good == line.start:
            found.good = line.end
        else:
            found.later += 1
        if text is not None and text.startswith(b"{"):
            _take_note(_parse(text, at=line.start), found, line, is_first=line.start == begins_at)


def batches(lines: Iterator[bytes], *, upto: int) -> Iterator[object]:
    """Read the batches in a segment's first *upto* bytes, as they stand there. Raises Damaged."""
    reader = read(lines)
    next(reader, None)
    for line in reader:
        if line.end > upto:
            break
        if line.text is None:
            raise Damaged(f"changed under our hands at byte {line.start}")
        if not line.text.startswith(b"{"):
            yield _parse(line.text, at=line.start)


def whole_lists(lines: Iterator[bytes]) -> Iterator[object]:
    """Read every line that is whole and holds a list, a batch's or a record's, whatever stands between."""
    for line in read(lines):
        if line.text is not None and line.text.startswith(b"["):
            with suppress(Damaged):
                yield _parse(line.text, at=line.start)


def _parse(text: bytes, *, at: int) -> Any:  # noqa: ANN401  # JSON can be anything
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Damaged(f"has a line at byte {at} that makes no sense") from None


def _take_note(facts: dict[str, Any], found: Scan, line: Line, *, is_first: bool) -> None:
    try:
        if is_first:
            found.follows = facts["follows"] and _position(facts["follows"])
            found.last = decode_moment(facts.get("last", BEFORE_ALL))  # format 1 did not say
            found.counts_from = line.end
        else:
            found.synced.append(_position(facts["synced"]))
    except (TypeError, ValueError, KeyError):
        raise Damaged(f"has a note at byte {line.start} that makes no sense") from None


def _position(place: list[int]) -> Position:
    number, length = place
    return int(number), int(length)
