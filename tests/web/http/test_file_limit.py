"""A class opens the game together; a script that asks without end is told to wait, and nobody else with it."""

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from clickgame.settings import Settings
from clickgame.web.http.file_limit import FileLimit
from tests.fakes import FakeClock

CLASS = 30
FILES_OF_A_PAGE = 40


class Asker:
    """Asks an application that answers with 200 behind a limit."""

    def __init__(self, **settings: Any) -> None:
        """Set the limit by *settings*."""
        self.clock = FakeClock()
        self.limit = FileLimit(PlainTextResponse("here"), Settings(**settings), clock=self.clock)

    def ask(self, path: str = "/", *, host: str = "192.0.2.1", kind: str = "http") -> tuple[int, dict[bytes, bytes]]:
        """Ask for *path* from *host*; give status and headers."""
        told: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request"}

        async def send(message: Any) -> None:
            told.append(message)

        scope = {"type": kind, "path": path, "method": "GET", "headers": [], "client": (host, 1)}
        asyncio.run(self.limit(scope, receive, send))
        return told[0]["status"], dict(told[0]["headers"])


def test_a_class_opens_the_game_together() -> None:
    asker = Asker()
    assert {asker.ask(f"/assets/{number}")[0] for number in range(CLASS * FILES_OF_A_PAGE)} == {200}


def test_one_too_many_is_told_when_to_come_again_and_nobody_else_is() -> None:
    asker = Asker(files_per_s=0.5, files_burst=3)
    assert [asker.ask()[0] for _ in range(4)] == [200, 200, 200, 429]
    status, headers = asker.ask("/about")
    assert (status, headers[b"retry-after"], headers[b"cache-control"]) == (429, b"2", b"no-store")
    assert asker.ask(host="192.0.2.2")[0] == 200
    asker.clock.move(2.1)
    assert asker.ask()[0] == 200


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/arenas"])
def test_the_api_has_a_limit_of_its_own(path: str) -> None:
    asker = Asker(files_per_s=0.5, files_burst=1)
    assert {asker.ask(path)[0] for _ in range(5)} == {200}
    assert [asker.ask(page)[0] for page in ("/api", "/apiary")] == [200, 429]


def test_what_is_no_request_is_not_counted() -> None:
    asker = Asker(files_per_s=0.5, files_burst=1)
    assert {asker.ask(kind="websocket")[0] for _ in range(3)} == {200}
    assert asker.ask()[0] == 200
