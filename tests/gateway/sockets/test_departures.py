"""How soon others hear of it when a connection goes, whichever way it goes and whichever socket it was."""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.e2e.server import GameServer
from tests.gateway.client import PRESENCE, Client

RIGHT_S = 2.0
PING_S = PING_TIMEOUT_S = 1.0


@pytest.fixture(params=["stock", "native"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game on a socket of each kind."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = {"socket": request.param, "ping_s": PING_S, "ping_timeout_s": PING_TIMEOUT_S}
    with GameServer(folder, with_page=False, **settings) as running:
        yield running


def hears(client: Client, here: int, *, within_s: float = RIGHT_S) -> None:
    """Wait until *client* hears that so many are here."""
    client.wait(lambda: str(client.var(PRESENCE, "news")).startswith(f"{here},"), timeout_s=within_s)


def reset(client: Client) -> None:
    """End the connection of *client* without a word, as a killed browser's machine may."""
    assert client._socket is not None
    raw = client._socket.socket
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.shutdown(socket.SHUT_RD)  # or the client's own thread goes on reading it
    raw.close()


def test_joining_leaving_and_a_killed_connection_are_heard_of_in_two_seconds(server: GameServer) -> None:
    with ExitStack() as there:
        ann = there.enter_context(Client(server.port))
        hears(ann, 1)
        bob = there.enter_context(Client(server.port))
        hears(ann, 2)
        bob.close()
        hears(ann, 1)
        cid = there.enter_context(Client(server.port))
        hears(ann, 2)
        reset(cid)
        hears(ann, 1)


def test_a_connection_that_answers_no_ping_is_given_up_in_the_time_that_the_settings_say(server: GameServer) -> None:
    with Client(server.port) as ann, Client(server.port) as bob:
        hears(ann, 2)
        bob.is_mute = True
        hears(ann, 1, within_s=PING_S + PING_TIMEOUT_S + 0.5 + RIGHT_S)


def test_who_looks_away_and_back_without_end_is_answered_nothing_and_heard_of_once_a_second(
    server: GameServer,
) -> None:
    with Client(server.port) as ann, Client(server.port) as bob:
        hears(ann, 2)
        hears(bob, 2)
        for one in (ann, bob):
            one.settle(0.4)
            one.frames.clear()
        began = time.monotonic()
        for number in range(39):
            bob.call(f"{PRESENCE}.look", is_seen=number % 2 == 1)
        ann.wait(lambda: ann.var(PRESENCE, "news") == "2,0,wa")
        bob.settle(0.4)
        passed_s = time.monotonic() - began
        for one in (ann, bob):
            assert len([frame for frame in one.frames if PRESENCE in frame]) <= passed_s + 1
        assert [frame for frame in bob.frames if PRESENCE not in frame and frame != "2"] == []
