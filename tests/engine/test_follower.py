"""A second game follows the first one's journal and stands as it does, boards and all."""

import random
from pathlib import Path

from clickgame.core.game import Game
from clickgame.core.rules import rules_of
from clickgame.core.state import State
from clickgame.engine.engine import Engine
from persistence.follower import Follower
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock


def standing(game: Game) -> object:
    """Give all that can be seen of *game*."""
    game.settle()
    boards = [game.rows("classic", board, count=100) for board in ("live", "best")]
    return game.total, boards, sorted(game.roster.players), game.find("nobody")


def test_a_game_that_follows_stands_as_the_one_that_is_played(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        def start(state: State) -> Game:
            return Game(rules_of(engine.settings), state, now=clock.now)

        rng = random.Random(7)
        players = [join(engine, str(number)) for number in range(8)]
        presses = dict.fromkeys(players, 1)
        for player in players:
            hear(engine, player, 1, is_resume=True)
        await engine.commit.written()
        follower = Follower(tmp_path, start)
        follower.catch_up()
        for round_ in range(60):
            clock.move(rng.choice((0.2, 1.0, 30.0, 301.0)))
            player = rng.choice(players)
            presses[player] += rng.randint(0, 9)
            hear(engine, player, presses[player])
            if round_ % 10 == 3:
                engine.rename(player, f"Player {round_}")
            if round_ % 20 == 5:
                join(engine, f"guest {round_}")
            if round_ % 7 == 2:
                await engine.sweep()
            await engine.commit.written()
            if round_ % 15 == 9:
                await engine.save()
            if rng.random() < 0.5:
                follower.catch_up()
                assert standing(follower.records) == standing(engine.game)
                assert follower.last.epoch == engine.epoch
        assert follower.starts == 1

    tell(tmp_path, story, guest_age_s=600.0)
