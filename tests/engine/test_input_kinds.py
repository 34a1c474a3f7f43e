"""What runs were made with: told by pages, on record when a run is over."""

import random
from pathlib import Path

from clickgame.contract.fairplay import TIMES_AT_ONCE
from clickgame.engine.engine import Engine
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock


def test_what_a_run_was_made_with_is_on_record_when_it_is_over(tmp_path: Path) -> None:
    """A program's presses, which no device made, are of no kind."""
    places = ("best-mouse", "best-keys", "best-switch")

    def boards(engine: Engine) -> list[list[str]]:
        engine.game.settle()
        return [[row.player for row in engine.game.rows("classic", board, count=9)] for board in places]

    async def story(engine: Engine, clock: FakeClock) -> None:
        ann, bob, bot = [join(engine, name) for name in ("ann", "bob", "bot")]
        for player in (ann, bob, bot):
            hear(engine, player, 40, is_resume=True)
        rng = random.Random(3)
        times = sorted(rng.randrange(1_000, 9_000) for _ in range(TIMES_AT_ONCE))
        engine.fairplay.measure(ann, "classic", times, made_with="mouse", connection="one")
        engine.fairplay.measure(bob, "classic", times, made_with="keydown", connection="two")
        engine.fairplay.measure(bot, "classic", [-time for time in times], made_with="click", connection="three")
        assert boards(engine) == [[], [], []]
        clock.move(301)
        await engine.sweep()
        assert boards(engine) == [[ann], [bob], []]
        known[:] = boards(engine)

    async def later(engine: Engine, _: FakeClock) -> None:
        assert boards(engine) == known

    known: list[list[str]] = []
    tell(tmp_path, story)
    tell(tmp_path, later, now=1_400.0)
