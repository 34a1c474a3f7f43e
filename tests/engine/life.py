"""An engine's life in a test: opened on a real data folder, told a story, and closed as a stop does."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

from clickgame.contract.calls import Count
from clickgame.contract.facts import Outcome
from clickgame.engine.engine import Engine
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.fakes import FakeClock

Story = Callable[[Engine, FakeClock], Awaitable[object]]


def tell(folder: Path, story: Story, *, now: float = 1_000.0, **settings: float) -> None:
    """Open an engine on *folder*, let *story* happen, and close it as a stop does."""

    async def run() -> None:
        clock = FakeClock(now)
        engine = Engine(Settings(data_dir=folder, **settings), clock=clock, rng=random.Random(1))  # pyright: ignore[reportArgumentType]  # all are numbers
        await engine.open(Store.open(folder), refused_by=DiskTrouble)
        try:
            await story(engine, clock)
        finally:
            await engine.close()

    asyncio.run(run())


def join(engine: Engine, token: str) -> str:
    """Take in a newcomer with *token*; give the player's id."""
    return engine.arrive(token, is_new=True).player


def hear(
    engine: Engine, player: str, presses: int, *, page: str = "one", is_resume: bool = False, arena: str = "classic"
) -> Outcome:
    """Have one count of *player* heard, which must not be refused."""
    (outcome,) = engine.hear([Count(player, arena, page, presses, 0, 60, is_resume)])
    assert isinstance(outcome, Outcome), outcome
    return outcome


async def settled(engine: Engine, arena: str = "classic") -> None:
    """Wait until nobody waits for a place, and what was reached is told."""
    boards = engine.game.arenas[arena].boards
    while boards.waiting or boards.settled:  # noqa: ASYNC110  # a test may look
        await asyncio.sleep(0.01)
    await engine.commit.written()


def files_of(folder: Path) -> dict[str, int]:
    """Give when each file in *folder* was last written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
