"""Records as rows of JSON, and back: one line a kind, in KINDS.

    ["p", id, key, handle, seen_at]                                     a player
    ["p", id, key, handle, seen_at, is_off, program]                    one who is off boards, or has a key for programs
    ["s", player, arena, season, <numbers>, {page: [count, at]}]        a score with its ledger
    ["h", player, arena, season, <numbers>]                             a score's numbers
    ["h", player, arena, season, <numbers>, page, count, at]            the numbers, and one page load's entry
    ["d", player, arena, season, day, [before, …], started_at, day_best]    a score's dates, and
                                  [[best, at], …] behind them, if any was made with a kind of input that is known
    ["k", player, days, day, longest, forgiven]                         a player's streak of days
    ["y", player, [day, presses, day, presses, …]]                      what a player has pressed on days that are over
    ["a", player, {achievement: day}]                                   what a player has reached
    ["e", arena, period, number, players, presses, [[player, handle, score], …]]    a season that is over
    ["u", run, player, arena, started_at, seconds, score, best_second, curve, rank, ahead, to_ahead, reached]
                                                                        a run that is over
    ["n", number, at, kind, player, arena, other, subject, amount, is_hidden, {player: reaction}]   a feed's entry
    ["nr", number, player, reaction]                                    what a player answered to an entry
    ["md", number, at, operator, what, whom, why, until, before, after, undone_by]    what an operator has done
    ["mr", number, target, of, by, why, at]                             what a player has reported
    ["l", player, lesson, tries, hints, begun_at, passed_at, checked_at, code]    how far a player is with a lesson
    ["f", player]                                                       a player who is no more
    ["g", player]                                                       one who wanted to be no more
    ["o", arena, kind, title, owner, opened_at]                         an arena that a player has opened
    ["x", arena]                                                        one that is no more

where <numbers> are score, best, total, pressed_at, reached_at, best_at, held_until, ended, paced_at, forgot_at, and
null stands for a time that is *pressed_at* again. A row says what came out, never what was added, so that one that is
read twice, or over a later state, does no harm. Snapshots and the journal have the same rows.
"""

import json
from collections.abc import Callable, Iterable
from json.encoder import encode_basestring_ascii as quoted
from sys import intern
from typing import Any, NamedTuple, cast

from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.achievements import Earned
from clickgame.core.curves import counts_of
from clickgame.core.players import Player
from clickgame.core.records import Records
from clickgame.core.runs import Run
from clickgame.core.state import (
    ABANDONED,
    CLOSED,
    DAYS,
    DEED,
    EARNED,
    ENTRY,
    ERASED,
    FORGOTTEN,
    HEARD,
    LAST,
    OPENING,
    PAST_DAYS,
    PLAYER,
    REACTION,
    REPORT,
    RUN,
    SCORE,
    STREAK,
    STUDY,
    Change,
)
from clickgame.core.streaks import Streak
from persistence.arena_rows import put_abandoned, put_opening, write_abandoned, write_opening
from persistence.day_rows import put_past_days, write_past_days
from persistence.feed_rows import put_entry, put_reaction, write_entry, write_reaction
from persistence.files import Damaged
from persistence.learning_rows import put_study, write_study
from persistence.leaving_rows import put_erased, put_forgotten, write_erased, write_forgotten
from persistence.moderation_rows import put_deed, put_report, write_deed, write_report
from persistence.rows import Row, written
from persistence.rows import checked as _checked
from persistence.score_rows import put_days, put_heard, put_score, write_days, write_heard, write_score

_PLAYER_TYPES = (str, str, str, float)
_CHOSEN_TYPES = (bool, str)
_STREAK_TYPES = (str, int, int, int, int)
_CLOSED_TYPES = (str, str, int, int, int)
_LINE_TYPES = (str, str, int)
_RUN_TYPES = (str, str, str, float, int, int, int, str, int, str, int, str)


class Kind(NamedTuple):
    """How records of the kind *name* are written as rows that begin with *mark*, and *put* back.

    *write* takes the record and the page of a Change. *put* raises TypeError, ValueError, KeyError, IndexError or
    AttributeError for a row that makes no sense.
    """

    name: str
    mark: str
    write: Callable[[Any, str], str]
    put: Callable[[Row, Records], None]


def encode(change: Change) -> str:
    """Write the row of a change: ASCII without line ends. Raises ValueError for a time that is no number."""
    kind, record, page = change
    return _WRITE[kind](record, page)


def encode_all(changes: Iterable[Change]) -> str:
    """Write the rows of *changes* with commas between, those of what is no more last; "" when there are none."""
    rows: list[str] = []
    last: list[str] = []
    for kind, record, page in changes:
        (last if kind in LAST else rows).append(_WRITE[kind](record, page))
    return ",".join(rows + last if last else rows)


def put(row: object, records: Records) -> None:
    """Put what a row says into *records*. Raises Damaged when it is no row, or does not fit the records."""
    try:
        values = cast("Row", row)
        _PUT[values[0]](values, records)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError):
        raise Damaged("has a row that makes no sense") from None


def put_all(rows: Iterable[Row], records: Records) -> None:
    """Put what *rows* say into *records*. Raises, besides Damaged, what `Kind` says of a row that makes no sense."""
    for row in rows:
        _PUT[row[0]](row, records)


def _write_player(player: Player, _page: str) -> str:
    seen_at = written(player.seen_at)
    chosen = (
        f",{'true' if player.is_off else 'false'},{quoted(player.program)}" if player.is_off or player.program else ""
    )
    return f'["p",{quoted(player.id)},{quoted(player.key)},{quoted(player.handle)},{seen_at}{chosen}]'


def _put_player(row: Row, records: Records) -> None:
    is_short = len(row) == len(_PLAYER_TYPES) + 1
    records.put_player(Player(*_checked(row[1:], _PLAYER_TYPES if is_short else _PLAYER_TYPES + _CHOSEN_TYPES)))


def _write_streak(streak: Streak, _page: str) -> str:
    return f'["k",{quoted(streak.player)},{streak.days},{streak.day},{streak.longest},{streak.forgiven}]'


def _put_streak(row: Row, records: Records) -> None:
    records.put_streak(Streak(*_checked(row[1:], _STREAK_TYPES)))


def _write_earned(earned: Earned, _page: str) -> str:
    return json.dumps(["a", earned.player, earned.days], separators=(",", ":"))


def _put_earned(row: Row, records: Records) -> None:
    _, player, days = row
    _checked([player, *days, *days.values()], (str,) * (1 + len(days)) + (int,) * len(days))
    records.put_earned(Earned(player, {intern(key): day for key, day in days.items()}))


def _write_closed(season: ClosedSeason, _page: str) -> str:
    return json.dumps(["e", *season], separators=(",", ":"))


def _put_closed(row: Row, records: Records) -> None:
    _, *facts, rows = row
    arena, period, number, players, presses = _checked(facts, _CLOSED_TYPES)
    lines = tuple(SeasonRow(*_checked(line, _LINE_TYPES)) for line in rows)
    records.put_closed(ClosedSeason(intern(arena), intern(period), number, players, presses, lines))


def _write_run(run: Run, _page: str) -> str:
    return json.dumps(["u", *run], separators=(",", ":"), allow_nan=False)


def _put_run(row: Row, records: Records) -> None:
    run = Run(*_checked(row[1:], _RUN_TYPES))
    counts_of(run.curve)
    records.put_run(run._replace(arena=intern(run.arena)))


KINDS = (
    Kind(PLAYER, "p", _write_player, _put_player),
    Kind(SCORE, "s", write_score, put_score),
    Kind(HEARD, "h", write_heard, put_heard),
    Kind(DAYS, "d", write_days, put_days),
    Kind(STREAK, "k", _write_streak, _put_streak),
    Kind(EARNED, "a", _write_earned, _put_earned),
    Kind(PAST_DAYS, "y", write_past_days, put_past_days),
    Kind(CLOSED, "e", _write_closed, _put_closed),
    Kind(RUN, "u", _write_run, _put_run),
    Kind(ENTRY, "n", write_entry, put_entry),
    Kind(REACTION, "nr", write_reaction, put_reaction),
    Kind(DEED, "md", write_deed, put_deed),
    Kind(REPORT, "mr", write_report, put_report),
    Kind(STUDY, "l", write_study, put_study),
    Kind(FORGOTTEN, "f", write_forgotten, put_forgotten),
    Kind(ERASED, "g", write_erased, put_erased),
    Kind(OPENING, "o", write_opening, put_opening),
    Kind(ABANDONED, "x", write_abandoned, put_abandoned),
)
MARKS = {kind.name: kind.mark for kind in KINDS}
_WRITE = {kind.name: kind.write for kind in KINDS}
_PUT = {kind.mark: kind.put for kind in KINDS}
