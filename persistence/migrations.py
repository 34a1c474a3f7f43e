"""How files of older formats are read: MIGRATIONS brings what stands in them up to the next format, step by step.

Format 1 had one record a player, with the score in it. A line of a snapshot and of an export was

    [id, key, handle, <numbers>, {page: [count, at]}]   where <numbers> were score, best, total, pressed_at,
                                                        reached_at, best_at, seen_at, held_until, ended

and a batch of the journal a list of changes:

    ["w", <such a line>]                                the whole player
    ["c", id, <numbers>]                                the numbers
    ["c", id, <numbers>, page, count, at]               the numbers, and one page load's entry
    ["f", id]                                           the player is forgotten

Format 2 had the rows of today but for those of days, of streaks, of what was reached and of seasons that are over.

Format 3 had none of the kinds that came later, and in a row of days neither the run's start nor the best of the day.

Whoever adds a format adds its line here, and a folder of the one before to `tests/persistence/folders/`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from clickgame.contract.arenas import ARENA, SEASON
from persistence import batch
from persistence.batch import Batch
from persistence.codec import Row
from persistence.files import FORMAT, Damaged


class Migration(NamedTuple):
    """How what one format wrote becomes what the next one would have written.

    *row* takes a line of a snapshot and gives the lines that stand for it; *batch* takes a line of the journal.
    """

    row: Callable[[Row], list[Row]]
    batch: Callable[[Row], Row]


Migrations = Mapping[int, Migration]


def rows_of(line: object, *, written: int, migrations: Migrations) -> list[Row]:
    """Read a line of a snapshot of the format *written*. Raises Damaged when it is none."""
    rows = [_listed(line)]
    for version in range(written, FORMAT):
        try:
            rows = [newer for row in rows for newer in migrations[version].row(row)]
        except (TypeError, ValueError, IndexError):
            raise Damaged("has a line that makes no sense") from None
    return rows


def batch_of(line: object, *, written: int, migrations: Migrations) -> Batch:
    """Read a line of the journal of the format *written*. Raises Damaged when it is none."""
    values = _listed(line)
    for version in range(written, FORMAT):
        try:
            values = migrations[version].batch(values)
        except (TypeError, ValueError, KeyError, IndexError):
            raise Damaged("has a batch that makes no sense") from None
    return batch.decode(values)


def _listed(line: object) -> Row:
    if not isinstance(line, list):
        raise Damaged("has a line that is no list")
    return cast("Row", line)


def _player_1(row: Row) -> list[Row]:
    player, key, handle, *numbers, pages = row
    score = _score_1(player, numbers)
    rows: list[Row] = [["p", player, key, handle, numbers[6]]]
    if pages or any(numbers[:6]) or any(numbers[7:]):
        rows.append(["s", *score, pages])
    return rows


def _batch_1(rows: Row) -> Row:
    return [0, 0, 0.0, [newer for row in rows for newer in _CHANGES_1[row[0]](row)]]


def _whole_1(row: Row) -> list[Row]:
    _, player = row
    return _player_1(player)


def _change_1(row: Row) -> list[Row]:
    # The numbers had when the player was last heard; that is the player's now, and the last greeting will do for it.
    return [["h", *_score_1(row[1], row[2:11]), *row[11:]]]


def _score_1(player: Any, numbers: Row) -> Row:  # noqa: ANN401  # whatever stands there; the codec looks at it
    score, best, total, pressed_at, reached_at, best_at, _, held_until, ended = numbers
    return [
        player, ARENA, SEASON, score, best, total, pressed_at, reached_at, best_at, held_until, ended, pressed_at, 0.0
    ]  # fmt: skip


def _as_it_is_2(row: Row) -> list[Row]:
    return [row]


def _row_3(row: Row) -> list[Row]:
    return [[*row, 0.0, 0] if row[0] == "d" else row]


def _batch_3(values: Row) -> Row:
    *head, rows = values
    return [*head, [newer for row in rows for newer in _row_3(row)]]


_CHANGES_1: Mapping[str, Callable[[Row], list[Row]]] = {"w": _whole_1, "c": _change_1, "f": lambda row: [row]}

MIGRATIONS: Migrations = {
    1: Migration(row=_player_1, batch=_batch_1),
    2: Migration(row=_as_it_is_2, batch=list),
    3: Migration(row=_row_3, batch=_batch_3),
}
