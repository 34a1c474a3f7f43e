"""Work beside the rest ends with it, and what fails is said at once."""

import asyncio
import logging

import pytest

from clickgame.gateway.background import running


async def fail() -> None:
    """Fail at the first turn."""
    raise RuntimeError("by design")


def test_a_fault_is_logged_at_once_and_raised_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    """A ticker that has stopped would else be noticed by those alone who wait for it."""
    rested = asyncio.Event()

    async def story() -> None:
        async with running(fail(), asyncio.sleep(60)):
            await asyncio.sleep(0.01)
            assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
            rested.set()

    with pytest.raises(RuntimeError, match="by design"):
        asyncio.run(story())
    assert rested.is_set()


def test_who_is_cancelled_has_not_failed(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with running(asyncio.sleep(60)):
            await asyncio.sleep(0)

    asyncio.run(story())
    assert caplog.records == []
