"""Who is not let in is told why, and comes in by itself once there is a place."""

from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from clickgame.gateway.limits import waiting_room
from tests.e2e.server import GameServer
from tests.gateway.client import IDENTITY, NOTICE, Client


def told(client: Client) -> str:
    """Connect as a page does, and give the code of the refusal."""
    client.knock()
    return client.refusal()


def upgrade(port: int, query: str, *headers: str) -> int:
    """Ask for a socket with *query*, and give the status of the answer."""
    try:
        with connect(
            f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket{query}",
            additional_headers=[("X-Forwarded-For", each) for each in headers],
        ) as made:
            return made.response.status_code if made.response else 0
    except InvalidStatus as refusal:
        return refusal.response.status_code


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_a_full_server_says_so_and_lets_in_who_comes_when_there_is_a_place(tmp_path: Path, kind: str) -> None:
    with GameServer(tmp_path, with_page=False, socket=kind, connections_most=2) as server:
        one, two, three = Client(server.port), Client(server.port), Client(server.port)
        with one, two:
            assert told(three) == "server_full"
            assert not three.is_closed
            one.press(3)
            three.close()
        with Client(server.port) as again:
            assert again.var(IDENTITY, "player")
            assert not again.var(NOTICE, "code")


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_an_address_has_so_many_and_another_one_comes_in(tmp_path: Path, kind: str) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket=kind, connections_each=1) as server,
        Client(server.port) as one,
    ):
        assert told(Client(server.port)) == "too_many_connections"
        assert upgrade(server.port, "&token=x", "5.6.7.8") == 101
        one.press(1)


@pytest.mark.parametrize(("kind", "status"), [("stock", 403), ("native", 503)])
def test_a_stranger_cannot_wait_in_great_numbers(tmp_path: Path, kind: str, status: int) -> None:
    with GameServer(tmp_path, with_page=False, socket=kind, connections_each=1) as server, Client(server.port):
        waiting = [Client(server.port) for _ in range(waiting_room.WAITING_EACH)]
        for each in waiting:
            each.knock()
        assert upgrade(server.port, "&token=x") == status
        for each in waiting:
            each.close()
    assert "Traceback" not in server.log_text()


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_new_players_are_so_many_and_known_ones_come_in(tmp_path: Path, kind: str) -> None:
    with GameServer(tmp_path, with_page=False, socket=kind, newcomers_per_h=1) as server:
        with Client(server.port) as known:
            known.press(2)
        late = Client(server.port)
        with pytest.raises(AssertionError, match="in vain"):
            late.open()
        assert late.refusal() == "too_many_newcomers"
        late.close()
        with Client(server.port, token=known.token) as again:
            assert again.press(3).var(IDENTITY, "player") == known.var(IDENTITY, "player")


@pytest.mark.parametrize("query", ["", "&token=", f"&token={'x' * 65}"])
def test_a_socket_without_reflexs_token_is_refused_before_anything_logs_it(server: GameServer, query: str) -> None:
    before = len(server.log_text())
    assert upgrade(server.port, query) in {400, 403}
    assert "token" not in server.log_text()[before:]


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_a_page_that_brings_one_player_too_many_is_closed_so_that_it_tries_again(tmp_path: Path, kind: str) -> None:
    with GameServer(tmp_path, with_page=False, socket=kind, newcomers_per_h=1, arrive_s=0.4) as server:
        Client(server.port).open().close()
        late = Client(server.port)
        with pytest.raises((AssertionError, ConnectionClosed)):
            late.open()
        late.settle(2.0)
        assert late.is_closed
        assert any("too_many_newcomers" in frame for frame in late.frames)


@pytest.mark.parametrize("kind", ["stock", "native"])
def test_who_does_not_say_what_the_page_wants_is_closed(tmp_path: Path, kind: str) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket=kind, arrive_s=0.4) as server,
        Client(server.port) as honest,
    ):
        reader, silent = Client(server.port).open(path="/about"), Client(server.port)
        silent.knock()
        silent.settle(2.0)
        assert silent.is_closed
        reader.settle(0.2)
        assert not reader.is_closed
        honest.press(2)
        reader.close()
