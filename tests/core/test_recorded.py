"""The records of a game that goes on while they are read."""

import random

import pytest

from clickgame.core.achievements import Earned
from clickgame.core.days import PastDays
from clickgame.core.openings import Opening
from clickgame.core.players import Player
from clickgame.core.scores import Score, ScoreKey
from clickgame.core.state import CLOSED, DAYS, OPENING, Change, State
from clickgame.core.streaks import Streak
from tests.core.games import T0, game_of, judged, press


@pytest.mark.parametrize("seed", range(20))
def test_what_is_read_while_the_game_goes_on_can_always_be_put_back(seed: int) -> None:
    """No record comes before its player; whoever stays all the while is there with all that is theirs."""
    rng, game = random.Random(seed), game_of(*(f"p{number}" for number in range(8)))
    game.turn(3)
    game.open_arena(Opening("x", "sprint", "Mine", "p0", T0))
    for at, name in enumerate([f"p{number}" for number in range(8)]):
        press(game, name, 12, now=T0 + 1 + at / 10)
        game.hear(name, arena="x", page="page", presses=12, age_s=60, is_resume=True, now=T0 + 1)
    game.turn(4)
    for number in range(8):
        press(game, f"p{number}", 24, now=T0 + 200 + number / 10)
    game.settle()
    judged(game)
    read = State()
    for at, change in enumerate(game.records()):
        put(change, read)
        if rng.random() < 0.3:
            came = f"new {at}"
            game.join(player=came, key=came, handle=f"Late {at}", now=T0 + 201)
            game.hear(came, arena="classic", page="page", presses=1, age_s=60, is_resume=True, now=T0 + 201)
        if rng.random() < 0.1:
            game.forget(f"p{rng.randrange(2, 8)}")
        if rng.random() < 0.05:
            game.close_arena("x")
    assert set(game.state().players) <= set(read.players)
    for name in ("p0", "p1"):
        assert read.scores[name][ScoreKey(name)] == game.arenas["classic"].scores[name]
        assert read.streaks[name] == game.roster.streaks[name]
        assert read.earned[name] == game.roster.earned[name]
        assert read.past_days[name] == game.roster.past_days[name]


def test_who_is_forgotten_is_not_read_of_an_arena_that_has_closed_since() -> None:
    """Which is read to its end, and forgets nobody any more."""
    game = game_of("ann", "bob")
    game.open_arena(Opening("x", "sprint", "Mine", "ann", T0))
    for name in ("ann", "bob"):
        game.hear(name, arena="x", page="page", presses=5, age_s=60, is_resume=True, now=T0 + 1)
    records, read = game.records(), State()
    put(next(records), read)
    game.close_arena("x")
    game.forget("bob")
    for change in records:
        put(change, read)
    assert read.players.keys() == {"ann"}


def put(change: Change, state: State) -> None:
    """Put back what was read."""
    kind, record, _ = change
    if isinstance(record, Player):
        state.put_player(record)
    elif isinstance(record, Score):
        if kind == DAYS:
            state.put_days(record.key, record.dates())
        else:
            state.put_score(record)
    elif isinstance(record, Streak):
        state.put_streak(record)
    elif isinstance(record, Earned):
        state.put_earned(record)
    elif isinstance(record, PastDays):
        state.put_past_days(record)
    else:
        assert kind in {OPENING, CLOSED}
