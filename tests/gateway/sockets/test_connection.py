"""What becomes of connections that fall silent, flood, or do not read."""

import asyncio
import json
import socket
import struct
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self, cast

import pytest
from engineio.packet import MESSAGE, Packet

from clickgame.gateway.limits.lane import Lane
from clickgame.gateway.reflex.protocol import Frame
from clickgame.gateway.sockets.connection import FRAMES_MOST_PER_S, UNSENT_DEADLY_BYTES, Connection, is_flood
from tests.e2e.server import GameServer
from tests.gateway.client import BOARD, NAMESPACE, PLAY, ROOT, Client


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_a_connection_that_falls_silent_is_dropped_and_one_that_answers_is_not(tmp_path: Path, kind: str) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket=kind, ping_s=1, ping_timeout_s=1) as server,
        Client(server.port) as living,
        Client(server.port) as dead,
    ):
        dead.is_mute = True
        living.wait(lambda: living.var(BOARD, "online") == 2)
        living.wait(lambda: living.var(BOARD, "online") == 1, timeout_s=8)
        living.press(1)
        assert not living.is_closed


def test_a_flood_ends_its_own_connection_only(tmp_path: Path) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket="native", ping_s=1, ping_timeout_s=1) as server,
        Client(server.port) as honest,
        Client(server.port) as flooding,
    ):
        flood(flooding)
        assert flooding.is_closed
        honest.press(3)
        assert honest.var(PLAY, "score") == 3


def test_a_page_that_has_just_come_is_no_flood() -> None:
    """A look at all connections may fall into the very millisecond of a handshake."""
    assert not is_flood(4, passed_s=0.001)
    assert not is_flood(FRAMES_MOST_PER_S * 2, passed_s=2)
    assert is_flood(FRAMES_MOST_PER_S * 2 + 1, passed_s=2)


def test_who_does_not_read_is_dropped_before_it_costs_much(tmp_path: Path) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket="native", ping_s=1, ping_timeout_s=30) as server,
        Client(server.port) as honest,
        Deaf(server.port) as deaf,
    ):
        with pytest.raises(OSError, match=r"reset|pipe"):
            deaf.ask_for_long()
        honest.press(3)
        assert honest.var(PLAY, "score") == 3


def test_a_reader_is_too_slow_from_one_mark_of_the_buffer_to_the_other() -> None:
    connection = Connection(exchange=cast("Any", None), sid="1", environ={})
    sent = list[bytes]()
    connection._transport = cast("Any", SimpleNamespace(send=lambda _kind, message: sent.append(message)))
    frame = Frame("2 board")
    assert connection.offer(frame)
    connection.pause_writing()
    assert not connection.offer(frame)
    connection.resume_writing()
    assert connection.offer(frame)
    assert sent == [frame.message] * 2


def flood(client: Client) -> None:
    """Press as fast as it goes, for far longer than anybody should let it go on."""
    for count in range(1, 200_000):
        client.call(f"{PLAY}.press", presses=count, page=client.page)
        if client.is_closed:
            break


class Deaf:
    """A client that asks and never reads; its mask is 0, so frames go out as they are written."""

    def __init__(self, port: int) -> None:
        """Connect, with little room for what comes in."""
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.connect(("127.0.0.1", port))
        self._socket.sendall(
            b"GET /_event/?EIO=4&transport=websocket&token=deaf HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        time.sleep(0.2)
        self._send(f'40{NAMESPACE},{{"event":{{"name":"{ROOT}.hydrate_and_load"}}}}')
        time.sleep(0.2)

    def _send(self, text: str) -> None:
        message = text.encode()
        self._socket.sendall(b"\x81\xfe" + struct.pack(">HI", len(message), 0) + message)

    def ask_for_long(self) -> None:
        """Look at a board that does not exist, again and again, for at most a minute."""
        event = json.dumps(["event", Client.event(f"{BOARD}.watch", board="x" * 200)], separators=(",", ":"))
        began = time.monotonic()
        while time.monotonic() - began < 60:
            for _ in range(40):
                self._send(f"42{NAMESPACE},{event}")
            time.sleep(0.1)

    def __enter__(self) -> Self:
        """Stay deaf."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._socket.close()


def test_what_nobody_reads_is_judged_when_more_of_it_is_written() -> None:
    """Not only when all connections are looked after: much can be asked for until then."""
    connection = Connection(exchange=cast("Any", None), sid="1", environ={})
    sent, aborted = list[bytes](), list[bool]()
    waiting = [UNSENT_DEADLY_BYTES]
    buffer = SimpleNamespace(get_write_buffer_size=lambda: waiting[0], abort=lambda: aborted.append(True))
    transport = SimpleNamespace(send=lambda _kind, message: sent.append(message), underlying_transport=buffer)
    connection._transport = cast("Any", transport)
    connection.pause_writing()
    connection.write(Frame("2 late"))
    assert (len(sent), aborted) == (1, [])
    waiting[0] += 1
    connection.write(Frame("2 too late"))
    asyncio.run(connection.send(Packet(MESSAGE, data="2 too late")))
    assert (len(sent), aborted) == (1, [True, True])


class Line:
    """Stands for what fast sockets share: a short way that takes everything, and a lane in which others are before."""

    def __init__(self) -> None:
        """Start with somebody who takes this turn."""
        self.taken, self.gone = list[bytes](), list[str]()
        self.lane = Lane()
        self.fast_press = SimpleNamespace(take=self._take, take_other=lambda *_: False)

    def let_go(self, _sid: str, _address: str, reason: str) -> None:
        """Keep why a connection has gone."""
        self.gone.append(reason)

    def _take(self, _client: object, message: bytes) -> bool:
        self.taken.append(message)
        return True


def test_what_waits_in_line_when_its_page_leaves_is_heard() -> None:
    """A press may be behind an introduction, and both behind a crowd's things."""

    async def story() -> None:
        line = Line()
        connection = Connection(exchange=cast("Any", line), sid="1", environ={})
        connection._transport = cast("Any", SimpleNamespace(is_disconnected=False))
        connection.belong_to(cast("Any", object()))
        line.lane.call("", lambda: True)
        for message in (b"42 introduction", b"42 press"):
            connection._take(message)
        assert line.taken == []
        connection._part("gone")
        assert (line.taken, line.gone) == ([b"42 introduction", b"42 press"], ["gone"])
        while len(line.lane):  # noqa: ASYNC110  # turns of the loop are what is waited for
            await asyncio.sleep(0)
        assert line.taken == [b"42 introduction", b"42 press"]

    asyncio.run(story())
