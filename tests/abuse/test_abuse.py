"""The measurement of abuse, very small: every kind of it goes on beside honest pages that lose nothing."""

import asyncio
from pathlib import Path

from tests.abuse.attackers import KINDS
from tests.abuse.measure import measure


def test_honest_pages_lose_nothing_beside_each_kind_of_abuse(tmp_path: Path) -> None:
    figures = asyncio.run(measure(tmp_path, honest=20, abusive=4 * len(KINDS), seconds=3.0))
    assert (figures.alone.lost, figures.beside.lost) == (0, 0)
    assert figures.beside.answered > 60
    assert figures.seen["gone: come_and_go"] >= 4
    assert figures.seen["let in"] >= 4 * len(KINDS)
    assert figures.beside.p95 < 500
    assert figures.memory[1] - figures.memory[0] < 100e6
    assert figures.log_bytes < 100_000
    assert "times; memory" in figures.text()
