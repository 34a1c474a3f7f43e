"""The rows of the feed's entries, and of what players answered to them; see `codec.py`."""

import json
from dataclasses import fields
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
from sys import intern

from clickgame.core.feed import Entry
from clickgame.core.records import Records
from persistence.rows import Row, checked

_FIELDS = tuple(field.name for field in fields(Entry))
_ENTRY_TYPES = (int, float, str, str, str, str, str, int, bool)
_REACTION_TYPES = (int, str, str)


def write_entry(entry: Entry, _page: str) -> str:
    """Write the row of *entry*. Raises ValueError for a time that is no number."""
    values = [getattr(entry, name) for name in _FIELDS]
    return json.dumps(["n", *values], separators=(",", ":"), allow_nan=False)


def put_entry(row: Row, records: Records) -> None:
    """Put an entry into *records*; see `Kind` for what is raised."""
    _, *facts, reactions = row
    number, at, kind, player, arena, other, subject, amount, is_hidden = checked(facts, _ENTRY_TYPES)
    if not isfinite(at) or number < 1:
        raise ValueError
    checked([*reactions, *reactions.values()], (str,) * (2 * len(reactions)))
    answers = {name: intern(reaction) for name, reaction in reactions.items()}
    entry = Entry(number, at, intern(kind), player, intern(arena), other, intern(subject), amount, is_hidden, answers)
    records.put_entry(entry)


def write_reaction(entry: Entry, player: str) -> str:
    """Write the row of what *player* answered to *entry*."""
    return f'["nr",{entry.number},{quoted(player)},{quoted(entry.reactions.get(player, ""))}]'


def put_reaction(row: Row, records: Records) -> None:
    """Put what a player answered into *records*; see `Kind` for what is raised."""
    number, player, reaction = checked(row[1:], _REACTION_TYPES)
    records.put_reaction(number, player, intern(reaction))
