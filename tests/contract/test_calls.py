"""Waiting for an answer gives what was answered, and raises what was refused."""

import asyncio

import pytest

from clickgame.contract.answers import Then, answered
from clickgame.contract.errors import HandleTaken


def test_an_answer_is_given_whenever_it_comes() -> None:
    async def later(then: Then[str]) -> None:
        await asyncio.sleep(0)
        then("Fox")

    async def play() -> None:
        tasks: list[asyncio.Task[None]] = []
        assert await answered(lambda then: then("Fox")) == "Fox"
        assert await answered(lambda then: tasks.append(asyncio.create_task(later(then)))) == "Fox"

    asyncio.run(play())


def test_a_refusal_is_raised() -> None:
    async def play() -> None:
        with pytest.raises(HandleTaken):
            await answered(lambda then: then(HandleTaken()))

    asyncio.run(play())


def test_an_answer_that_nobody_waits_for_any_more_harms_nobody() -> None:
    async def play() -> None:
        asked: list[Then[str]] = []
        waiting = asyncio.create_task(answered(asked.append))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0)
        asked[0]("Fox")

    asyncio.run(play())
