"""The virtual clock: waiting takes no time, keeps its order, and a deadlock is named."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.harness import run


def ask(code: str) -> dict[str, Any]:
    """Have *code* run."""
    return run({"code": f"import asyncio, time\n{code}", "checks": None, "files": {}, "seed": 1})


def test_five_minutes_take_no_time() -> None:
    began = time.monotonic()
    answer = ask("""
async def main():
    before = time.monotonic()
    await asyncio.sleep(300)
    time.sleep(2)
    print(time.monotonic() - before, asyncio.get_running_loop().time() - before)
asyncio.run(main())
""")
    assert answer["output"] == "302.0 302.0\n"
    assert time.monotonic() - began < 60


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_sleepers_wake_in_the_order_of_their_times(seconds: list[int]) -> None:
    answer = ask(f"""
async def sleeper(seconds):
    await asyncio.sleep(seconds)
    print(seconds)
async def main():
    await asyncio.gather(*map(sleeper, {seconds}))
asyncio.run(main())
""")
    assert [int(line) for line in answer["output"].split()] == sorted(seconds)


@pytest.mark.parametrize(
    ("waits", "line"),
    [("await asyncio.Event().wait()", 6), ("lock = asyncio.Lock(); await lock.acquire(); await lock.acquire()", 6)],
)
def test_a_deadlock_is_named_with_the_line_that_waits(waits: str, line: int) -> None:
    answer = ask(f"""
async def main():
    await inner()
async def inner():
    {waits}
asyncio.run(main())
""")
    assert answer["error"]["kind"] == "Deadlock"
    assert answer["error"]["line"] == line
    assert answer["stopped"] is None


def test_a_timeout_is_no_deadlock() -> None:
    answer = ask("""
async def main():
    try:
        async with asyncio.timeout(10):
            await asyncio.Event().wait()
    except TimeoutError:
        print("too late")
asyncio.run(main())
""")
    assert answer["output"] == "too late\n"


def test_threads_there_are_none() -> None:
    answer = ask("async def main():\n    await asyncio.to_thread(print)\nasyncio.run(main())\n")
    assert answer["error"]["text"] == "There are no threads here: the course does everything with async functions."


def test_a_loop_in_a_loop_is_refused_as_asyncio_does() -> None:
    answer = ask("async def main():\n    asyncio.run(main())\nasyncio.run(main())\n")
    assert "There is a loop already" in answer["error"]["text"]


def test_what_is_no_coroutine_is_refused_as_asyncio_does() -> None:
    assert ask("asyncio.run(1)\n")["error"]["said"] == "a coroutine was expected, got 1"


def test_a_task_that_refuses_to_end_does_not_keep_the_answer_back() -> None:
    answer = ask("""
async def stubborn():
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            pass
async def main():
    asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    print("done")
asyncio.run(main())
""")
    assert answer["output"].startswith("done\n")
