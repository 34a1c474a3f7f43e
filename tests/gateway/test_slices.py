"""Work in slices gives way, and does all of it."""

import asyncio
from types import SimpleNamespace

import pytest

from clickgame.gateway import slices
from clickgame.gateway.slices import STEPS, in_slices
from tests.fakes import FakeClock


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
    clock = FakeClock()
    monkeypatch.setattr(slices, "time", SimpleNamespace(perf_counter=clock))
    preparations = list[None]()
    work = (clock.move(slices.SLICE_LEAST_S / STEPS / 2) for _ in range(STEPS * 8))
    cost_s = asyncio.run(in_slices(work, before_each=lambda: preparations.append(clock.move(1.0))))
    assert 2 <= len(preparations) <= 4
    assert cost_s == pytest.approx(len(preparations) + slices.SLICE_LEAST_S * 4)


def test_pauses_do_not_count_as_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    monkeypatch.setattr(slices, "time", SimpleNamespace(perf_counter=clock))
    monkeypatch.setattr(slices, "SLICE_LEAST_S", 0.0)

    async def story() -> float:
        asyncio.get_running_loop().call_soon(clock.move, 1.0)
        return await in_slices(None for _ in range(STEPS * 3))

    assert asyncio.run(story()) == 0
