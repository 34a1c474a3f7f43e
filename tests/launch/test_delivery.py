"""How the built page's files are sent: at any port, and for how long they may be kept."""

import asyncio
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from clickgame.launch.delivery import ALWAYS_ASK, AN_HOUR, FOREVER, FOREVER_HERE, TLS_ONLY, Delivery, keeping

ADDRESSES = "/assets/reflex-env-BVGF6eGS.js"


class Client:
    """A browser's requests to an application, without a socket."""

    def __init__(self, app: Delivery) -> None:
        """Ask *app*."""
        self.app = app

    def get(
        self, path: str, *, host: str = "localhost:8000", method: str = "GET", scheme: str = "http"
    ) -> httpx.Response:
        """Ask for *path* as a browser does that knows the server as *host*."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://test") as client:
                return await client.request(method, path, headers={"host": host})

        return asyncio.run(ask())


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Serve a folder that looks like a built page."""
    (tmp_path / "assets").mkdir()
    (tmp_path / ADDRESSES.lstrip("/")).write_text("var e={EVENT:`ws://localhost:8000/_event`}")
    (tmp_path / "assets" / "entry-Cuv6UKoY.js").write_text("import 'localhost:8000'")
    (tmp_path / "icon.svg").write_text("<svg/>")
    routes = [
        Route("/", lambda _request: HTMLResponse("<html>")),
        Route("/health", lambda _request: PlainTextResponse("well")),
        Route("/own", lambda _request: Response(headers={"cache-control": "no-store"})),
        Mount("/", StaticFiles(directory=tmp_path)),
    ]
    return Client(Delivery(Starlette(routes=routes), tmp_path))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1:9000", "localhost:9000/"),
        ("game.example", "localhost:80/"),
        ("[::1]:9001", "localhost:9001/"),
    ],
)
def test_the_page_is_told_the_port_it_was_asked_at(client: Client, host: str, address: str) -> None:
    answer = client.get(ADDRESSES, host=host)
    assert f"ws://{address}" in answer.text
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == FOREVER_HERE


@pytest.mark.parametrize("host", ["", "a b", "x:99999", "x:0", "x:8000`,alert(1)", "[::1]:x"])
def test_a_host_that_is_none_changes_nothing(client: Client, host: str) -> None:
    answer = client.get(ADDRESSES, host=host)
    assert "ws://localhost:8000/" in answer.text


def test_a_page_built_for_an_address_keeps_it(client: Client, tmp_path: Path) -> None:
    (tmp_path / "assets" / "reflex-env-AAAAAAAA.js").write_text("ws://game.example:8443/_event")
    answer = client.get("/assets/reflex-env-AAAAAAAA.js", host="other:9000")
    assert answer.text == "ws://game.example:8443/_event"


def test_no_other_file_is_touched(client: Client) -> None:
    assert client.get("/assets/entry-Cuv6UKoY.js", host="x:9000").text == "import 'localhost:8000'"
    assert client.get("/assets/reflex-env-missing0.js", host="x:9000").status_code == 404
    assert client.get(ADDRESSES, method="POST").status_code == 405


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", ALWAYS_ASK),
        ("/assets/entry-Cuv6UKoY.js", FOREVER),
        ("/icon.svg", AN_HOUR),
        ("/own", "no-store"),
        ("/health", None),
        ("/missing.png", None),
    ],
)
def test_each_file_may_be_kept_as_long_as_its_name_is_its_content(client: Client, path: str, kept: str | None) -> None:
    answer = client.get(path)
    assert answer.headers.get("cache-control") == kept
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_answer_says_what_it_may_do(client: Client) -> None:
    for path in ("/", "/icon.svg", "/health", "/missing.png"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "camera=()" in headers["permissions-policy"]
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"


def test_a_browser_is_bound_to_tls_only_where_it_came_by_it(client: Client) -> None:
    assert client.get("/", scheme="https").headers["strict-transport-security"] == TLS_ONLY
    assert "strict-transport-security" not in client.get("/").headers


def test_a_page_that_is_not_found_is_not_kept() -> None:
    assert keeping("/nowhere", "text/html; charset=utf-8") == ALWAYS_ASK
