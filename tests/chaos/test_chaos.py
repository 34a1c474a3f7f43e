"""A real fleet that takes a dozen blows in mid-play, each kind at least once."""

import asyncio
from pathlib import Path

from tests.chaos.blows import BLOWS
from tests.chaos.harness import run


def test_a_dozen_blows_lose_nothing_double_nothing_and_hold_nobody(tmp_path: Path) -> None:
    figures = asyncio.run(run(tmp_path, blows=12, players=12, seed=12))
    assert not figures.faults, str(figures)
    assert (figures.lost, figures.doubled) == (0, 0), str(figures)
    assert len(figures.blows) == len(BLOWS)
    assert figures.presses > 500
    assert figures.renames > 0
    assert figures.reactions > 0
