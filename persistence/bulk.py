"""Read the rows that a snapshot has most of many at a time: a million players are opened in a fraction of the time.

The decoder checks the types as it reads. Whatever it does not take, and rows of other kinds, are left to `codec.py`,
which says what a row means and takes all that were ever written.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.players import Player
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.state import State
from clickgame.core.streaks import Streak
from persistence.frames import TEXT_AT
from persistence.score_rows import score_key

MARK_LONG = 4  # `["p"`


class PlayerRow(Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """The row of a player, who may be off boards or have a key for programs."""

    mark: str
    id: str
    key: str
    handle: str
    seen_at: float
    is_off: bool = False
    program: str = ""


ScoreRow = tuple[
    str,
    str,
    str,
    str,
    int,
    int,
    int,
    float,
    float | None,
    float | None,
    float,
    int,
    float | None,
    float,
    dict[str, tuple[int, float]],
]


class DatesRow(Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """A score's dates; what was made with which kind of input is left out where nothing is known."""

    mark: str
    player: str
    arena: str
    season: str
    day: int
    befores: tuple[int, ...]
    started_at: float
    day_best: int
    bests: tuple[tuple[int, float], ...] = ()

    @property
    def key(self) -> ScoreKey:
        """Whose dates these are."""
        return score_key((self.player, self.arena, self.season))

    @property
    def dates(self) -> Dates:
        """The dates."""
        return Dates(self.day, self.befores, self.started_at, self.day_best, self.bests)


StreakRow = tuple[str, str, int, int, int, int]
PastDaysRow = tuple[str, str, list[int]]
EarnedRow = tuple[str, str, dict[str, int]]


def put_lines(lines: Sequence[bytes], state: State) -> bool:
    """Put the rows of some whole *lines* into *state*; tell whether that was done.

    It is not for lines of a kind or shape that is not known here; some of them may be in then, which does no harm.
    Raises KeyError for what is of a player who is not there, and ValueError for days out of order.
    """
    texts = [line[TEXT_AT:-1] for line in lines]
    marks = {text[:MARK_LONG] for text in texts}
    if not marks <= _DECODERS.keys():
        return False
    try:
        found = {
            mark: _DECODERS[mark].decode(b"[%b]" % b",".join([text for text in texts if text.startswith(mark)]))
            for mark in marks
        }
    except (MsgspecError, RecursionError):
        return False
    _put_players(found.get(_PLAYER, ()), state)
    _put_scores(found.get(_SCORE, ()), found.get(_DATES, ()), state)
    for mark in found.keys() & _PUT.keys():
        _PUT[mark](found[mark], state)
    return True


def _put_players(rows: Sequence[PlayerRow], state: State) -> None:
    state.players.update(
        [(row.id, Player(row.id, row.key, row.handle, row.seen_at, row.is_off, row.program)) for row in rows]
    )


def _put_scores(rows: Sequence[ScoreRow], dates_rows: Sequence[DatesRow], state: State) -> None:
    """Put scores with the dates that follow each, and dates whose score was in lines before these."""
    players, scores = state.players, state.scores
    dates = iter(dates_rows)
    next_dates = next(dates, None)
    if next_dates is not None and next_dates.key in scores.get(next_dates.player, ()):
        state.put_days(next_dates.key, next_dates.dates)
        next_dates = next(dates, None)
    for (
        _,
        name,
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
        pages,
    ) in rows:
        player = players[name].id  # of many equal strings one stays
        key = score_key((player, arena, season))
        put = Score(
            key,
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
            {page: Page(count, at) for page, (count, at) in pages.items()},
        )
        of_player = scores.get(player)
        if of_player is None:
            scores[player] = {key: put}
        else:
            state.put_score(put)
        if next_dates is not None and next_dates.player == name and next_dates.key == key:
            put.date(next_dates.dates)
            next_dates = next(dates, None)
    while next_dates is not None:
        state.put_days(next_dates.key, next_dates.dates)
        next_dates = next(dates, None)


def _put_streaks(rows: Sequence[StreakRow], state: State) -> None:
    players, streaks = state.players, state.streaks
    for _, name, days, day, longest, forgiven in rows:
        player = players[name].id
        streaks[player] = Streak(player, days, day, longest, forgiven)


def _put_past_days(rows: Sequence[PastDaysRow], state: State) -> None:
    players, past_days = state.players, state.past_days
    for _, name, pairs in rows:
        player = players[name].id
        past_days[player] = PastDays.of(player, pairs)


def _put_earned(rows: Sequence[EarnedRow], state: State) -> None:
    players, earned = state.players, state.earned
    for _, name, days in rows:
        player = players[name].id
        earned[player] = Earned(player, days)


_PLAYER, _SCORE, _DATES = (b'["%b"' % mark for mark in (b"p", b"s", b"d"))
_PUT: Mapping[bytes, Callable[[Any, State], None]] = {
    b'["k"': _put_streaks,
    b'["y"': _put_past_days,
    b'["a"': _put_earned,
}
_DECODERS: Mapping[bytes, Decoder[Any]] = {
    _PLAYER: Decoder(list[PlayerRow]),
    _SCORE: Decoder(list[ScoreRow]),
    _DATES: Decoder(list[DatesRow]),
    b'["k"': Decoder(list[StreakRow]),
    b'["y"': Decoder(list[PastDaysRow]),
    b'["a"': Decoder(list[EarnedRow]),
}
