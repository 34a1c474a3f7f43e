"""The table of boards."""

from clickgame.core.boards import BOARDS
from clickgame.core.scores import Score, ScoreKey


def test_boards_have_keys_of_their_own_and_rank_by_run_day_week_total_and_best_with_each_kind_of_input() -> None:
    score = Score(
        ScoreKey("ann"),
        score=3,
        best=7,
        total=30,
        pressed_at=40.0,
        reached_at=35.0,
        best_at=20.0,
        day=8,
        befores=(28, 19),
        day_best=4,
        bests=((0, 0.0), (6, 19.0)),
    )
    assert {kind.key: (kind.score(score, 8), kind.since(score)) for kind in BOARDS} == {
        "live": (3, 35.0),
        "top": (4, 40.0),
        "today": (2, 40.0),
        "week": (11, 40.0),
        "all": (30, 40.0),
        "best": (7, 20.0),
        "best-mouse": (0, 0.0),
        "best-touch": (6, 19.0),
        "best-keys": (0, 0.0),
        "best-switch": (0, 0.0),
    }


def test_who_has_not_pressed_in_a_period_has_nothing_in_it() -> None:
    scores = {kind.key: kind.score for kind in BOARDS}
    tuesday = Score(ScoreKey("ann"), total=30, day=5, befores=(20, 10))
    assert [scores["today"](tuesday, day) for day in (4, 5, 6)] == [0, 10, 0]
    assert [scores["week"](tuesday, day) for day in (3, 4, 10, 11)] == [0, 20, 20, 0]
    assert [scores["top"](Score(ScoreKey("ann"), score=9, day=5, day_best=7), day) for day in (5, 6)] == [9, 0]
    assert scores["today"](Score(ScoreKey("ann"), total=30), 0) == 0
