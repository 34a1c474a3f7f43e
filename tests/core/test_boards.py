"""The table of boards."""

from clickgame.core.boards import BOARDS
from clickgame.core.scores import Score, ScoreKey


def test_boards_have_keys_of_their_own_and_rank_by_the_run_and_by_the_best() -> None:
    score = Score(ScoreKey("ann"), score=3, best=7, reached_at=30.0, best_at=20.0)
    assert {kind.key: (kind.score(score), kind.since(score)) for kind in BOARDS} == {
        "live": (3, 30.0),
        "best": (7, 20.0),
    }
