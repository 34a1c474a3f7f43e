"""The API before an open engine, in one process: for tests that ask as a client would."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
from starlette.responses import PlainTextResponse
from starlette.types import Message

from clickgame.contract.calls import Count
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from clickgame.web.http.api.api import Api, Readers
from tests.engine.life import tell
from tests.fakes import FakeClock

PATIENCE_S = 5.0
BOARD = "/api/v1/arenas/classic/boards/best"


class Reading:
    """An engine, and the API that reads it; both go by a clock that stands until it is moved."""

    def __init__(self, engine: Engine, clock: FakeClock, settings: Settings) -> None:
        """Put the API before *engine*."""
        self.engine = engine
        self.clock = clock
        self.link = LocalLink(engine)
        self.readers = Readers(self.link, settings, clock=clock)
        self.app = Api(PlainTextResponse("the pages"), self.readers)

    async def ask(self, path: str, method: str = "GET", *, of: str = "10.0.0.1", **headers: str) -> httpx.Response:
        """Ask for *path* from the address *of*, with *headers* by name."""
        transport = httpx.ASGITransport(self.app, client=(of, 5000))
        async with (
            asyncio.timeout(PATIENCE_S),  # a stream that should have been refused has no end
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers=named)

    async def get(self, path: str) -> Any:
        """Give the JSON at *path*, which must be there."""
        answer = await self.ask(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refusal(self, path: str, **asked: Any) -> tuple[int, str]:
        """Give the status and the code with which *path* is refused."""
        answer = await self.ask(path, **asked)
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert (told["status"], told["type"]) == (answer.status_code, f"/api#{told['code']}")
        return answer.status_code, told["code"]

    def join(self, name: str, presses: int = 0) -> str:
        """Take in a player called *name* who has pressed so often; give the id."""
        player = self.engine.arrive(f"token of {name}", is_new=True).player
        self.engine.rename(player, name)
        if presses:
            self.press(player, presses)
        return player

    def press(self, player: str, presses: int) -> None:
        """Have *player* come to so many presses, and let the API look again."""
        (heard,) = self.engine.hear([Count(player, "classic", "one", presses, 0, 60, is_resume=True)])
        assert not isinstance(heard, Exception), heard
        self.clock.move(1)


def read(folder: Path, story: Callable[[Reading], Awaitable[object]], **settings: Any) -> None:
    """Open an engine on *folder*, let *story* happen, and close it."""

    async def told(engine: Engine, clock: FakeClock) -> None:
        plenty = {"api_per_s": 1_000.0, "api_burst": 1_000}
        await story(Reading(engine, clock, Settings(data_dir=folder, **{**plenty, **settings})))

    tell(folder, told, **{name: value for name, value in settings.items() if not name.startswith("api_")})


class Listener:
    """A reader of a stream, who can stop taking what is sent, and go."""

    def __init__(self, reading: Reading, path: str, *, of: str = "10.0.0.1") -> None:
        """Open the stream at *path*."""
        self.status = 0
        self.chunks: list[str] = []
        self.is_ended = False
        self.is_aborted = False
        self.takes = asyncio.Event()
        self.takes.set()
        self._gone = asyncio.Event()
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": [],
            "client": (of, 5000),
            "extensions": {"clickgame.hang_up": {"abort": self._abort}},
        }
        self.task = asyncio.create_task(reading.app(scope, self._receive, self._send))

    def text(self) -> str:
        """Give all that has come so far."""
        return "".join(self.chunks)

    def go(self) -> None:
        """Close the connection."""
        self._gone.set()

    async def until(self, said: Callable[[], object]) -> None:
        """Wait until *said* is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not said():  # noqa: ASYNC110  # it is a stranger to the test's event
                await asyncio.sleep(0.005)

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        await self.takes.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.chunks.append(message.get("body", b"").decode())
        self.is_ended = not message.get("more_body", False)

    def _abort(self) -> None:
        self.is_aborted = True
        self.go()
