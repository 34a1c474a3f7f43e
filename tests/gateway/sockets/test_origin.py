"""Whose pages may open a socket: the game's own, however it is reached, and nobody else's."""

import asyncio
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from clickgame.gateway.sockets.origin import OriginGate, Origins
from tests.e2e.server import GameServer

FOREIGN = "https://evil.example"


@pytest.mark.parametrize(
    ("origin", "headers"),
    [
        ("http://127.0.0.1:8000", {"host": "127.0.0.1:8000"}),
        ("http://[::1]:9001", {"host": "[::1]:9001"}),
        ("https://game.example", {"host": "game.example"}),  # behind TLS that nobody told
        ("https://game.example", {"host": "GAME.example:443"}),
        ("http://game.example:80", {"host": "game.example"}),
        ("https://game.example:8443", {"host": "game.example:8443"}),
        ("https://game.example", {"host": "127.0.0.1:8000", "x-forwarded-host": "game.example"}),
        ("https://game.example", {"host": "app:8000", "x-forwarded-host": "game.example, inner.example"}),
        ("https://public.example", {"host": "app:8000"}),
        ("https://other.example:8443", {"host": "app:8000"}),
    ],
)
def test_the_games_own_pages_may(origin: str, headers: dict[str, str]) -> None:
    origins = Origins("https://other.example:8443", "", public_url="https://public.example/")
    assert origins.allow({"origin": origin, **headers})
    assert origins.is_elsewhere({"origin": origin, **headers}) == ("other" in origin)
    assert origins.is_secure({"origin": origin, **headers}) == origin.startswith("https:")


@pytest.mark.parametrize(
    "origin",
    [
        FOREIGN,
        "null",
        "",
        "https://game.example.evil.example",
        "https://game.example@evil.example",
        "https://game.example:8443",
        "https://agame.example",
        "http://public.example",
        "https://public.example:444",
        "ftp://game.example",
        "game.example",
        "https://game.example\n",
        "*",
    ],
)
def test_no_other_page_may(origin: str) -> None:
    assert not Origins(public_url="https://public.example").allow({"origin": origin, "host": "game.example"})


def test_what_is_no_browser_may() -> None:
    assert Origins().allow({"host": "game.example"})
    assert Origins().is_elsewhere({"host": "game.example"})
    assert Origins(public_url="https://game.example").is_secure({})
    assert not Origins().is_secure({})


def test_who_sends_no_pages_has_sent_none() -> None:
    headers = {"origin": "http://game.example", "host": "game.example"}
    assert not Origins().is_elsewhere(headers)
    assert Origins(sends_pages=False).is_elsewhere(headers)
    assert not Origins(sends_pages=False).allow({**headers, "origin": FOREIGN})


def test_in_development_the_page_has_a_port_of_its_own() -> None:
    origins = Origins(any_port=True)
    assert origins.allow({"origin": "http://localhost:3000", "host": "localhost:8000"})
    assert origins.is_elsewhere({"origin": "http://localhost:3000", "host": "localhost:8000"})
    assert not origins.is_elsewhere({"origin": "http://localhost:8000", "host": "localhost:8000"})
    assert not origins.allow({"origin": FOREIGN, "host": "localhost:8000"})


@given(st.text(), st.text(), st.text())
def test_whatever_is_sent_a_foreign_page_stays_out(origin: str, host: str, forwarded: str) -> None:
    """No text raises, and only one that names a host that was asked for passes."""
    headers = {"origin": origin, "host": host, "x-forwarded-host": forwarded}
    assert not Origins().allow(headers) or origin.startswith(("http://", "https://"))
    assert not Origins().allow({**headers, "origin": FOREIGN}) or "evil.example" in (host + forwarded).lower()


def test_a_refused_socket_reaches_nobody() -> None:
    reached: list[str] = []
    sent: list[Message] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["type"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask(kind: str, origin: bytes) -> None:
        headers = [(b"host", b"game.example"), (b"origin", origin)]
        await OriginGate(app, Origins())({"type": kind, "headers": headers}, receive, send)

    for kind, origin in (("websocket", b"https://evil.example"), ("websocket", b"http://game.example"), ("http", b"x")):
        asyncio.run(ask(kind, origin))
    assert reached == ["websocket", "http"]
    assert sent == [{"type": "websocket.close"}]


def status(port: int, *headers: str) -> int:
    """Ask for a socket at *port* with *headers* more; gives the answer's status."""
    lines = (
        "GET /_event/?EIO=4&transport=websocket&token=tab HTTP/1.1",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *headers,
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(client.recv(4_096).split()[1])


@pytest.mark.parametrize("kind", ["native", "stock"])
def test_either_socket_refuses_a_foreign_page_with_403(tmp_path_factory: pytest.TempPathFactory, kind: str) -> None:
    named = "https://friend.example"
    with GameServer(tmp_path_factory.mktemp(kind), with_page=False, socket=kind, origins=named) as game:
        host = f"Host: 127.0.0.1:{game.port}"
        assert status(game.port, host, f"Origin: {FOREIGN}") == 403
        assert status(game.port, host, "Origin: null") == 403
        assert status(game.port, host, f"ORIGIN: {FOREIGN}") == 403
        assert status(game.port, host, f"Origin: http://127.0.0.1:{game.port}") == 101
        assert status(game.port, host, f"Origin: {named}") == 101
        assert status(game.port, "Host: app", "X-Forwarded-Host: game.example", "Origin: https://game.example") == 101
        assert status(game.port, host) == 101
        assert FOREIGN not in game.log_text()
