"""The process takes as many descriptors as it may have, and players do not get all of them."""

import itertools
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from clickgame.launch.descriptors import KEPT, LEAST, OWN, is_scarce, limit, room_for_connections
from tests.e2e.player import wait_until
from tests.e2e.server import GameServer
from tests.gateway.client import Client

ASK = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from clickgame.launch.descriptors import raise_limit, room_for_connections
print(raise_limit(), resource.getrlimit(resource.RLIMIT_NOFILE)[0], room_for_connections())
"""


def ask(soft: int, hard: int) -> list[int]:
    """Tell what a process with these limits makes of them."""
    text = subprocess.check_output([sys.executable, "-c", ASK.format(soft=soft, hard=hard)], text=True)
    return [int(word) for word in text.split()]


def test_the_soft_limit_is_raised_to_the_hard_one_and_some_are_kept() -> None:
    assert ask(256, 2_048) == [2_048, 2_048, 2_048 - KEPT]


def test_where_there_is_no_room_a_few_may_play() -> None:
    assert ask(256, 300) == [300, 300, LEAST]


def test_there_is_room_here() -> None:
    assert LEAST <= room_for_connections() < limit()


def test_the_last_ones_are_the_games_own() -> None:
    assert [is_scarce(limit() - OWN + more) for more in (-1, 0, 1)] == [False, True, True]


@pytest.fixture
def many() -> Iterator[int]:
    """Let this process open more than a server that has few; give how many that has."""
    has = KEPT + 32
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4 * has)), hard))
    yield has
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_strangers_who_say_nothing_take_none_from_the_journal(tmp_path: Path, many: int) -> None:
    """More of them than the server may have descriptors: who plays goes on, and the next segment is begun."""

    def newest() -> str:
        return max(path.name for path in server.data.glob("snapshot-*"))

    with (
        GameServer(tmp_path, with_page=False, descriptors=many, request_s=3_600, save_s=0.3) as server,
        Client(server.port) as client,
        ExitStack() as strangers,
    ):
        client.resume().press(1)
        wait_until(lambda: any(server.data.glob("snapshot-*")), "a snapshot is written")
        for _ in range(many + 200):
            strangers.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        before, presses = newest(), itertools.count(2)

        def is_saved() -> bool:
            client.press(next(presses))
            return newest() > before

        wait_until(is_saved, "what was pressed meanwhile is in a snapshot")
        strangers.close()
        assert server.is_well()
