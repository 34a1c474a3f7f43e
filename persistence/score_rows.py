"""Rows of scores: their numbers, their ledgers, and their dates; see `codec.py`.

Most of what is written and read is these, so that they are made the quick way."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import product
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
from sys import intern

from clickgame.core.records import Records
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from persistence.rows import Row, checked, written

_SEASONS_REMEMBERED = 256
_MOMENTS_REMEMBERED = 16
_SCORE_TYPES = (str, str, str, int, int, int, float, float, float, float, int, float, float)
_ENTRY_TYPES = (int, float)
_DATES_TYPES = (str, str, str, int, float, int)
_PRESSED_AT, _MAY_BE_NULL = 6, (7, 8, 11)
_SCORE_LONG = 15
_SCORE_PATTERNS = frozenset(
    product(*((kind, type(None)) if at in _MAY_BE_NULL else (kind,) for at, kind in enumerate(_SCORE_TYPES)))
)
"""The types that rows of scores have, nulls included."""

# A third of the time that it takes to make one by its fields' names.
score_key: Callable[[Iterable[str]], ScoreKey] = partial(tuple.__new__, ScoreKey)  # pyright: ignore[reportUnknownMemberType]  # of tuples of anything
_dates: Callable[[Iterable[object]], Dates] = partial(tuple.__new__, Dates)  # pyright: ignore[reportUnknownMemberType]  # the same


def write_score(score: Score, _page: str) -> str:
    """Write a score with its ledger."""
    pages = ",".join(f"{quoted(page)}:[{entry.count},{written(entry.at)}]" for page, entry in score.pages.items())
    return f'["s",{_numbers(score)},{{{pages}}}]'


def put_score(row: Row, records: Records) -> None:
    """Put it back."""
    pages: dict[str, Row] = row[14]
    if len(row) != _SCORE_LONG:
        raise ValueError
    records.put_score(_score(row, {page: _entry(*entry) for page, entry in pages.items()}))


def write_heard(score: Score, page: str) -> str:
    """Write a score's numbers, and the entry of *page* if there is one."""
    entry = score.pages.get(page)
    if entry is None:
        return f'["h",{_numbers(score)}]'
    at = "null" if entry.at == score.pressed_at else written(entry.at)
    return f'["h",{_numbers(score)},{quoted(page)},{entry.count},{at}]'


def put_heard(row: Row, records: Records) -> None:
    """Put them back."""
    score = _score(row, {})
    if row[14:]:
        page, count, at = row[14:]
        records.put_heard(score, page, _entry(count, score.pressed_at if at is None else at))
        return
    records.put_heard(score, "", None)


def write_days(score: Score, _page: str) -> str:
    """Write a score's dates."""
    befores = ",".join(map(str, score.befores))
    bests = ",".join(f"[{best},{written(at)}]" for best, at in score.bests)
    more = f",[{bests}]" if bests else ""
    return f'["d",{_key(score.key)},{score.day},[{befores}],{written(score.started_at)},{score.day_best}{more}]'


def put_days(row: Row, records: Records) -> None:
    """Put them back."""
    _, player, arena, season, day, befores, started_at, day_best, *more = row
    *key, day, started_at, day_best = checked([player, arena, season, day, started_at, day_best], _DATES_TYPES)
    dates = _dates((day, tuple(checked(befores, (int,) * len(befores))), started_at, day_best, _bests(*more)))
    records.put_days(score_key(key), dates)


def _bests(bests: Iterable[Row] = ()) -> tuple[tuple[int, float], ...]:
    pairs = [checked(pair, _ENTRY_TYPES) for pair in bests]
    return tuple((best, at) for best, at in pairs)


def _key(key: ScoreKey) -> str:
    player, arena, season = key
    return quoted(player) + _season(arena, season)


@lru_cache(_SEASONS_REMEMBERED)
def _season(arena: str, season: str) -> str:
    return f",{quoted(arena)},{quoted(season)}"


_moment = lru_cache(_MOMENTS_REMEMBERED, typed=True)(repr)  # most presses of a batch are of one moment


def _numbers(score: Score) -> str:
    # Writing a float costs a third of a microsecond. Most times of a press are the moment of the press.
    pressed_at, paced_at, held_until, forgot_at = score.pressed_at, score.paced_at, score.held_until, score.forgot_at
    if not isfinite(pressed_at + paced_at):
        raise ValueError("a score has a time that is no number")
    player, arena, season = score.key
    return (
        f"{quoted(player)}{_season(arena, season)},{score.score},{score.best},{score.total},{_moment(pressed_at)},"
        f"{'null' if score.reached_at == pressed_at else written(score.reached_at)},"
        f"{'null' if score.best_at == pressed_at else written(score.best_at)},"
        f"{written(held_until) if held_until else '0.0'},{score.ended},"
        f"{'null' if paced_at == pressed_at else repr(paced_at)},"
        f"{written(forgot_at) if forgot_at else '0.0'}"
    )


def _score(row: Row, pages: dict[str, Page]) -> Score:
    values = row[1:14]
    if tuple(map(type, values)) not in _SCORE_PATTERNS:
        for place in _MAY_BE_NULL:
            if values[place] is None:
                values[place] = values[_PRESSED_AT]
        values = checked(values, _SCORE_TYPES)
    (
        player,
        arena,
        season,
        score,
        best,
        total,
        pressed_at,
        reached_at,
        best_at,
        held_until,
        ended,
        paced_at,
        forgot_at,
    ) = values
    return Score(
        score_key((player, intern(arena), intern(season))),
        score,
        best,
        total,
        pressed_at,
        pressed_at if reached_at is None else reached_at,
        pressed_at if best_at is None else best_at,
        held_until,
        ended,
        pressed_at if paced_at is None else paced_at,
        forgot_at,
        pages,
    )


def _entry(count: int, at: float) -> Page:
    if type(count) is int and type(at) is float:
        return Page(count, at)
    return Page(*checked([count, at], _ENTRY_TYPES))
