"""Records come back from their rows exactly, and nothing else does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.arenas import ARENA, SEASON
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core import state as kinds
from clickgame.core.achievements import Earned
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.state import (
    ABANDONED,
    CLOSED,
    DAYS,
    EARNED,
    FORGOTTEN,
    HEARD,
    OPENING,
    PLAYER,
    SCORE,
    STREAK,
    Change,
    Record,
    State,
)
from clickgame.core.streaks import Streak
from persistence import batch, codec

times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float) | st.just(7.5)
counts = st.integers(0, 10**9)
pages = st.dictionaries(st.text(max_size=40), st.builds(Page, counts, times), max_size=4)
players = st.builds(Player, st.text(), st.text(), st.text(), times, st.booleans(), st.text())
bests = st.lists(st.tuples(counts, times), max_size=4).map(tuple[tuple[int, float], ...])
keys = st.builds(ScoreKey, st.just("a"), st.text(), st.text())
scores = st.builds(
    Score, keys, *[counts] * 3, *[times] * 4, counts, *[times] * 2, pages
)  # fmt: skip
seasons = st.builds(
    ClosedSeason,
    *[st.text()] * 2,
    *[counts] * 3,
    st.lists(st.builds(SeasonRow, st.text(), st.text(), counts)).map(tuple[SeasonRow, ...]),
)


def row_of(kind: str, record: Record, page: str = "") -> Any:
    """Write a change and read the row as JSON."""
    text = codec.encode(Change(kind, record, page))
    assert text.isascii()
    assert "\n" not in text
    return json.loads(text)


def state_with(*records: Player | Score) -> State:
    state = State()
    for record in records:
        state.put_player(record) if isinstance(record, Player) else state.put_score(record)
    return state


ANN = Player("a", "k", "h")


@given(players)
def test_a_player_comes_back_exactly(player: Player) -> None:
    state = State()
    codec.put(row_of(PLAYER, player), state)
    assert state.players == {player.id: player}


@given(scores, scores)
def test_a_score_comes_back_exactly_whatever_was_there(now: Score, before: Score) -> None:
    state = state_with(ANN, before)
    codec.put(row_of(SCORE, now), state)
    assert state.scores["a"][now.key] == now


@given(scores, scores, st.sampled_from(["", "p"]))
def test_a_heard_press_brings_any_earlier_score_up_to_date(now: Score, before: Score, page: str) -> None:
    """Numbers and the page's entry come out as they are; other page loads stay as they were."""
    before.key = now.key
    now.pages = dict(before.pages)
    if page:
        now.pages[page] = Page(7, now.pressed_at)
    state = state_with(ANN, before)
    for _ in range(2):
        codec.put(row_of(HEARD, now, page), state)
        assert state.scores["a"] == {now.key: now}


@given(keys, st.builds(Dates, counts, st.lists(counts, max_size=3).map(tuple), st.floats(0, 1e10), counts, bests))
def test_the_dates_of_a_score_come_back_exactly(key: ScoreKey, dates: Dates) -> None:
    state, score = state_with(ANN, Score(key, 7)), Score(key)
    score.date(dates)
    for _ in range(2):
        codec.put(row_of(DAYS, score), state)
        assert state.scores["a"][key].dates() == dates
        assert state.scores["a"][key].score == 7


@given(st.builds(Opening, *[st.text()] * 4, times))
def test_an_arena_that_was_opened_comes_back_exactly(opening: Opening) -> None:
    state = State()
    for _ in range(2):
        codec.put(row_of(OPENING, opening), state)
        assert state.openings == {opening.name: opening}


def test_an_arena_that_is_no_more_leaves_with_all_that_happened_there() -> None:
    elsewhere = Score(ScoreKey("a"))
    state = state_with(ANN, elsewhere, Score(ScoreKey("a", "x")))
    kept, gone = (ClosedSeason(arena, "day", 1, 1, 1, ()) for arena in ("classic", "x"))
    for record in (kept, gone):
        state.put_closed(record)
    state.put_opening(Opening("x", "classic", "Mine", "a", 1.0))
    for _ in range(2):
        codec.put(row_of(ABANDONED, "x"), state)
        assert state.scores == {"a": {elsewhere.key: elsewhere}}
        assert (list(state.closed.values()), state.openings) == ([kept], {})


@given(st.builds(Streak, st.just("a"), counts, counts, counts, st.integers(-100, 10**6)))
def test_a_streak_comes_back_exactly(streak: Streak) -> None:
    state = state_with(ANN)
    for _ in range(2):
        codec.put(row_of(STREAK, streak), state)
        assert state.streaks == {"a": streak}


@given(st.dictionaries(st.text(max_size=9), counts, max_size=4))
def test_what_a_player_has_reached_comes_back_exactly(days: dict[str, int]) -> None:
    state = state_with(ANN)
    for _ in range(2):
        codec.put(row_of(EARNED, Earned("a", days)), state)
        assert state.earned == {"a": Earned("a", days)}


@given(seasons)
def test_a_season_that_is_over_comes_back_exactly(season: ClosedSeason) -> None:
    state = State()
    for _ in range(2):
        codec.put(row_of(CLOSED, season), state)
        assert list(state.closed.values()) == [season]


def test_a_score_that_was_never_written_whole_begins_with_what_was_heard() -> None:
    score = Score(ScoreKey("a", "daily", "2026-11"), 3, pages={"p": Page(3, 1.5), "other": Page(1, 1.0)})
    state = state_with(ANN)
    codec.put(row_of(HEARD, score, "p"), state)
    assert state.scores["a"][score.key].pages == {"p": Page(3, 1.5)}


def test_arenas_and_seasons_are_kept_in_memory_once() -> None:
    state = state_with(ANN)
    codec.put(row_of(HEARD, Score(ScoreKey("a"))), state)
    (key,) = state.scores["a"]
    assert key.arena is ARENA
    assert key.season is SEASON


def test_a_page_that_the_ledger_does_not_have_leaves_the_numbers_alone() -> None:
    row = row_of(HEARD, Score(ScoreKey("a"), 3, 4, 5, 6.0, 7.0, 6.0, 8.0, 9, 10.0, 11.0), "gone")
    assert row == ["h", "a", "classic", "ever", 3, 4, 5, 6.0, 7.0, None, 8.0, 9, 10.0, 11.0]


def test_an_entry_heard_at_another_time_than_the_press_keeps_its_time() -> None:
    score = Score(ScoreKey("a"), pressed_at=5.0, pages={"p": Page(1, 4.25), "q": Page(2, 5.0)})
    assert row_of(HEARD, score, "p")[-3:] == ["p", 1, 4.25]
    assert row_of(HEARD, score, "q")[-3:] == ["q", 2, None]


def test_the_row_of_a_press_is_small() -> None:
    """It is most of what a journal has: 150 bytes were those of format 1."""
    now = 1_763_724_000.123456
    score = Score(ScoreKey("k3v9x2ab"), 12, 12, 99, now, now, now, 0.0, 0, now + 0.08, 0.0, {"p" * 21: Page(12, now)})
    assert len(codec.encode(Change(HEARD, score, "p" * 21))) < 140


def test_who_is_forgotten_is_no_more() -> None:
    state = state_with(ANN, Score(ScoreKey("a")))
    for _ in range(2):
        codec.put(row_of(FORGOTTEN, "a"), state)
        assert state == State()


def test_in_one_batch_what_is_no_more_comes_last() -> None:
    changes = [Change(FORGOTTEN, "a"), Change(ABANDONED, "x"), Change(PLAYER, ANN)]
    rows = json.loads(f"[{codec.encode_all(changes)}]")
    assert [row[0] for row in rows] == ["p", "f", "x"]
    assert codec.encode_all([]) == ""


def test_every_kind_of_record_has_its_line() -> None:
    names = {value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)}
    assert {kind.name for kind in codec.KINDS} == names
    assert len({kind.mark for kind in codec.KINDS}) == len(codec.KINDS)


def test_a_state_gives_all_its_records_players_first() -> None:
    state = state_with(ANN, Player("b", "l", "i"), Score(ScoreKey("b")), Score(ScoreKey("a", "x")))
    assert [change.kind for change in state.changes()] == [PLAYER, PLAYER, SCORE, SCORE]
    copy = State()
    for change in state.changes():
        codec.put(row_of(*change), copy)
    assert copy == state


def test_records_may_come_and_go_while_they_are_read() -> None:
    """Who comes meanwhile is left out with all scores: a score without its player would fit nobody."""
    state = state_with(ANN, Player("b", "l", "i"), Score(ScoreKey("a")), Score(ScoreKey("b")))
    copy = State()
    for change in state.changes():
        codec.put(row_of(*change), copy)
        state.forget("b")
        state.put_player(Player("c", "m", "j"))
        state.put_score(Score(ScoreKey("c")))
    assert copy.players.keys() == copy.scores.keys() == {"a", "b"}


@pytest.mark.parametrize("time", [float("inf"), float("nan")])
@pytest.mark.parametrize("field", ["pressed_at", "reached_at", "best_at", "held_until", "paced_at", "forgot_at"])
def test_a_time_that_no_reader_would_take_is_not_written(field: str, time: float) -> None:
    score = Score(ScoreKey("a"))
    setattr(score, field, time)
    with pytest.raises(ValueError, match="no number"):
        codec.encode(Change(HEARD, score))
    with pytest.raises(ValueError, match="no number"):
        codec.encode(Change(PLAYER, Player("a", "k", "h", time)))
    with pytest.raises(ValueError, match="no number"):
        batch.encode("", epoch=1, seq=1, at=time)


def test_a_time_that_is_a_whole_number_may_be_written_as_one() -> None:
    state = State()
    codec.put(["p", "a", "k", "h", 5], state)
    assert not state.players["a"].is_off
    codec.put(["h", "a", "x", "y", 1, 2, 3, 4, None, 5, 0, 6, 7, 0, "p", 1, 9], state)
    score = state.scores["a"][ScoreKey("a", "x", "y")]
    assert score == Score(ScoreKey("a", "x", "y"), 1, 2, 3, 4.0, 4.0, 5.0, 0.0, 6, 7.0, 0.0, {"p": Page(1, 9.0)})
    assert isinstance(score.pressed_at, float)
