"""The game as a WebSocket client sees it."""

import time

from clickgame.gateway.reflex.channels import LOAD
from tests.e2e.server import GameServer
from tests.gateway.client import BOARD, IDENTITY, NOTICE, PLAY, ROOT, Client


def test_a_newcomer_gets_a_player_a_handle_and_a_token(server: GameServer) -> None:
    with Client(server.port) as client:
        assert len(client.token) == 32
        assert len(client.var(IDENTITY, "player")) == 8
        assert client.var(IDENTITY, "handle")
        assert client.var(PLAY, "score") == 0


def test_presses_are_answered_once_each(server: GameServer) -> None:
    with Client(server.port) as client:
        client.press(3).press(3).press(7)
        assert (client.var(PLAY, "score"), client.var(PLAY, "acked")) == (7, 7)


def test_the_token_brings_everything_back(server: GameServer) -> None:
    with Client(server.port) as client:
        client.press(5)
    with Client(server.port, token=client.token) as again:
        assert again.var(IDENTITY, "player") == client.var(IDENTITY, "player")
        assert again.var(IDENTITY, "handle") == client.var(IDENTITY, "handle")
        assert (again.var(PLAY, "score"), again.var(PLAY, "acked"), again.var(PLAY, "best")) == (5, 0, 5)


def test_a_reconnected_page_is_credited_the_rest_and_no_more(server: GameServer) -> None:
    with Client(server.port) as client:
        client.press(5)
        client.close()
        client.open().resume(9, acked=5)
        assert (client.var(PLAY, "score"), client.var(PLAY, "acked")) == (9, 9)


def test_a_reconnect_does_not_show_old_numbers_in_between(server: GameServer) -> None:
    """What Reflex sends of its own on a reconnect leaves score and board alone."""
    with Client(server.port) as client:
        client.press(5)
        client.close()
        client.states.clear()
        client.open()
        assert PLAY not in client.states
        assert BOARD not in client.states


def test_another_tab_hears_of_the_press_and_of_the_handle(server: GameServer) -> None:
    with Client(server.port) as one, Client(server.port, token=one.token) as other:
        one.press(4)
        other.wait(lambda: other.var(PLAY, "score") == 4)
        assert other.var(PLAY, "acked") == 0
        handle = f"Fresh {time.monotonic_ns() % 10**9}"
        one.call(f"{IDENTITY}.rename", form={"handle": f" {handle} "})
        one.wait(lambda: one.var(IDENTITY, "handle") == handle)
        other.wait(lambda: other.var(IDENTITY, "handle") == handle)


def test_tabs_of_one_player_are_one_online(server: GameServer) -> None:
    with Client(server.port) as watcher:
        watcher.settle(1.0)  # until whoever played before has gone
        before = watcher.var(BOARD, "online")
        with Client(server.port) as one, Client(server.port, token=one.token) as other:
            watcher.wait(lambda: watcher.var(BOARD, "online") == before + 1)
            other.close()
            watcher.settle()
            assert watcher.var(BOARD, "online") == before + 1
        watcher.wait(lambda: watcher.var(BOARD, "online") == before)


def test_a_press_reaches_another_players_board_in_a_quarter_second(server: GameServer) -> None:
    with Client(server.port) as presser, Client(server.port) as watcher:
        watcher.settle()
        me = presser.var(IDENTITY, "player")
        started = time.monotonic()
        presser.press(11)
        watcher.wait(lambda: any(line.player == me for line in watcher.board()))
        assert time.monotonic() - started < 0.25
        assert [line.score for line in watcher.board() if line.player == me] == [11]


def test_each_tab_watches_the_board_of_its_choice(server: GameServer) -> None:
    with Client(server.port) as client:
        client.call(f"{BOARD}.watch", board="best")
        client.wait(lambda: client.var(BOARD, "shown") == "best")


def test_the_rank_arrives_by_itself(server: GameServer) -> None:
    with Client(server.port) as client:
        client.press(49)
        client.wait(lambda: client.var(PLAY, "rank") == 1)


def test_hammering_is_held_and_told(server: GameServer) -> None:
    with Client(server.port) as client:
        client.press(51)
        assert client.var(PLAY, "score") == 50
        assert 59 <= client.var(PLAY, "held_s") <= 60


def test_a_page_without_a_state_of_reflexs_keeps_its_player(server: GameServer) -> None:
    """On a fast socket Reflex knows nothing of a page until it asks for something; that still works."""
    with Client(server.port) as client:
        client.press(3)
        player = client.var(IDENTITY, "player")
        handle = f"Late {time.monotonic_ns() % 10**9}"
        client.call(f"{IDENTITY}.rename", form={"handle": handle})
        client.wait(lambda: client.var(IDENTITY, "handle") == handle)
        client.resume(3).press(4)
        assert client.var(IDENTITY, "player") == player
        assert client.var(PLAY, "score") == 4


def navigate(client: Client, path: str) -> None:
    """Go to another page, as the page's own script tells it."""
    client.states.setdefault(ROOT, {})["is_hydrated_rx_state_"] = False
    client.emit("event", {"name": LOAD, "payload": {}, "router_data": {"pathname": path, "asPath": path}})
    client.wait(lambda: client.var(ROOT, "is_hydrated"))


def test_going_to_another_page_and_back_keeps_the_player_and_the_presses(server: GameServer) -> None:
    with Client(server.port) as client:
        player = client.press(4).var(IDENTITY, "player")
        navigate(client, "/about")
        client.resume(4, acked=4)
        navigate(client, "/")
        client.press(6)
        assert (client.var(PLAY, "score"), client.var(IDENTITY, "player")) == (6, player)
        assert not client.var(NOTICE, "code")


def test_a_reader_of_another_page_has_no_player_until_the_game_is_shown(server: GameServer) -> None:
    with Client(server.port) as known:
        token, player = known.token, known.var(IDENTITY, "player")
    client = Client(server.port, token=token)
    client.open(path="/about")
    assert not client.var(IDENTITY, "player")
    client.send_press(1)
    client.settle(0.15)
    assert not client.var(PLAY, "score")
    navigate(client, "/")
    client.wait(lambda: client.var(IDENTITY, "player") == player)
    client.resume(3)
    assert client.var(PLAY, "score") == 3
    client.close()
