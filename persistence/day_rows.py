"""Rows of days that are over; see `codec.py`."""

from json.encoder import encode_basestring_ascii as quoted

from clickgame.core.days import PastDays
from clickgame.core.records import Records
from persistence.rows import Row, checked


def write_past_days(days: PastDays, _page: str) -> str:
    """Write how often a player has pressed on days that are over."""
    return f'["y",{quoted(days.player)},[{",".join(map(str, days.pairs))}]]'


def put_past_days(row: Row, records: Records) -> None:
    """Put it back."""
    _, player, pairs = row
    checked([player, *pairs], (str, *(int,) * len(pairs)))
    records.put_past_days(PastDays.of(player, pairs))
