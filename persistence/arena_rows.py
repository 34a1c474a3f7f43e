"""The rows of arenas that players have opened; see `codec.py`."""

import json
from dataclasses import astuple
from json.encoder import encode_basestring_ascii as quoted
from sys import intern

from clickgame.core.openings import Opening
from clickgame.core.records import Records
from persistence.rows import Row, checked

_OPENING_TYPES = (str, str, str, str, float)


def write_opening(opening: Opening, _page: str) -> str:
    """Write the row of *opening*. Raises ValueError for a time that is no number."""
    return json.dumps(["o", *astuple(opening)], separators=(",", ":"), allow_nan=False)


def put_opening(row: Row, records: Records) -> None:
    """Put an arena into *records*; see `Kind` for what is raised."""
    name, kind, title, owner, opened_at = checked(row[1:], _OPENING_TYPES)
    records.put_opening(Opening(intern(name), intern(kind), title, owner, opened_at))


def write_abandoned(arena: str, _page: str) -> str:
    """Write the row of an arena that is no more."""
    return f'["x",{quoted(arena)}]'


def put_abandoned(row: Row, records: Records) -> None:
    """Close an arena in *records*; see `Kind` for what is raised."""
    (arena,) = checked(row[1:], (str,))
    records.close_arena(arena)
