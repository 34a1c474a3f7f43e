"""Boards that may wait are caught up with beside the presses, a few players at a time, until nobody waits."""

import asyncio
from pathlib import Path

from clickgame.engine.engine import Engine
from clickgame.engine.settler import LEAST, PLACED_AT_ONCE
from tests.engine.life import hear, join, settled, tell
from tests.fakes import FakeClock

CROWD = 4 * PLACED_AT_ONCE


def crowd(engine: Engine) -> None:
    """Have a crowd press once each."""
    for number in range(CROWD):
        hear(engine, join(engine, str(number)), 10, is_resume=True)


def on(engine: Engine, board: str) -> int:
    """Count who is on a board."""
    return len(engine.game.rows("classic", board, count=CROWD * 2))


def test_a_board_that_may_wait_has_the_first_at_once(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        crowd(engine)
        engine.board("classic", "live")
        assert (on(engine, "live"), on(engine, "today")) == (CROWD, 0)
        engine.board("classic", "today")
        assert on(engine, "today") == PLACED_AT_ONCE

    tell(tmp_path, story)


def test_whoever_waits_has_a_turn_though_nobody_looks_again(tmp_path: Path) -> None:
    """And is told of: each step is a reason to look."""

    async def story(engine: Engine, _clock: FakeClock) -> None:
        crowd(engine)
        engine.board("classic", "live")
        engine.changed.clear()
        seen = [on(engine, "all")]
        while engine.game.arenas["classic"].boards.waiting:
            await asyncio.wait_for(engine.changed.wait(), timeout=5)
            engine.changed.clear()
            seen.append(on(engine, "all"))
        assert seen == list(range(0, CROWD + 1, LEAST))
        await settled(engine)
        assert len(engine.game.roster.earned) == CROWD

    tell(tmp_path, story)


def test_a_stop_leaves_nobody_behind(tmp_path: Path) -> None:
    """What waits when a server stops is placed at the next start, and judged with the next press."""

    async def before(engine: Engine, _clock: FakeClock) -> None:
        crowd(engine)
        engine.board("classic", "live")

    async def after(engine: Engine, _clock: FakeClock) -> None:
        assert on(engine, "all") == CROWD
        await asyncio.sleep(0)
        assert engine.game.roster.earned == {}
        hear(engine, engine.arrive("7", is_new=False).player, 11)
        engine.board("classic", "live")
        await settled(engine)
        assert len(engine.game.roster.earned) == 1

    tell(tmp_path, before)
    tell(tmp_path, after)
