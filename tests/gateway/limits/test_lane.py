"""One thing a turn of the loop, by address in turn, with whatever else is ready between."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.gateway.limits.lane import Lane


def run(story: Callable[[Lane], Awaitable[None]]) -> None:
    """Tell *story* in a loop of its own."""

    async def told() -> None:
        await story(Lane())

    asyncio.run(told())


async def empty(lane: Lane) -> None:
    """Wait until nobody waits."""
    while len(lane):  # noqa: ASYNC110  # turns of the loop are what is waited for
        await asyncio.sleep(0)


def test_who_comes_first_is_called_at_once_and_the_next_a_turn_later() -> None:
    async def story(lane: Lane) -> None:
        called: list[int] = []
        for number in range(3):
            lane.call("a", lambda number=number: called.append(number))
        assert called == [0]
        seen = []
        for _ in range(4):
            await asyncio.sleep(0)
            seen.append(len(called))
        assert seen[-1] == 3
        assert all(later - before <= 1 for before, later in itertools.pairwise(seen))

    run(story)


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_everybody_gets_a_turn_in_the_own_order_and_nobody_waits_for_more_than_one_of_each_other(who: str) -> None:
    async def story(lane: Lane) -> None:
        called: list[tuple[str, int]] = []
        lane.call("", int)
        for number, address in enumerate(who):
            lane.call(address, lambda one=(address, number): called.append(one))
        await empty(lane)
        assert sorted(called, key=lambda one: one[1]) == [(address, number) for number, address in enumerate(who)]
        for address in set(who):
            own = [number for name, number in called if name == address]
            assert own == sorted(own)
            places = [place for place, (name, _) in enumerate(called) if name == address]
            gaps = [later - before for before, later in itertools.pairwise([-1, *places])]
            assert max(gaps) <= len(set(who))

    run(story)


def test_a_task_waits_for_its_turn_and_one_that_is_cancelled_takes_nobody_elses() -> None:
    async def story(lane: Lane) -> None:
        done: list[str] = []

        async def work(name: str) -> None:
            await lane.turn(name)
            done.append(name)

        tasks = [asyncio.create_task(work(name)) for name in "abc"]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert done == ["a", "c"]
        await empty(lane)
        await lane.turn("d")

    run(story)


def test_one_that_fails_holds_up_nobody() -> None:
    async def story(lane: Lane) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        lane.call("", int)
        lane.call("a", lambda: 1 / 0)
        await asyncio.wait_for(asyncio.gather(*(lane.turn(name) for name in "ab")), 5)

    run(story)


def test_one_that_fails_at_once_is_its_callers_business() -> None:
    async def story(lane: Lane) -> None:
        with pytest.raises(ZeroDivisionError):
            lane.call("a", lambda: 1 / 0)
        await asyncio.wait_for(lane.turn("b"), 5)

    run(story)
