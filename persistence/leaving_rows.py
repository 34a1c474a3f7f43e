"""Rows of players who are no more; see `codec.py`."""

from json.encoder import encode_basestring_ascii as quoted

from clickgame.core.records import Records
from persistence.rows import Row, checked


def write_forgotten(player: str, _page: str) -> str:
    """Write that *player* is no more."""
    return f'["f",{quoted(player)}]'


def put_forgotten(row: Row, records: Records) -> None:
    """Drop the player, whom a snapshot that was taken after it does not have any more."""
    _, player = row
    records.forget(player)


def write_erased(player: str, _page: str) -> str:
    """Write that *player* wanted to be no more."""
    return f'["g",{quoted(player)}]'


def put_erased(row: Row, records: Records) -> None:
    """Drop the player."""
    (player,) = checked(row[1:], (str,))
    records.forget(player)
