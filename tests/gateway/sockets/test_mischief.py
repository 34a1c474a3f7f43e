"""What a bored teenager with a WebSocket client would try: a code comes back, nothing changes, nothing breaks."""

import json
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.server import GameServer
from tests.gateway.client import BOARD, FOLLOWED, IDENTITY, NAMESPACE, NOTICE, PLAY, PROFILE, ROOT, Client


@pytest.fixture
def client(server: GameServer) -> Iterator[Client]:
    """Connect a player with five presses, and look afterwards whether all is as it was."""
    with Client(server.port) as playing:
        playing.press(5)
        handle = playing.var(IDENTITY, "handle")
        yield playing
    with Client(server.port, token=playing.token) as again:
        assert again.var(PLAY, "score") == 5
        assert again.var(IDENTITY, "handle") == handle
    assert "Traceback" not in server.log_text()


@pytest.mark.parametrize(
    ("presses", "code"),
    [
        (-1, "count_invalid"),
        (5.5, "count_invalid"),
        ("6", "count_invalid"),
        (None, "count_invalid"),
        ([6], "count_invalid"),
        (True, "count_invalid"),
        (10**12, "count_too_large"),
        (4, "count_decreased"),
    ],
)
def test_a_bad_count_is_refused(client: Client, presses: object, code: str) -> None:
    client.call(f"{PLAY}.press", presses=presses, page=client.page)
    assert client.refusal() == code


def test_numbers_that_json_has_no_name_for_are_refused(client: Client) -> None:
    for number in ("NaN", "Infinity", "1e999"):
        client.send(
            f'42{NAMESPACE},["event",{{"name":"{PLAY}.press","payload":{{"presses":{number},"page":"{client.page}"}}}}]'
        )
        assert client.refusal() == "count_invalid"


@pytest.mark.parametrize("page", ["", "somebody else's", "x" * 500, "a\nb"])
def test_a_page_that_was_not_introduced_cannot_press(client: Client, page: str) -> None:
    client.call(f"{PLAY}.press", presses=6, page=page)
    assert client.refusal() == "unknown_page"


@pytest.mark.parametrize(
    ("board", "players", "code"),
    [
        ("moon", "", "unknown_board"),
        ("live", ",".join(map(str, range(101))), "too_many_players"),
        ("live", "x" * 5_000, "event_malformed"),
        ("live", 7, "event_malformed"),
        ("live", ["ann"], "event_malformed"),
        (None, "", "event_malformed"),
    ],
)
def test_what_cannot_be_followed_is_refused(client: Client, board: object, players: object, code: str) -> None:
    client.call(f"{FOLLOWED}.watch", board=board, players=players)
    assert client.refusal() == code


@pytest.mark.parametrize(
    ("player", "code"),
    [("nobody", "unknown_player"), ("", "unknown_player"), ("../" * 99, "unknown_player"), (7, "event_malformed")],
)
def test_a_profile_of_nobody_is_refused(client: Client, player: object, code: str) -> None:
    client.call(f"{PROFILE}.show", player=player)
    assert client.refusal() == code


@pytest.mark.parametrize("token", ["0" * 32, "x", "' or 1=1 --", "../../etc/passwd", "é" * 40])
def test_a_forged_token_is_told_and_starts_afresh(server: GameServer, token: str) -> None:
    with Client(server.port, token=token) as stranger:
        assert stranger.refusal() == "unknown_player"
        assert stranger.token not in {token, ""}
        assert stranger.var(PLAY, "score") == 0


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        f"{ROOT}.nothing",
        f"{PLAY}.nothing",
        f"{PLAY}._show",
        f"{PLAY}.setvar",
        f"{ROOT}.setvar",
        f"{ROOT}.hydrate",
        f"{ROOT}.set_is_hydrated",
        f"{IDENTITY}.arrive",
        f"{IDENTITY}.setvar",
        "__class__",
        "",
    ],
)
def test_events_that_a_page_does_not_send_are_refused(client: Client, name: str) -> None:
    client.call(name, var_name="score", value=10**6, vars={}, presses=6, page=client.page)
    assert client.refusal() == "unknown_event"


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        "text",
        [],
        {},
        {"name": None},
        {"name": ["x"]},
        {"name": f"{PLAY}.press"},
        {"name": f"{PLAY}.press", "payload": []},
        {"name": f"{PLAY}.press", "payload": {"presses": 6}},
        {"name": f"{PLAY}.press", "payload": {"presses": 6, "page": 7}},
        {"name": f"{PLAY}.press", "payload": {"presses": 6, "page": "x", "self": 1}},
        {"name": f"{PLAY}.resume", "payload": {"presses": 6, "page": "x", "acked": 0, "age_s": 1, "board": ["live"]}},
        {"name": f"{IDENTITY}.rename", "payload": {"form": "Fox"}},
        {"name": f"{BOARD}.watch", "payload": {"board": {}}},
        {"name": f"{ROOT}.hydrate_and_load", "payload": {"vars": {f"{PLAY}.score_rx_state_": "9"}}},
        {"name": f"{ROOT}.hydrate_and_load", "payload": {"vars": {"no.such_state": "9"}}},
        {"name": f"{ROOT}.hydrate_and_load", "payload": {"vars": {f"{IDENTITY}.token_rx_state_": ["x"]}}},
        {"name": f"{NOTICE}.dismiss", "payload": {}, "router_data": {"pathname": 7}},
        {"name": f"{NOTICE}.dismiss", "payload": {}, "router_data": {"query": [1]}},
        {"name": f"{NOTICE}.dismiss", "payload": {}, "router_data": {"headers": {}}},
    ],
)
def test_events_with_the_wrong_form_are_refused(client: Client, data: object) -> None:
    client.emit("event", data)
    assert client.refusal() in {"event_malformed", "unknown_event"}


@pytest.mark.parametrize("event", ["connect", "link_token_to_sid", "emit_update", "message", "__init__", "", "gate"])
def test_socket_events_that_pages_do_not_send_are_refused(client: Client, event: str) -> None:
    client.emit(event, {"asgi.scope": {}}, {})
    assert client.refusal() == "unknown_event"


def test_big_and_deep_data_is_refused(client: Client) -> None:
    client.emit("event", {"name": "x" * 50_000})
    assert client.refusal() == "event_malformed"
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    client.emit("event", deep)
    assert client.refusal() == "event_malformed"
    client.emit("event", {}, {}, {})
    assert client.refusal() == "event_malformed"


def test_a_board_that_does_not_exist_is_refused(client: Client) -> None:
    client.call(f"{BOARD}.watch", board="worst")
    assert client.refusal() == "unknown_board"


def test_a_press_before_the_introduction_is_passed_over(server: GameServer) -> None:
    """It brings nothing that the introduction does not, and an honest page may be that quick."""
    client = Client(server.port)
    client.open()
    try:
        client.call(f"{PLAY}.press", presses=1, page=client.page)
        client.resume(1).press(2)
        assert not client.var(NOTICE, "code")
        assert client.var(PLAY, "score") == 2
    finally:
        client.close()


def test_whoever_has_no_player_can_ask_for_nothing(server: GameServer) -> None:
    """A connection that has not hydrated has no client."""
    client = Client(server.port)
    client.knock()
    try:
        client.call(f"{PLAY}.press", presses=1, page="page")
        client.call(f"{IDENTITY}.rename", form={"handle": "Nobody"})
        assert client.refusal() == "unknown_player"
    finally:
        client.close()


def test_one_players_socket_cannot_play_for_another(client: Client, server: GameServer) -> None:
    with Client(server.port) as thief:
        thief.call(f"{PLAY}.press", presses=9, page=client.page)
        assert thief.refusal() == "unknown_page"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "9",
        "x",
        "4",
        "49",
        "4x",
        "42",
        "42/_event,",
        "42/_event,{",
        "42/_event,[",
        "42/_event,[]",
        "42/_event,{}",
        '42/_event,"text"',
        "42/_event,[7]",
        "42/elsewhere,[]",
        "40/elsewhere,",
        "43/_event,7[]",
        "45/_event,1-[]",
        "451-/_event,[]",
        "44/_event,{}",
        "4" + "2" * 5000,
        "42/_event," + "[" * 5000,
        b"\x00\x01binary",
        b"",
    ],
)
def test_a_message_that_is_no_message_ends_at_most_its_own_connection(server: GameServer, message: str | bytes) -> None:
    with Client(server.port) as client:
        client.press(1)
        client.send(message)
        client.settle(0.1)
        try:
            client.press(2)
        except (ConnectionClosed, AssertionError):
            assert client.is_closed
    with Client(server.port, token=client.token) as again:
        assert again.var(PLAY, "score") in {1, 2}
    assert "Traceback" not in server.log_text()


def test_an_oversized_message_ends_the_connection(server: GameServer) -> None:
    with Client(server.port) as client:
        client.send("42" + "x" * 2_000_000)
        client.settle()
        assert client.is_closed
    assert "Traceback" not in server.log_text()


def test_a_page_reporting_errors_cannot_forge_the_log(client: Client, server: GameServer) -> None:
    client.emit("client_error", {"message": "x\nERROR forged\n" * 10, "error_type": "oops"})
    client.call(
        f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
        info="[red]boom[/nonsense]\nERROR forged",
        component_stack="",
    )
    client.press(5)
    assert "\nERROR forged" not in server.log_text()


def test_a_bad_hydrate_in_the_connect_packet_is_refused(server: GameServer) -> None:
    for auth in ({"event": {"name": f"{ROOT}.setvar"}}, {"event": 7}, {"event": {"name": "x"}, "state_schema": {}}, []):
        client = Client(server.port)
        client.open()
        client.send(f"41{NAMESPACE},")
        client.send(f"40{NAMESPACE},{json.dumps(auth)}")
        client.settle(0.1)
        client.close()
    assert "Traceback" not in server.log_text()
