"""A real server, killed a dozen times in mid-play."""

import asyncio
from pathlib import Path

from tests.crash.harness import run


def test_a_dozen_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    outcome = asyncio.run(run(tmp_path, kills=12, players=24, seed=12))
    assert outcome.presses > 100
    assert outcome.restarts_checked > 12 * 24
