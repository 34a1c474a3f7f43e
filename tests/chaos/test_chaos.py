"""A real fleet, struck a dozen times in mid-play."""

import asyncio
from pathlib import Path

from tests.chaos.harness import run


def test_a_dozen_blows_lose_nothing_double_nothing_take_nothing_back_and_hold_nobody(tmp_path: Path) -> None:
    """Each kind of process is killed, stopped and restarted under the default throttle."""
    figures = asyncio.run(run(tmp_path, blows=12, players=24, seed=12))
    assert not figures.faults, figures
    assert (figures.lost, figures.doubled) == (0, 0), figures
    assert sum(figures.blows.values()) == 12
    assert figures.presses > 1_000, "a schedule that tries something"
    assert figures.renames + figures.reactions > 0
