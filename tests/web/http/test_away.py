"""A page for which the engine cannot be asked is answered with a sentence and a time, and what has begun goes on."""

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.contract.answers import EngineAway
from clickgame.web.http.away import AGAIN_S, Away


async def lost(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Ask in vain."""
    raise EngineAway


async def lost_midway(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Begin to answer, and ask in vain."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise EngineAway


def ask(app: ASGIApp) -> httpx.Response:
    """Ask for something."""

    async def run() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://game.example") as client:
            return await client.get("/p/ann")

    return asyncio.run(run())


def test_it_is_said_with_when_to_come_again() -> None:
    answer = ask(Away(lost))
    assert (answer.status_code, answer.text) == (503, f"{EngineAway.text}\n")
    assert (answer.headers["retry-after"], answer.headers["cache-control"]) == (str(AGAIN_S), "no-store")


def test_what_is_answered_stays_and_what_has_begun_is_not_answered_twice() -> None:
    assert ask(Away(PlainTextResponse("here"))).text == "here"
    with pytest.raises(EngineAway):
        ask(Away(lost_midway))


def test_what_is_no_request_is_not_answered() -> None:
    async def run() -> None:
        await Away(lost)({"type": "lifespan"}, _nothing, _nowhere)

    with pytest.raises(EngineAway):
        asyncio.run(run())


async def _nothing() -> dict[str, object]:
    return {}


async def _nowhere(_message: object) -> None:
    raise AssertionError("nobody is answered")
