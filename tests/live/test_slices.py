"""Work in slices gives way, and does all of it."""

import asyncio
import time

import pytest

from clickgame.live import slices
from clickgame.live.slices import STEPS, in_slices


async def turns_beside(work: list[int], *, until: int) -> int:
    """Do `work` up to *until* in slices; give how many turns another task had meanwhile."""
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    await in_slices(work.append(number) for number in range(until))
    counting.cancel()
    return turns


def test_others_have_a_turn_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_LEAST_S", 0.0)
    monkeypatch.setattr(slices, "SLICE_MOST_S", 0.0)
    work = list[int]()
    assert asyncio.run(turns_beside(work, until=STEPS * 4 + 1)) >= 3
    assert work == list(range(STEPS * 4 + 1))


def test_little_work_is_done_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_LEAST_S", 10.0)
    work = list[int]()
    assert asyncio.run(turns_beside(work, until=STEPS * 4)) == 0
    assert work == list(range(STEPS * 4))


def test_what_comes_before_a_slice_takes_none_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a slice would be over as soon as it began, and the work would never get on."""
    monkeypatch.setattr(slices, "SLICE_LEAST_S", 0.005)
    monkeypatch.setattr(slices, "SLICE_MOST_S", 0.005)
    before = list[float]()

    def prepare() -> None:
        before.append(time.perf_counter())
        time.sleep(0.01)

    work = (time.sleep(0.0001) for _ in range(STEPS * 12))
    cost_s = asyncio.run(in_slices(work, before_each=prepare))
    assert len(before) < 8
    assert cost_s >= len(before) * 0.01


def test_pauses_do_not_count_as_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_LEAST_S", 0.0)
    monkeypatch.setattr(slices, "SLICE_MOST_S", 0.0)

    async def story() -> float:
        asyncio.get_running_loop().call_soon(time.sleep, 0.05)
        return await in_slices(None for _ in range(STEPS * 3))

    assert asyncio.run(story()) < 0.05
