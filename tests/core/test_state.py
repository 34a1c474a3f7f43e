"""Records at rest: later ones replace earlier ones, and put twice they do no harm."""

from functools import partial

import pytest

from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.feed import Entry
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.runs import Run
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.state import (
    CLOSED,
    DAYS,
    EARNED,
    ENTRY,
    OPENING,
    PAST_DAYS,
    PLAYER,
    RUN,
    SCORE,
    STREAK,
    STUDY,
    Change,
    State,
    everything,
)
from clickgame.core.streaks import Streak


def state_of(*names: str) -> State:
    """Give a state with the players *names*."""
    state = State()
    for name in names:
        state.put_player(Player(id=name, key=f"key of {name}", handle=name.title()))
    return state


def test_a_record_replaces_the_one_before() -> None:
    state = state_of("ann")
    state.put_player(Player(id="ann", key="key of ann", handle="Queen"))
    for score in (3, 5, 5):
        state.put_score(Score(ScoreKey("ann"), score=score))
    assert state.players["ann"].handle == "Queen"
    assert state.scores == {"ann": {ScoreKey("ann"): Score(ScoreKey("ann"), score=5)}}


def test_what_was_heard_goes_into_the_ledger_that_is_there() -> None:
    state = state_of("ann")
    state.put_heard(Score(ScoreKey("ann"), score=1), "one", Page(1, 10.0))
    state.put_heard(Score(ScoreKey("ann"), score=3), "two", Page(2, 11.0))
    state.put_heard(Score(ScoreKey("ann"), score=0), "", None)
    kept = state.scores["ann"][ScoreKey("ann")]
    assert kept.score == 0
    assert kept.pages == {"one": Page(1, 10.0), "two": Page(2, 11.0)}


def test_a_score_needs_its_player() -> None:
    with pytest.raises(KeyError):
        state_of("ann").put_score(Score(ScoreKey("eve")))
    with pytest.raises(KeyError):
        state_of("ann").put_heard(Score(ScoreKey("eve")), "one", Page(1, 10.0))


def test_a_player_who_is_forgotten_takes_all_scores_along() -> None:
    state = state_of("ann", "bob")
    state.put_score(Score(ScoreKey("ann")))
    for _ in range(2):
        state.forget("ann")
    assert state == state_of("bob")


def test_all_records_are_given_the_players_first() -> None:
    state = state_of("ann", "bob")
    scores = [Score(ScoreKey("ann"), score=3), Score(ScoreKey("ann", "moon"), score=4), Score(ScoreKey("bob"), score=5)]
    for score in scores:
        state.put_score(score)
    players = [Change(PLAYER, player) for player in state.players.values()]
    assert list(state.changes()) == [*players, *(Change(SCORE, score) for score in scores)]


def test_records_may_come_and_go_while_they_are_read() -> None:
    state = state_of("ann")
    ann, score = state.players["ann"], Score(ScoreKey("ann"), score=3)
    scores = {"ann": score}
    reading = everything(state.players.values(), scores.values())
    assert next(reading) == Change(PLAYER, ann)
    state.forget("ann")
    scores["bob"] = Score(ScoreKey("bob"))
    assert list(reading) == [Change(SCORE, score)]


def test_a_score_that_is_put_again_keeps_its_days() -> None:
    state = state_of("ann")
    key = ScoreKey("ann")
    state.put_score(Score(key, score=1))
    state.put_days(key, Dates(7, (1, 0), 3.0, 5))
    state.put_score(Score(key, score=2))
    state.put_heard(Score(key, score=3), "", None)
    assert state.scores["ann"][key] == Score(key, score=3, day=7, befores=(1, 0), started_at=3.0, day_best=5)
    assert [change.kind for change in state.changes()] == [PLAYER, SCORE, DAYS]
    with pytest.raises(KeyError):
        state.put_days(ScoreKey("ann", "moon"), Dates(7, ()))


def test_a_streak_is_kept_with_its_player() -> None:
    state = state_of("ann")
    state.put_streak(Streak("ann", 3, 7))
    state.put_streak(Streak("ann", 4, 8))
    assert [change.record for change in state.changes()][1:] == [Streak("ann", 4, 8)]
    state.put_earned(Earned("ann", {"warm": 7}))
    state.put_past_days(PastDays.of("ann", [7, 12]))
    assert [change.kind for change in state.changes()] == [PLAYER, STREAK, EARNED, PAST_DAYS]
    state.forget("ann")
    assert state.streaks == state.earned == state.past_days == {}
    for put in (
        partial(state.put_streak, Streak("ann")),
        partial(state.put_earned, Earned("ann", {})),
        partial(state.put_past_days, PastDays("ann")),
    ):
        with pytest.raises(KeyError):
            put()


def test_a_study_is_kept_with_its_player() -> None:
    state = state_of("ann", "bob")
    for tries in (1, 2, 2):
        state.put_study(Study("ann", "button", tries))
    state.put_study(Study("ann", "lock"))
    kept = [Study("ann", "button", 2), Study("ann", "lock")]
    assert list(state.changes())[2:] == [Change(STUDY, study) for study in kept]
    state.forget("ann")
    assert state == state_of("bob")
    with pytest.raises(KeyError):
        state.put_study(kept[0])


def test_a_run_that_is_over_is_kept_with_its_player() -> None:
    state = state_of("ann", "bob")
    runs = [Run(f"run of {name}", name, "classic", 5.0, 9, 12, 8, "4 8") for name in ("ann", "bob")]
    for run in (*runs, *runs):
        state.put_run(run)
    assert list(state.changes())[2:] == [Change(RUN, run) for run in runs]
    state.put_score(Score(ScoreKey("ann"), total=12))
    state.forget("ann")
    assert list(state.runs) == ["run of bob"]
    with pytest.raises(KeyError):
        state.put_run(runs[0])


def test_a_season_that_is_over_is_kept_once() -> None:
    state = state_of()
    season = ClosedSeason("classic", "day", 7, 1, 9, (SeasonRow("ann", "Ann", 9),))
    for _ in range(2):
        state.put_closed(season)
    assert list(state.changes()) == [Change(CLOSED, season)]


def test_an_arena_that_is_closed_takes_its_scores_and_seasons_along() -> None:
    state = state_of("ann")
    for arena in ("classic", "x"):
        state.put_score(Score(ScoreKey("ann", arena)))
        state.put_closed(ClosedSeason(arena, "day", 1, 1, 1, ()))
    state.put_opening(Opening("x", "classic", "Mine", "ann", 1.0))
    assert [change.kind for change in state.changes()] == [PLAYER, OPENING, SCORE, SCORE, CLOSED, CLOSED]
    for name in ("x", "x", "classic"):
        state.close_arena(name)
    assert [change.kind for change in state.changes()] == [PLAYER, SCORE, CLOSED]


def test_an_entry_of_the_feed_is_kept_with_the_answers_of_players_who_are_there() -> None:
    """An answer may be from somebody who came while records were read."""
    state = state_of("ann", "bob")
    state.put_entry(Entry(7, 1.0, "best", "ann", reactions={"bob": "wow", "late": "wow"}))
    state.put_reaction(7, "ann", "heart")
    state.put_reaction(7, "late", "heart")
    state.put_reaction(6, "ann", "heart")
    (change,) = (change for change in state.changes() if change.kind == ENTRY)
    assert change.record == Entry(7, 1.0, "best", "ann", reactions={"bob": "wow", "ann": "heart"})
    for entry in (Entry(8, 1.0, "best", "eve"), Entry(8, 1.0, "overtook", "ann", other="eve")):
        with pytest.raises(KeyError):
            state.put_entry(entry)
    state.forget("ann")
    assert state == state_of("bob")
