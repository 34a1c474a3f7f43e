"""Real gateways that are told to stop one after another, with pages that have to come back: nobody loses a press."""

import signal
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.fleet import Fleet
from tests.e2e.player import wait_until
from tests.gateway.client import PLAY, Client

DRAIN_S = 3.0
PAGES = 12


@pytest.fixture(params=["auto", "stock"])
def fleet(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Fleet]:
    """Run two gateways, each at a port of its own, by either kind of socket."""
    with Fleet(tmp_path, gateways=2, is_apart=True, drain_s=DRAIN_S, socket=request.param) as running:
        yield running


def ready(port: int) -> int:
    """Give the status with which a gateway says on its own port for that whether it is ready."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/ready")
    status = connection.getresponse().status
    connection.close()
    return status


def until_closed(client: Client, ends: dict[int, float], number: int) -> None:
    """Note when *client* is hung up on."""
    try:
        client.wait(lambda: False, timeout_s=30.0)
    except ConnectionClosed:
        ends[number] = time.monotonic()


def test_a_gateway_that_stops_is_not_ready_takes_nobody_in_and_lets_its_pages_go_in_turn(fleet: Fleet) -> None:
    here, there = fleet.ports
    leaving = fleet.gateways[0]
    pages = [Client(here).__enter__() for _ in range(PAGES)]
    for number, page in enumerate(pages):
        page.press(number + 1)
    ends: dict[int, float] = {}
    waiting = [threading.Thread(target=until_closed, args=(page, ends, no)) for no, page in enumerate(pages)]
    for each in waiting:
        each.start()
    began = time.monotonic()
    leaving.send(signal.SIGTERM)
    wait_until(lambda: ready(leaving.health_port) == 503, "it says that it is not ready")
    with pytest.raises(ConnectionRefusedError):
        Client(here).open()
    for each in waiting:
        each.join()
    assert leaving.wait_for_end() == 0
    assert len(ends) == PAGES
    assert max(ends.values()) - min(ends.values()) > DRAIN_S / 2, "they leave in turn"
    assert max(ends.values()) - began > DRAIN_S / 2
    for number, page in enumerate(pages):
        with Client(there, token=page.token) as back:
            assert back.var(PLAY, "score") == number + 1
        page.close()
