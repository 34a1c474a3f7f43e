"""The API on a real server: streams that end at a stop, readers who take nothing, and heads that have no end."""

import asyncio
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPResponse

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from clickgame.launch.protocol import HEAD_BYTES, HttpProtocol
from clickgame.launch.server import Server
from clickgame.web.http.api.streams import HANG_UP
from tests.e2e.server import GameServer
from tests.load.target import resident_bytes

BOARD = "/api/v1/arenas/classic/boards/best"


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game whose API answers as often as tests ask."""
    with GameServer(
        tmp_path_factory.mktemp("api"), with_page=False, api_per_s=100_000, api_burst=100_000, api_streams_each=20
    ) as running:
        yield running


def ask(game: GameServer, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    """Ask *game* for *path*; give the answer and its body."""
    connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def connect(game: GameServer, head: bytes) -> socket.socket:
    """Connect to *game* and begin a request with *head*."""
    connection = socket.create_connection(("127.0.0.1", game.port), timeout=5)
    connection.sendall(head)
    return connection


def test_the_api_answers_beside_the_game(game: GameServer) -> None:
    answer, body = ask(game, "/api/v1/arenas")
    assert answer.status == 200
    assert json.loads(body)["arenas"][0]["arena"] == "classic"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers.get_all("set-cookie") is None
    assert ask(game, "/api/v1/arenas", "HEAD")[0].headers["content-length"] == str(len(body))
    assert ask(game, "/api/v1/arenas", if_none_match=answer.headers["etag"])[0].status == 304


def test_a_browser_may_ask_from_any_site(game: GameServer) -> None:
    asked = {"origin": "https://other.example", "access_control_request_method": "GET"}
    answer, _ = ask(game, BOARD, "OPTIONS", **asked)
    assert answer.status == 204
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/v1/../../etc/passwd", "/api/%2e%2e/%2e%2e/etc/passwd", "/api/v1//arenas"])
def test_a_path_leads_out_of_nothing(game: GameServer, path: str) -> None:
    answer, body = ask(game, path)
    assert (answer.status, json.loads(body)["code"]) == (404, "unknown_path")


def test_a_stop_ends_streams_cleanly_and_cancels_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    with GameServer(tmp_path_factory.mktemp("stop"), with_page=False) as game, ExitStack() as open_streams:
        streams = []
        for _ in range(3):
            connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
            open_streams.callback(connection.close)
            connection.request("GET", f"{BOARD}/events")
            streams.append(connection.getresponse())
        assert all(stream.readline() == b"retry: 3000\n" for stream in streams)
        assert game.stop() == 0
        assert all(b"event: board" in stream.read() for stream in streams)
        assert "Traceback" not in game.log_text()
        assert "Cancel" not in game.log_text()


def test_a_head_without_an_end_is_cut_off(game: GameServer) -> None:
    """Whether it is one header or many."""
    before = resident_bytes(pid(game))
    for piece in (b"x" * 4_096, b"\r\nname: " + b"x" * 1_000):
        connection = connect(game, b"GET /api/v1/presence HTTP/1.1\r\nhost: x\r\nlong: ")
        sent = 0
        with suppress(OSError):  # whichever it is: the server hangs up
            while sent < 50 * HEAD_BYTES:
                connection.sendall(piece)
                sent += len(piece)
        connection.close()
        assert sent < 50 * HEAD_BYTES
    assert resident_bytes(pid(game)) - before < 5_000_000
    assert ask(game, "/api/v1/presence")[0].status == 200


def test_an_answer_can_break_off_what_its_reader_does_not_take() -> None:
    """Though all that was written has not left: closing alone would wait for that."""

    async def story() -> None:
        is_gone = asyncio.Event()

        async def pour(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            with suppress(TimeoutError):
                async with asyncio.timeout(0.3):
                    while True:
                        await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
            scope["extensions"][HANG_UP]["abort"]()
            while (await receive())["type"] != "http.disconnect":
                pass
            is_gone.set()

        with socket.create_server(("127.0.0.1", 0)) as listener:
            config = uvicorn.Config(pour, http=HttpProtocol, lifespan="off", log_config=None)
            server = Server(config, before_stop=lambda: None)
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            port = listener.getsockname()[1]
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await asyncio.wait_for(is_gone.wait(), 3)
            await asyncio.sleep(0.05)
            assert server.server_state.connections == set()
            server.should_exit = True
            await serving
            writer.transport.abort()

    asyncio.run(story())


def test_a_head_of_a_usual_length_is_taken_again_and_again_whatever_body_it_has(game: GameServer) -> None:
    connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
    for body in (b"", b"x" * 3 * HEAD_BYTES) * 10:
        connection.request("GET", "/api/v1/presence", body, headers={"cookie": "x" * 8_000})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()


def test_a_thousand_streams_leave_the_server_well(game: GameServer) -> None:
    with ExitStack() as open_streams:
        streams = [
            open_streams.enter_context(connect(game, b"GET %b/events HTTP/1.1\r\nhost: x\r\n\r\n" % BOARD.encode()))
            for _ in range(1_000)
        ]
        statuses = [stream.recv(64).split(b" ")[1] for stream in streams]
        assert (statuses.count(b"200"), statuses.count(b"429")) == (20, 980)
        assert ask(game, "/api/v1/presence")[0].status == 200
    time.sleep(0.5)
    last = connect(game, b"GET %b/events HTTP/1.1\r\nhost: x\r\n\r\n" % BOARD.encode())
    assert b" 200 " in last.recv(64)
    last.close()


def pid(game: GameServer) -> int:
    """Give the process of *game*."""
    process = game._process
    assert isinstance(process, subprocess.Popen)
    return process.pid
