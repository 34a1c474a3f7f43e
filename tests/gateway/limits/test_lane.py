"""A slice of time a turn of the loop, by address in turn, with whatever else is ready between."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.gateway.limits.lane import Lane
from tests.fakes import FakeClock

SLICE_S = 0.25
LONG_S = 1.0  # takes all of a slice by itself


def run(story: Callable[[Lane, FakeClock], Awaitable[None]]) -> None:
    """Tell *story* in a loop of its own."""

    async def told() -> None:
        clock = FakeClock()
        await story(Lane(slice_s=SLICE_S, clock=clock), clock)

    asyncio.run(told())


async def empty(lane: Lane) -> None:
    """Wait until nobody waits."""
    while len(lane):  # noqa: ASYNC110  # turns of the loop are what is waited for
        await asyncio.sleep(0)


async def turns(called: list[int], *, of: Lane) -> list[int]:
    """Count what is *called* in each turn from now until nobody waits."""
    counts: list[int] = []
    while len(of):
        before = len(called)
        await asyncio.sleep(0)
        counts.append(len(called) - before)
    return [count for count in counts if count]


@pytest.mark.parametrize(("each_s", "in_a_turn"), [(LONG_S, 1), (SLICE_S / 2, 2), (0.0, 100)])
def test_a_turn_takes_one_that_is_long_or_as_many_as_its_slice_has_room_for(each_s: float, in_a_turn: int) -> None:
    async def story(lane: Lane, clock: FakeClock) -> None:
        called: list[int] = []

        def work(number: int) -> None:
            called.append(number)
            clock.move(each_s)

        for number in range(10):
            lane.call("a", lambda number=number: work(number))
        assert called == list(range(min(in_a_turn, 10)))
        assert set(await turns(called, of=lane)) <= {in_a_turn}
        assert called == list(range(10))

    run(story)


def test_one_that_leaves_the_most_to_a_task_has_the_rest_of_the_turn() -> None:
    async def story(lane: Lane, _: FakeClock) -> None:
        called: list[int] = []
        for number in range(5):
            lane.call("a", lambda number=number: called.append(number) or True)
        assert called == [0]
        assert await turns(called, of=lane) == [1] * 4

    run(story)


def test_who_has_more_goes_behind_those_who_wait() -> None:
    """Otherwise one who never ends would keep everybody from the loop."""

    async def story(lane: Lane, _: FakeClock) -> None:
        called: list[str] = []

        def endless() -> None:
            if called.count("endless") < 50:
                called.append("endless")
                lane.call("a", endless)

        lane.call("a", endless)
        assert called == ["endless"]
        lane.call("b", lambda: called.append("other"))
        await empty(lane)
        assert called.index("other") <= 2

    run(story)


@given(st.lists(st.sampled_from("abc"), max_size=30), st.sampled_from([0.0, SLICE_S / 3, LONG_S]))
def test_everybody_gets_a_turn_in_the_own_order_and_nobody_waits_for_more_than_one_of_each_other(
    who: str, each_s: float
) -> None:
    async def story(lane: Lane, clock: FakeClock) -> None:
        called: list[tuple[str, int]] = []

        def work(one: tuple[str, int]) -> None:
            called.append(one)
            clock.move(each_s)

        lane.call("", lambda: clock.move(LONG_S))
        for number, address in enumerate(who):
            lane.call(address, lambda one=(address, number): work(one))
        await empty(lane)
        assert sorted(called, key=lambda one: one[1]) == [(address, number) for number, address in enumerate(who)]
        for address in set(who):
            own = [number for name, number in called if name == address]
            assert own == sorted(own)
            places = [place for place, (name, _) in enumerate(called) if name == address]
            gaps = [later - before for before, later in itertools.pairwise([-1, *places])]
            assert max(gaps) <= len(set(who))

    run(story)


def test_one_that_fails_holds_up_nobody() -> None:
    async def story(lane: Lane, clock: FakeClock) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        called: list[int] = []
        lane.call("", lambda: clock.move(LONG_S))
        lane.call("a", lambda: 1 / 0)
        lane.call("a", lambda: called.append(1))
        await asyncio.wait_for(empty(lane), 5)
        assert called == [1]

    run(story)


def test_one_that_fails_at_once_is_its_callers_business() -> None:
    async def story(lane: Lane, _: FakeClock) -> None:
        called: list[int] = []
        with pytest.raises(ZeroDivisionError):
            lane.call("a", lambda: 1 / 0)
        lane.call("b", lambda: called.append(1))
        await asyncio.wait_for(empty(lane), 5)
        assert called == [1]

    run(story)
