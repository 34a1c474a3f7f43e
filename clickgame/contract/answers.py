"""How an answer is given: to a callback, once there is one, so that nothing has to wait in between.

GameError
└── EngineAway             engine_away
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from clickgame.contract.errors import GameError

Answer = TypeVar("Answer")
Then = Callable[[Answer | GameError], None]
"""Takes an answer, or the refusal of it."""


class EngineAway(GameError):
    """The engine, which is another process, has not answered in time; it may have done what it was asked for."""

    code = "engine_away"
    text = "The game cannot be reached for a moment. Try again."


async def answered(ask: Callable[[Then[Answer]], None]) -> Answer:
    """Wait for the answer to what *ask* asks for. Raises GameError when it is refused."""
    future: asyncio.Future[Answer | GameError] = asyncio.get_running_loop().create_future()

    def answer(given: Answer | GameError) -> None:
        if not future.done():
            future.set_result(given)

    ask(answer)
    given = await future
    if isinstance(given, GameError):
        raise given
    return given
