"""The API on a real server: streams that end at a stop, readers who take nothing, and heads that have no end."""

import asyncio
import json
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from http.client import HTTPConnection, HTTPResponse

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from clickgame.gateway.limits.admission import TOLD_AT_ONCE
from clickgame.gateway.limits.lane import Lane
from clickgame.launch import protocol
from clickgame.launch.protocol import REQUEST_BYTES, HttpProtocol
from clickgame.launch.server import Server
from clickgame.web.http.api.streams import HANG_UP
from tests.e2e.server import GameServer
from tests.gateway.client import Client
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
            while sent < 50 * REQUEST_BYTES:
                connection.sendall(piece)
                sent += len(piece)
        connection.close()
        assert sent < 50 * REQUEST_BYTES
    assert resident_bytes(pid(game)) - before < 5_000_000
    assert ask(game, "/api/v1/presence")[0].status == 200


def test_a_body_without_an_end_is_cut_off(game: GameServer) -> None:
    before = resident_bytes(pid(game))
    connection = connect(game, b"POST /api/v1/presence HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n")
    sent = 0
    with suppress(OSError):
        while sent < 50 * REQUEST_BYTES:
            connection.sendall(b"x" * 4_096)
            sent += 4_096
    connection.close()
    assert sent < 50 * REQUEST_BYTES
    assert resident_bytes(pid(game)) - before < 5_000_000


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /api/v1/presence HT",
        b"GET /api/v1/presence HTTP/1.1\r\nhost: x\r\n",
        b"POST /api/v1/presence HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf",
        b"GET /api/v1/presence HTTP/1.1\r\nhost: x\r\n\r\nGET /api",
    ],
)
def test_half_a_request_is_not_waited_for_long(tmp_path_factory: pytest.TempPathFactory, begun: bytes) -> None:
    with GameServer(tmp_path_factory.mktemp("half"), with_page=False, request_s=0.5) as game:
        connection = connect(game, begun)
        with suppress(ConnectionResetError):
            while connection.recv(4_096):  # whatever was asked for is answered
                pass
        connection.close()


def test_a_reader_who_takes_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "TAKE_S", 0.1)

    async def story() -> None:
        async def pour(scope: Scope, receive: Receive, send: Send) -> None:
            del scope, receive
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"x" * 20_000_000})

        async with served(pour) as (port, server):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await reader.read(10)
            while server.server_state.connections:  # noqa: ASYNC110  # uvicorn's set knows no event
                await asyncio.sleep(0.02)
            writer.transport.abort()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            taken = 0
            while taken < 20_000_000:  # for longer than that
                taken += len(await reader.read(300_000))
                await asyncio.sleep(0.005)
            writer.close()

    asyncio.run(asyncio.wait_for(story(), 20))


def test_a_socket_of_an_address_that_misbehaves_is_refused_unheard_while_it_gets_pages_as_ever(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("turned-away")
    with GameServer(folder, with_page=False, socket="native", offences_per_min=1) as game:
        with Client(game.port) as stranger:
            stranger.send("what is no message")
            stranger.settle(1.0)
            assert stranger.is_closed
        answers = set[bytes]()
        for _ in range(2 * TOLD_AT_ONCE):
            with connect(game, b"GET /_event/ HTTP/1.1\r\nhost: x\r\n\r\n") as asked:
                answers.add(asked.recv(64)[8:13])
        assert b" 503 " in answers
        answer, _ = ask(game, "/health")
        assert answer.status == 200


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

        async with served(pour) as (port, server):
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await asyncio.wait_for(is_gone.wait(), 3)
            await asyncio.sleep(0.05)
            assert server.server_state.connections == set()
            writer.transport.abort()

    asyncio.run(story())


def test_a_head_of_a_usual_length_is_taken_again_and_again_whatever_body_it_has(game: GameServer) -> None:
    connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
    for body in (b"", b"x" * (REQUEST_BYTES // 2)) * 10:
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


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[tuple[int, Server]]:
    """Serve *app*; give the port and the server."""
    kind = type(
        "Http", (HttpProtocol,), {"lane": Lane(), "request_s": 10.0, "turns_away": staticmethod(lambda _: False)}
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, http=kind, lifespan="off", log_config=None)
        server = Server(config, before_stop=lambda: None)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield listener.getsockname()[1], server
        server.should_exit = True
        await serving


def pid(game: GameServer) -> int:
    """Give the process of *game*."""
    process = game._process
    assert isinstance(process, subprocess.Popen)
    return process.pid
