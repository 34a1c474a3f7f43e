"""A gateway that stops lets its sockets go one after another, and all else at once."""

import asyncio
import itertools
import signal
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn

from clickgame.launch.drain import drain
from clickgame.launch.server import Server
from tests import virtual_time


class Open:
    """A connection that is gone once it is told to."""

    def __init__(self, connections: set["Open"]) -> None:
        """Be one of *connections*."""
        self.gone_at = -1.0
        self._connections = connections
        connections.add(self)

    def shutdown(self) -> None:
        """Go, once."""
        assert self.gone_at < 0
        self.gone_at = now()
        self._connections.remove(self)


class Request(Open):
    """One that is not a socket."""


def now() -> float:
    """Tell the time (s)."""
    return asyncio.get_running_loop().time()


async def drained(connections: set[Any], *, is_enough: Callable[[], bool] = lambda: False) -> float:
    """Drain within 4 s, and tell how long it took."""
    began = now()
    await drain(connections, brief=Request, within_s=4.0, is_enough=is_enough)
    return now() - began


def test_sockets_leave_spread_over_the_time_and_in_no_order() -> None:
    async def story() -> None:
        connections: set[Any] = set()
        sockets = [Open(connections) for _ in range(400)]
        requests = [Request(connections) for _ in range(5)]
        began = now()
        assert 3.9 < await drained(connections) < 4.2
        assert not connections
        assert {request.gone_at for request in requests} == {began}
        left = [socket.gone_at - began for socket in sockets]
        assert left != sorted(left)
        for second in range(4):
            assert 90 <= sum(second < at <= second + 1 for at in left) <= 110

    virtual_time.play(story())


def test_it_is_over_as_soon_as_nobody_is_there() -> None:
    async def story() -> None:
        connections: set[Any] = set()
        assert await drained(connections) == 0.0
        sockets = [Open(connections) for _ in range(3)]
        asyncio.get_running_loop().call_later(0.1, lambda: [each.shutdown() for each in [*connections]])
        assert await drained(connections) < 0.2
        assert all(each.gone_at >= 0 for each in sockets)

    virtual_time.play(story())


def test_it_is_over_when_there_is_no_more_time() -> None:
    async def story() -> None:
        connections: set[Any] = set()
        for _ in range(100):
            Open(connections)
        asked = itertools.count()
        assert await drained(connections, is_enough=lambda: next(asked) > 20) < 1.0
        assert connections

    virtual_time.play(story())


@pytest.mark.parametrize(
    ("signals", "drain_s", "has_time"),
    [
        ([signal.SIGTERM], 5.0, True),
        ([signal.SIGTERM], 0.0, False),
        ([signal.SIGINT], 5.0, False),
        ([signal.SIGTERM, signal.SIGTERM], 5.0, False),
        ([signal.SIGTERM, signal.SIGINT], 5.0, False),
        ([signal.SIGINT, signal.SIGTERM], 5.0, False),
    ],
)
def test_only_a_lone_sigterm_takes_its_time(signals: list[signal.Signals], drain_s: float, *, has_time: bool) -> None:
    """A second signal ends the waiting, and no more: what is left ends as it should."""
    server = Server(uvicorn.Config(lambda: None), before_stop=lambda: None, drain_s=drain_s)
    for number in signals:
        server.handle_exit(number, None)
    assert (server.should_exit, server._has_time, server.force_exit) == (True, has_time, False)
