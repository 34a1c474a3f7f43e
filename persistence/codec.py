"""Players and what changes of them, as JSON rows and back.

A row of a snapshot is a player:

    [id, key, handle, <numbers>, {page: [count, at]}]   where <numbers> are score, best, total, pressed_at,
                                                        reached_at, best_at, seen_at, held_until, ended

A batch of the journal is a list of changes. Each says what came out, never what was added, so that a change that is
read twice, or over a later state, does no harm:

    ["w", <the player's row>]                           the whole player
    ["c", id, <numbers>]                                the numbers
    ["c", id, <numbers>, page, count, at]               the numbers, and one page load's entry
    ["f", id]                                           the player is forgotten
"""

from collections.abc import Callable, Mapping
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
from typing import Any, NamedTuple, cast

from clickgame.core.players import Page, Player
from persistence.files import FORMAT, Damaged

Row = list[Any]
Players = dict[str, Player]


class Migration(NamedTuple):
    """How rows of one format become rows of the next: a player's row, and a change of the journal."""

    player: Callable[[Row], Row]
    change: Callable[[Row], Row]


Migrations = Mapping[int, Migration]

# By the format they start from; there has been one format so far. Whoever adds the second adds its line here.
MIGRATIONS: Migrations = {}

_PLAYER_TYPES = (str, str, str, int, int, int, float, float, float, float, float, int, dict)
_NUMBER_TYPES = _PLAYER_TYPES[3:-1]


def encode_player(player: Player) -> str:
    """Write a player's row."""
    pages = ",".join(f"{quoted(page)}:[{entry.count},{entry.at!r}]" for page, entry in player.pages.items())
    numbers = _numbers(player, repr(player.seen_at))
    return f"[{quoted(player.id)},{quoted(player.key)},{quoted(player.handle)},{numbers},{{{pages}}}]"


def encode_change(player: Player, page: str | None) -> str:
    """Write what *player* has come to: as a whole when *page* is None, else the numbers and the entry of *page*.

    For a page that the ledger does not have, "" above all, it is the numbers alone.
    """
    if page is None:
        return f'["w",{encode_player(player)}]'
    entry = player.pages.get(page)
    seen_at = player.seen_at
    seen = repr(seen_at)
    numbers = _numbers(player, seen)
    if entry is None:
        return f'["c",{quoted(player.id)},{numbers}]'
    at = seen if entry.at == seen_at else repr(entry.at)
    return f'["c",{quoted(player.id)},{numbers},{quoted(page)},{entry.count},{at}]'


def encode_forgotten(player: str) -> str:
    """Write that the player with this id is no more."""
    return f'["f",{quoted(player)}]'


def decode_player(row: object, *, written: int = FORMAT, migrations: Migrations = MIGRATIONS) -> Player:
    """Read a player's row of the format *written*. Raises Damaged when it is none."""
    if not isinstance(row, list):
        raise Damaged("has a line that is no player")
    values = cast("Row", row)
    for version in range(written, FORMAT):
        values = migrations[version].player(values)
    if tuple(map(type, values)) != _PLAYER_TYPES:
        values = _with_floats(values, _PLAYER_TYPES)
    pages: dict[str, Row] = values[-1]
    try:
        return Player(*values[:-1], pages={page: Page(*_entry(entry)) for page, entry in pages.items()})
    except (TypeError, ValueError):
        raise Damaged("has a player whose page loads make no sense") from None


def replay(batch: object, players: Players, *, written: int = FORMAT, migrations: Migrations = MIGRATIONS) -> int:
    """Bring *players* up to date with a batch of the format *written*; returns how many changes it held.

    Raises Damaged when the batch is none, or does not fit the players.
    """
    if not isinstance(batch, list):
        raise Damaged("has a line that is no batch")
    rows = cast("list[Row]", batch)
    for row in rows:
        for version in range(written, FORMAT):
            row = migrations[version].change(row)  # noqa: PLW2901  # the same change, in the next format
        try:
            _REPLAY[row[0]](row, players)
        except (TypeError, ValueError, KeyError, IndexError):
            raise Damaged("has a change that makes no sense") from None
    return len(rows)


def _numbers(player: Player, seen: str) -> str:
    # Writing a float costs half a microsecond. Most times of a press are the moment of the press, written already.
    seen_at, pressed_at, reached_at, best_at = player.seen_at, player.pressed_at, player.reached_at, player.best_at
    held_until = player.held_until
    if not isfinite(seen_at + pressed_at + reached_at + best_at + held_until):
        raise ValueError(f"player {player.id} has a time that is no number")
    return (
        f"{player.score},{player.best},{player.total},"
        f"{seen if pressed_at == seen_at else repr(pressed_at)},"
        f"{seen if reached_at == seen_at else repr(reached_at)},"
        f"{seen if best_at == seen_at else repr(best_at)},"
        f"{seen},{held_until or 0!r},{player.ended}"
    )


def _with_floats(values: Row, types: tuple[type, ...]) -> Row:
    # A time that is a whole number may be written as one.
    mended = [
        float(value) if kind is float and type(value) is int else value
        for value, kind in zip(values, types, strict=False)
    ]
    if len(mended) != len(values) or tuple(map(type, mended)) != types:
        raise Damaged("has a row that makes no sense")
    return mended


def _entry(entry: Row) -> tuple[int, float]:
    count, at = entry
    if type(count) is not int:
        raise TypeError
    return count, float(at)


def _replay_whole(row: Row, players: Players) -> None:
    _, whole = row
    player = decode_player(whole)
    players[player.id] = player


def _replay_change(row: Row, players: Players) -> None:
    player = players[row[1]]
    numbers = row[2:11]
    if tuple(map(type, numbers)) != _NUMBER_TYPES:
        numbers = _with_floats(numbers, _NUMBER_TYPES)
    (
        player.score,
        player.best,
        player.total,
        player.pressed_at,
        player.reached_at,
        player.best_at,
        player.seen_at,
        player.held_until,
        player.ended,
    ) = numbers
    if row[11:]:
        page, *entry = row[11:]
        player.pages[page] = Page(*_entry(entry))


def _replay_forgotten(row: Row, players: Players) -> None:
    # A snapshot that was taken after it does not have the player any more.
    _, player = row
    players.pop(player, None)


_REPLAY: Mapping[str, Callable[[Row, Players], None]] = {
    "w": _replay_whole,
    "c": _replay_change,
    "f": _replay_forgotten,
}
