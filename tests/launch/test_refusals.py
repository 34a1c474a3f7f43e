"""A start that is refused: errors with a code become one line, all others keep their traceback."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from clickgame.launch.refusals import Refusals, StartRefused


class Failing:
    """An application whose start fails with *error*, as Starlette reports it."""

    def __init__(self, error: Exception) -> None:
        """Take the error."""
        self.error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Report the failure and raise it."""
        del scope, receive
        await send({"type": "lifespan.startup.failed", "message": "Traceback …"})
        raise self.error


def start(refusals: Refusals) -> list[Message]:
    """Run a start and give what the server was told."""
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    asyncio.run(refusals({"type": "lifespan"}, receive, send))
    return told


def test_an_error_with_a_code_is_kept_instead_of_logged() -> None:
    error = StartRefused("another server has the folder")
    refusals = Refusals(Failing(error))
    assert start(refusals) == [{"type": "lifespan.startup.failed", "message": ""}]
    assert refusals.error is error


def test_any_other_error_keeps_its_traceback() -> None:
    refusals = Refusals(Failing(ValueError("a bug")))
    with pytest.raises(ValueError, match="a bug"):
        start(refusals)
    assert refusals.error is None
