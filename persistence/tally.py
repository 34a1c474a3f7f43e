"""What a file of the journal comes to in numbers, read line by line; damaged lines are counted and left out.

A record tells a score's total, so what was pressed is the difference to the record before it. Of a score's first record
in a file that is known only once the files before it are known, too: `Tally.add` does it in the files' order.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from persistence import files
from persistence.files import Damaged
from persistence.frames import Line, read
from persistence.migrations import MIGRATIONS, batch_of

MINUTE_S = 60
_MARKS = ("h", "s")  # Rows of scores: [mark, player, arena, season, score, best, total, pressed_at, …].

Place = tuple[str, str, str]  # Whose score it is: player, arena and season.
Known = tuple[int, float]  # A total, and when (s, UTC) it was last pressed for.


@dataclass(slots=True)
class Tally:
    """Numbers of one file or of several.

    *minutes* and *arenas* have presses by minute (since 1970, UTC) and by arena. *gaps* counts the pauses between
    batches by their whole tenths of a second. *slowest_sync_s* is the longest that a batch waited until a later line
    told that it was durable: it cannot have been longer. *unreadable* are files that are none of the journal's, with
    the reason.
    """

    files: int = 0
    bytes: int = 0
    batches: int = 0
    rows: int = 0
    damaged_lines: int = 0
    minutes: Counter[int] = field(default_factory=Counter[int])
    arenas: Counter[str] = field(default_factory=Counter[str])
    gaps: Counter[int] = field(default_factory=Counter[int])
    slowest_sync_s: float = 0.0
    unreadable: dict[str, str] = field(default_factory=dict[str, str])
    firsts: dict[Place, Known] = field(default_factory=dict[Place, Known])
    lasts: dict[Place, Known] = field(default_factory=dict[Place, Known])

    @property
    def presses(self) -> int:
        """All presses together."""
        return self.arenas.total()

    def add(self, later: "Tally") -> None:
        """Take in a tally of the files that follow."""
        for place, first in later.firsts.items():
            self.hear(place, first)
        self.lasts |= later.lasts
        self.files += later.files
        self.bytes += later.bytes
        self.batches += later.batches
        self.rows += later.rows
        self.damaged_lines += later.damaged_lines
        self.minutes += later.minutes
        self.arenas += later.arenas
        self.gaps += later.gaps
        self.slowest_sync_s = max(self.slowest_sync_s, later.slowest_sync_s)
        self.unreadable |= later.unreadable

    def hear(self, place: Place, known: Known) -> None:
        """Take in that the score at *place* is *known* to be this now."""
        total, pressed_at = known
        if place in self.lasts:
            fresh = max(0, total - self.lasts[place][0])
            if fresh:
                self.minutes[int(pressed_at // MINUTE_S)] += fresh
                self.arenas[place[1]] += fresh
        else:
            self.firsts[place] = known
        self.lasts[place] = known


def tally(name: str, lines: Iterator[bytes]) -> Tally:
    """Count what the file *name* has in its *lines*, however damaged it is. Raises OSError."""
    found = Tally(files=1)
    reader = read(lines)
    try:
        header = files.read_header(next(reader, None), kind=files.JOURNAL, number=None)
    except (Damaged, files.FormatNewer) as problem:
        found.unreadable[name] = str(problem)
        return found
    counted = _Counted(found, written=header.format, number=header.number)
    for line in reader:
        counted.take(line)
    return found


class _Counted:
    """One file while it is read."""

    def __init__(self, found: Tally, *, written: int, number: int) -> None:
        self._found = found
        self._written = written
        self._number = number
        self._unsynced: list[tuple[int, float]] = []
        self._durable: list[float] = []
        self._before = 0.0

    def take(self, line: Line) -> None:
        """Count one line."""
        self._found.bytes = line.end
        try:
            content = json.loads(line.text or b"")
            if isinstance(content, dict):
                self._note(cast("dict[str, Any]", content))
            else:
                self._batch(content, end=line.end)
        except (ValueError, TypeError, LookupError, RecursionError, Damaged):
            self._found.damaged_lines += 1

    def _batch(self, content: object, *, end: int) -> None:
        moment, rows = batch_of(content, written=self._written, migrations=MIGRATIONS)
        scores = [_score(row) for row in rows if row[0] in _MARKS]
        found = self._found
        found.batches += 1
        found.rows += len(rows)
        for place, known in scores:
            found.hear(place, known)
        if self._before and moment.at >= self._before:
            found.gaps[int((moment.at - self._before) * 10)] += 1
        if self._durable:
            found.slowest_sync_s = max(found.slowest_sync_s, moment.at - min(self._durable))
            self._durable.clear()
        self._before = moment.at
        self._unsynced.append((end, moment.at))

    def _note(self, facts: dict[str, Any]) -> None:
        """Take in what is durable by now; how long it waited is known from the batch behind the note."""
        number, length = facts.get("synced", (0, 0))
        if number == self._number:
            self._durable += [at for end, at in self._unsynced if end <= length]
            self._unsynced = [(end, at) for end, at in self._unsynced if end > length]


def _score(row: Any) -> tuple[Place, Known]:  # noqa: ANN401  # whatever stands there
    _, player, arena, season, _, _, total, pressed_at = row[:8]
    if type(total) is not int or not isinstance(pressed_at, float):
        raise TypeError
    return (str(player), str(arena), str(season)), (total, pressed_at)
