"""A real server, killed a dozen times in mid-play."""

import asyncio
from pathlib import Path

import pytest

from tests.crash.harness import run
from tests.crash.network import Wrong


def test_a_dozen_kills_lose_nothing_double_nothing_and_hold_nobody(tmp_path: Path) -> None:
    figures = asyncio.run(run(tmp_path, kills=12, players=24, seed=12))
    assert figures.presses > 1_000
    assert figures.totals > 200
    assert figures.largest_burst > 200, "a schedule that tries the throttle"
    assert figures.longest_stall_s > 3
    assert figures.longest_outage_s > 10


def test_a_throttle_that_judges_by_arrival_is_caught(tmp_path: Path) -> None:
    """Where silence earns next to nothing, presses that the network kept back look like hammering."""
    with pytest.raises(Wrong, match="was held for"):
        asyncio.run(run(tmp_path, kills=4, players=12, seed=12, person_per_s=1.0))
