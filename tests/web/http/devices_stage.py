"""A room with the page of devices before it, and browsers that look at it and send its forms."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from starlette.responses import PlainTextResponse

from clickgame.contract.facts import Fact, SignedOut
from clickgame.gateway.sockets.origin import Origins
from clickgame.web.http.cookies import Cookies
from clickgame.web.http.devices import Devices
from tests.gateway.room import Room, tell

HTML = """<html><head></head><body><h1 data-rule="headline">x</h1><p data-rule="story">x</p>
<div data-part="refusal" hidden=""><code data-rule="code"></code></div>
<div data-part="lost" hidden=""><b data-rule="lost"></b></div>
<div data-part="take" hidden=""><form method="post"><button data-rule="button">x</button></form></div>
<div data-part="link" hidden=""><img alt="" data-picture="" src="/preview.png"/>
<a data-rule-link="move" href="/devices"><b data-rule="address"></b></a></div>
<div data-part="key" hidden=""><code data-rule="key"></code></div><div data-part="revoke" hidden=""></div>
<div data-part="own" hidden=""></div><div data-part="go" hidden=""></div></body></html>"""
OWN = "http://game.example"
LINK = re.compile(r"/devices/([0-9a-f]{32})")


class Browser:
    """A browser with its cookie, as far as this page sees it."""

    def __init__(self, app: Devices, token: str = "") -> None:
        """Ask *app*; *token* is the player's."""
        self._app = app
        self.token = token

    async def ask(self, method: str, path: str, *, cookie: str = "", **headers: str) -> httpx.Response:
        """Send a request, and keep the cookie that the answer brings."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie or self.token:
            named["cookie"] = cookie or f"clickgame={self.token}"
        transport = httpx.ASGITransport(self._app, client=("10.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url=OWN) as client:
            answer = await client.request(method, path, headers=named)
        given = re.match(r"(?:__Host-)?clickgame=([0-9a-z]*);", answer.headers.get("set-cookie", ""))
        if given:
            self.token = given[1]
        return answer

    async def get(self, path: str = "/devices") -> httpx.Response:
        """Look at a page."""
        return await self.ask("GET", path)

    async def send(self, path: str) -> httpx.Response:
        """Send a form of this server's page."""
        return await self.ask("POST", path, origin=OWN, sec_fetch_site="same-origin")

    async def link(self) -> str:
        """Make a link; give its path."""
        assert (await self.send("/devices/link")).headers["location"] == "/devices"
        return found((await self.get()).text)


class Stage:
    """A room with the page before it: Ann plays, and nobody else."""

    def __init__(self, room: Room, folder: Path) -> None:
        """Serve the page from *folder*."""
        (folder / "devices").mkdir(exist_ok=True)
        (folder / "devices" / "index.html").write_text(HTML)
        self.room = room
        self.clock = room.clock
        self.signed_out: list[tuple[str, bool]] = []
        link = room.lobby.link
        link.listen(self._take)

        async def is_known(token: str) -> bool:
            return await link.holder(token) is not None

        self.app = Devices(
            PlainTextResponse("behind", 404),
            link,
            folder,
            cookies=Cookies(is_known, public_url=room.settings.public_url),
            origins=Origins(),
            settings=room.settings,
            clock=self.clock,
        )

    def _take(self, fact: Fact) -> None:
        if isinstance(fact, SignedOut):
            self.signed_out.append((fact.player, fact.is_cut_off))

    async def player(self, handle: str) -> Browser:
        """Let somebody in, under *handle*."""
        sid = handle
        player = str((await self.room.arrive(sid))["player"])
        self.room.engine.rename(player, handle)
        await self.room.engine.commit.written()
        return Browser(self.app, self.room.tokens[player])


def found(text: str) -> str:
    """Find the link in a page."""
    link = LINK.search(text)
    assert link is not None
    return link[0]


def shown(answer: httpx.Response) -> set[str]:
    """Name the parts of the page that are shown."""
    return set(re.findall(r'data-part="(\w+)">', answer.text))


def code(answer: httpx.Response) -> str:
    """Give the code of the refusal."""
    refusal = re.search(r'data-rule="code">(\w*)<', answer.text)
    return refusal[1] if refusal else ""


def play(tmp_path: Path, story: Callable[[Stage], Awaitable[object]], **settings: object) -> None:
    """Let *story* happen."""

    async def on_stage(room: Room) -> None:
        await story(Stage(room, tmp_path))

    tell(tmp_path / "data", on_stage, **settings)
