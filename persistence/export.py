"""A game as JSON Lines, for other programs, other machines and people: out, and in again.

    {"kind": "export", "format": 4, "records": 2}
    {"kind": "player", "id": "k3v9x2ab", "key": "…", "handle": "BraveOtter", "seen_at": …}
    {"kind": "player", …, "is_off": true, "program": "…"}
    {"kind": "score", "player": "k3v9x2ab", "arena": "classic", "season": "ever", "score": 12, …,
     "pages": {"<page>": {"count": 12, "at": …}}}
    {"kind": "days", "player": "k3v9x2ab", "arena": "classic", "season": "ever", "day": 20781, "befores": [0, 0],
     "started_at": …, "day_best": 9}
    {"kind": "days", …, "bests": [[9, …], [0, 0.0], [0, 0.0], [0, 0.0]]}
    {"kind": "streak", "player": "k3v9x2ab", "days": 3, "day": 20781, "longest": 9, "forgiven": 20779}
    {"kind": "earned", "player": "k3v9x2ab", "days": {"warm": 20779, "habit": 20781}}
    {"kind": "past days", "player": "k3v9x2ab", "pairs": [20778, 120, 20779, 48]}
    {"kind": "closed", "arena": "classic", "period": "day", "number": 20780, "players": 2, "presses": 40,
     "rows": [["k3v9x2ab", "BraveOtter", 30], …]}
    {"kind": "run", "id": "…", "player": "k3v9x2ab", "arena": "classic", "started_at": …, "seconds": 9, "score": 40, …}
    {"kind": "opening", "name": "9f3c01ab", "of_kind": "sprint", "title": "Lunch break", "owner": "k3v9x2ab",
     "opened_at": …}
    {"kind": "entry", "number": 7, "at": …, "what": "overtook", "player": "k3v9x2ab", "arena": "classic",
     "other": "p04qq1zz", "subject": "", "amount": 3, "is_hidden": false, "reactions": {"p04qq1zz": "wow"}}
    {"kind": "deed", "number": 1, "at": …, "operator": "kim", "what": "hide", "whom": "p04qq1zz", "why": "name", …}
    {"kind": "report", "number": 1, "target": "p04qq1zz", "of": "player", "by": "k3v9x2ab", "why": "name", "at": …}
    {"kind": "study", "player": "k3v9x2ab", "lesson": "button", "tries": 2, "hints": 1, "begun_at": …, …, "code": "…"}

Salvaging collects what can still be read of a folder that the game refuses to start from.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, NamedTuple

from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.feed import Entry
from clickgame.core.moderation import Deed, Report
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Dates, Score, ScoreKey
from clickgame.core.state import (
    CLOSED,
    DAYS,
    DEED,
    EARNED,
    ENTRY,
    OPENING,
    PAST_DAYS,
    PLAYER,
    REPORT,
    RUN,
    SCORE,
    STREAK,
    STUDY,
    Change,
    State,
)
from clickgame.core.streaks import Streak
from persistence import codec, files
from persistence.codec import Row
from persistence.disk import ReadableDisk
from persistence.errors import ExportUnreadable, FormatNewer
from persistence.files import FORMAT, Damaged
from persistence.migrations import MIGRATIONS, batch_of, rows_of
from persistence.scan import whole_lists


def lines_of(state: State) -> Iterator[str]:
    """Write a game as lines of text, line ends included."""
    records = list(state.changes())
    yield json.dumps({"kind": "export", "format": FORMAT, "records": len(records)}) + "\n"
    for record in records:
        yield json.dumps(facts_of(record), ensure_ascii=False) + "\n"


def state_of(lines: Iterable[bytes]) -> State:
    """Read the game of an export. Raises ExportUnreadable, which names the line, and FormatNewer."""
    reading = _Reading()
    for number, line in enumerate(lines, 1):
        try:
            content = json.loads(line)
            if number == 1:
                reading.begin(content)
            else:
                reading.take(content)
        except Damaged as damage:
            raise ExportUnreadable(f"line {number} {damage}") from damage
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise ExportUnreadable(f"line {number} is not a line of an export ({problem})") from problem
    if reading.records != reading.announced:
        raise ExportUnreadable(f"it has {reading.records} records, and {max(reading.announced, 0)} by its first line")
    return reading.state


def salvage(disk: ReadableDisk, folder: Path) -> tuple[State, int]:
    """Collect every record, in the newest state that can be proven, and count the changes that fit nobody.

    A line that is not whole is left out with what was in it: later lines still count, so a page that was open then may
    have some presses counted again. Raises OSError.
    """
    stock = files.take_stock(disk.names(folder))
    state = State()
    misfits = 0
    for number in sorted({*stock.snapshots, *stock.segments}):
        if number in stock.snapshots:
            for line in whole_lists(disk.lines(folder / files.name(files.SNAPSHOT, number))):
                _salvage_record(line, state)
        if number in stock.segments:
            for line in whole_lists(disk.lines(folder / files.name(files.JOURNAL, number))):
                misfits += _salvage_batch(line, state)
    return state, misfits


class _Reading:
    """An export while it is read."""

    def __init__(self) -> None:
        self.state = State()
        self.records = 0
        self.announced = -1
        self._format = 0
        self._keys: set[str] = set()

    def begin(self, header: dict[str, Any]) -> None:
        """Take the first line."""
        if header["kind"] != "export":
            raise ValueError("its kind is another")
        written = header["format"]
        if written > FORMAT:
            raise FormatNewer(f"the export has format {written}, and this version reads up to {FORMAT}")
        self._format = written
        self.announced = int(header["records" if written > 1 else "players"])

    def take(self, content: dict[str, Any]) -> None:
        """Take a record."""
        row = _row_1(content) if self._format == 1 else _row(content, written=self._format)
        for newer in rows_of(row, written=self._format, migrations=MIGRATIONS):
            self._refuse_twice(newer)
            codec.put(newer, self.state)
        self.records += 1

    def _refuse_twice(self, row: Row) -> None:
        state = self.state
        if row[0] == codec.MARKS[PLAYER]:
            is_there = row[1] in state.players or row[2] in self._keys
            self._keys.add(row[2])
        elif row[0] == codec.MARKS[CLOSED]:
            is_there = tuple(row[1:4]) in state.closed
        elif row[0] in _BY_NAME:
            is_there = row[1] in _BY_NAME[row[0]](state)
        elif row[0] == codec.MARKS[STUDY]:
            is_there = row[2] in state.studies.of(row[1])
        elif row[0] == codec.MARKS[DAYS]:
            is_there = state.scores[row[1]][ScoreKey(*row[1:4])].day >= 0
        else:
            is_there = ScoreKey(*row[1:4]) in state.scores.get(row[1], {})
        if is_there:
            raise ValueError("it was in an earlier line")


class _Shape(NamedTuple):
    """Which fields records of a kind have in an export, and how they are told.

    Those with *usual* values are left out: all of these are there, or none.
    """

    fields: tuple[str, ...]
    facts: Callable[[Any], dict[str, Any]]
    usual: Mapping[str, object] = {}


_CHOSEN: Mapping[str, object] = {"is_off": False, "program": ""}
_BESTS: Mapping[str, object] = {"bests": ()}


def _facts_of_player(player: Player) -> dict[str, Any]:
    facts = asdict(player)
    is_usual = all(facts[name] == value for name, value in _CHOSEN.items())
    return {name: value for name, value in facts.items() if not is_usual or name not in _CHOSEN}


def _facts_of_score(score: Score) -> dict[str, Any]:
    numbers = {name: getattr(score, name) for name in _NUMBERS}
    pages = {page: {"count": entry.count, "at": entry.at} for page, entry in score.pages.items()}
    return {**score.key._asdict(), **numbers, "pages": pages}


def _facts_of_days(score: Score) -> dict[str, Any]:
    facts = {**score.key._asdict(), **score.dates()._asdict()}
    return {name: value for name, value in facts.items() if value or name not in _BESTS}


_STREAK = tuple(field.name for field in fields(Streak) if field.compare)


def _facts_of_streak(streak: Streak) -> dict[str, Any]:
    return {name: getattr(streak, name) for name in _STREAK}


def _facts_of_past_days(days: PastDays) -> dict[str, Any]:
    return {"player": days.player, "pairs": list(days.pairs)}


_ENTRY = tuple("what" if field.name == "kind" else field.name for field in fields(Entry))


def _facts_of_entry(entry: Entry) -> dict[str, Any]:
    return dict(zip(_ENTRY, (getattr(entry, field.name) for field in fields(Entry)), strict=True))


_APART = {"key", "pages", "told", *Dates._fields}
_NUMBERS = tuple(field.name for field in fields(Score) if field.name not in _APART)
_SHAPES: Mapping[str, _Shape] = {
    PLAYER: _Shape(tuple(field.name for field in fields(Player)), _facts_of_player, _CHOSEN),
    SCORE: _Shape((*ScoreKey._fields, *_NUMBERS, "pages"), _facts_of_score),
    DAYS: _Shape((*ScoreKey._fields, *Dates._fields), _facts_of_days, _BESTS),
    STREAK: _Shape(_STREAK, _facts_of_streak),
    EARNED: _Shape(tuple(field.name for field in fields(Earned)), asdict),
    PAST_DAYS: _Shape(tuple(field.name for field in fields(PastDays)), _facts_of_past_days),
    OPENING: _Shape(tuple(field.name for field in fields(Opening)), asdict),
    CLOSED: _Shape(ClosedSeason._fields, ClosedSeason._asdict),
    RUN: _Shape(Run._fields, Run._asdict),
    ENTRY: _Shape(_ENTRY, _facts_of_entry),
    DEED: _Shape(tuple(field.name for field in fields(Deed)), asdict),
    REPORT: _Shape(tuple(field.name for field in fields(Report)), asdict),
    STUDY: _Shape(Study._fields, Study._asdict),
}
_DAYS_3 = (*ScoreKey._fields, "day", "befores")
_BY_NAME: Mapping[str, Callable[[State], Collection[Any]]] = {
    codec.MARKS[RUN]: lambda state: state.runs,
    codec.MARKS[EARNED]: lambda state: state.earned,
    codec.MARKS[PAST_DAYS]: lambda state: state.past_days,
    codec.MARKS[ENTRY]: lambda state: state.feed.entries,
    codec.MARKS[DEED]: lambda state: state.moderation.deeds,
    codec.MARKS[REPORT]: lambda state: state.moderation.reports,
    codec.MARKS[OPENING]: lambda state: state.openings,
    codec.MARKS[STREAK]: lambda state: state.streaks,
}
"""Where records are that are known by what stands first in them."""

_FIELDS_1 = (
    *("id", "key", "handle", "score", "best", "total", "pressed_at", "reached_at", "best_at", "seen_at"),
    *("held_until", "ended", "pages"),
)


def facts_of(change: Change) -> dict[str, Any]:
    """Tell a record in names and plain values, its kind first."""
    return {"kind": change.kind, **_SHAPES[change.kind].facts(change.record)}


def _row(content: dict[str, Any], *, written: int) -> Row:
    kind = content["kind"]
    names = _DAYS_3 if kind == DAYS and written <= 3 else _SHAPES[kind].fields  # noqa: PLR2004  # a format's number
    usual = _SHAPES[kind].usual
    known = names if usual.keys() & content.keys() else tuple(name for name in names if name not in usual)
    return [codec.MARKS[kind], *_values(content, ("kind", *known))[1:]]


def _row_1(content: dict[str, Any]) -> Row:
    return _values(content, _FIELDS_1)


def _values(content: dict[str, Any], names: tuple[str, ...]) -> Row:
    if content.keys() != set(names):
        raise ValueError("its fields are others")
    values = [content[name] for name in names]
    if "pages" in content:
        values[-1] = {page: [entry["count"], entry["at"]] for page, entry in content["pages"].items()}
    return values


# The header that says which format a file has may be what is damaged, so the formats are tried: they are not alike.
_FORMATS = range(FORMAT, 0, -1)


def _salvage_record(line: object, state: State) -> bool:
    for written in _FORMATS:
        with suppress(Damaged):
            for row in rows_of(line, written=written, migrations=MIGRATIONS):
                codec.put(row, state)
            return True
    return False


def _salvage_batch(line: object, state: State) -> int:
    for written in _FORMATS:
        with suppress(Damaged):
            rows = batch_of(line, written=written, migrations=MIGRATIONS).rows
            return sum(not _salvage_record(row, state) for row in rows)
    return 0
