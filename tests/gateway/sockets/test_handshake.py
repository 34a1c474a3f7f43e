"""Who plays is read from the request for a socket, and given with its answer where no page of ours has done it."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from clickgame.gateway.credentials import LEFT, LOST, NEW, Credential, read
from clickgame.gateway.reflex.channels import HYDRATE, IDENTITY, NAMESPACE
from clickgame.gateway.sockets.handshake import brought_or_given
from clickgame.gateway.sockets.origin import Origins
from tests.e2e.server import GameServer
from tests.gateway.client import Client

FRIEND = "https://friend.example"


@pytest.fixture(scope="module", params=["native", "stock"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game with either socket, and a friend's page."""
    folder = tmp_path_factory.mktemp(request.param)
    with GameServer(folder, with_page=False, socket=request.param, origins=FRIEND) as server:
        yield server


def visit(server: GameServer, origin: str, cookie: str = "") -> ClientConnection:
    """Open a socket as a browser on a page of *origin* does."""
    url = f"ws://127.0.0.1:{server.port}{NAMESPACE}/?EIO=4&transport=websocket&token=tab"
    headers = {"Origin": origin, **({"Cookie": cookie} if cookie else {})}
    return connect(url, additional_headers=headers, compression=None)


def given(socket: ClientConnection) -> str:
    """Give the `Set-Cookie` header of the handshake's answer."""
    assert socket.response is not None
    return socket.response.headers.get("Set-Cookie", "")


def own(server: GameServer) -> str:
    """Give the origin of the server's own pages."""
    return f"http://127.0.0.1:{server.port}"


def told(socket: ClientConnection, path: str = "/") -> dict[str, object]:
    """Load the page at *path*, and give what it is told of its player."""
    event = {"name": HYDRATE, "payload": {}, "router_data": {"pathname": path, "asPath": path}}
    socket.send(f"40{NAMESPACE},{json.dumps({'event': event})}")
    while True:
        text = str(socket.recv(timeout=10))
        if f'"{IDENTITY.name}":{{"player' in text:
            return json.loads(text.partition(",")[2])[1]["delta"][IDENTITY.name]
        if text.startswith("42") and IDENTITY.name in text:
            values = json.loads(text.partition(",")[2])[1].get("delta", {}).get(IDENTITY.name, {})
            if values.get("player_rx_state_"):
                return values


@pytest.mark.parametrize("origin", [FRIEND, ""])
def test_a_page_from_elsewhere_gets_one_with_the_handshake_and_keeps_its_player_by_it(
    either: GameServer, origin: str
) -> None:
    """A server without the page sends none, whichever host a page is on."""
    with visit(either, origin or own(either)) as socket:
        cookie, _, about = given(socket).partition(";")
        assert cookie.startswith("__Host-clickgame=" if origin == FRIEND else "clickgame=")
        assert about == " Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax" + "; Secure" * (origin == FRIEND)
        first = told(socket)
    with visit(either, origin or own(either), cookie) as socket:
        assert given(socket) == ""
        again = told(socket)
    assert first["player_rx_state_"] == again["player_rx_state_"]
    assert not first.get("said_rx_state_")
    assert first["said_again_rx_state_"]
    assert not again.get("said_again_rx_state_")


def test_a_player_of_a_secure_page_from_elsewhere_is_moved_to_the_strict_name(either: GameServer) -> None:
    with Client(either.port) as known:
        token, player = known.token, known.var(IDENTITY.name, "player")
    with visit(either, FRIEND, f"clickgame={token}") as socket:
        assert socket.response is not None
        kept, over = socket.response.headers.get_all("Set-Cookie")
        assert (kept.partition(";")[0], over.partition(";")[0]) == (f"__Host-clickgame={token}", "clickgame=")
        assert told(socket)["player_rx_state_"] == player


def test_a_planted_cookie_makes_nobody_anybody_who_has_the_strict_one(either: GameServer) -> None:
    with Client(either.port) as known, Client(either.port) as villain:
        token, player, planted = known.token, known.var(IDENTITY.name, "player"), villain.token
    with visit(either, FRIEND, f"clickgame={planted}; __Host-clickgame={token}") as socket:
        assert told(socket)["player_rx_state_"] == player
    with visit(either, FRIEND, f"clickgame={planted}; __Host-clickgame=left") as socket:
        assert told(socket)["player_rx_state_"] != villain.var(IDENTITY.name, "player")


def test_a_foreign_page_gets_neither_socket_nor_cookie(either: GameServer) -> None:
    with pytest.raises(InvalidStatus) as refused, visit(either, "https://evil.example"):
        pass
    assert "Set-Cookie" not in refused.value.response.headers


def test_of_many_cookies_of_the_name_the_first_with_its_form_is_taken(either: GameServer) -> None:
    with Client(either.port) as known:
        token, player = known.token, known.var(IDENTITY.name, "player")
    with visit(either, own(either), f"clickgame=x; clickgame={token}; clickgame={'0' * 32}") as socket:
        assert told(socket)["player_rx_state_"] == player


def test_a_token_in_an_event_is_refused_and_makes_nobody_anybody(either: GameServer) -> None:
    with Client(either.port) as victim:
        token, player = victim.token, victim.var(IDENTITY.name, "player")
    with Client(either.port) as thief:
        thief.call(HYDRATE, vars={f"{IDENTITY.name}.token_rx_state_": token})
        assert thief.refusal() == "event_malformed"
        assert thief.var(IDENTITY.name, "player") != player


def test_a_page_of_an_older_build_is_told_to_load_itself_anew_though_its_event_is_refused(either: GameServer) -> None:
    event = {"name": HYDRATE, "payload": {"vars": {f"{IDENTITY.name}.token_rx_state_": "0" * 32}}}
    with visit(either, own(either)) as socket:
        socket.send(f"40{NAMESPACE},{json.dumps({'event': event, 'state_schema': 'old'})}")
        seen = ""
        while "state_mismatch" not in seen:
            seen = str(socket.recv(timeout=10))


def test_a_page_of_ours_has_its_cookie_from_its_document_and_no_other_way() -> None:
    headers = {"origin": "http://game.example", "host": "game.example"}
    assert brought_or_given("", headers, Origins()) == (None, [])
    assert brought_or_given("clickgame=junk", headers, Origins()) == (None, [])
    secure = {**headers, "origin": "https://game.example"}
    plain = f"clickgame={'a' * 32}"
    assert brought_or_given(plain, secure, Origins()) == (Credential("a" * 32), []), "the next document moves it"


@pytest.mark.parametrize(("cookies", "mark"), [("", NEW), ("clickgame=junk", LOST), ("clickgame=left", LEFT)])
def test_what_is_given_is_kept_and_says_whether_something_was_lost(cookies: str, mark: str) -> None:
    credential, (cookie,) = brought_or_given(cookies, {}, Origins())
    assert credential is not None
    assert (credential.is_kept, credential.is_made, credential.mark) == (True, True, mark)
    assert read(cookie.partition(";")[0]) == Credential(credential.token, mark)


@pytest.mark.parametrize("size", [9_000, 100_000])
def test_a_huge_cookie_is_refused_or_nobody_and_the_server_goes_on(either: GameServer, size: int) -> None:
    for path in ("/health", f"{NAMESPACE}/?EIO=4&transport=websocket&token=x"):
        connection = HTTPConnection("127.0.0.1", either.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Cookie": f"clickgame={'x' * size}", "Connection": "close"})
            assert connection.getresponse().status in (200, 400, 404, 426, 431)
        except OSError:
            pass  # it hung up
        finally:
            connection.close()
    assert either.is_well()
    assert "xxxx" not in either.log_text()


def test_no_token_gets_into_the_log(either: GameServer) -> None:
    with Client(either.port) as client:
        client.press(1)
        token = client.token
    with Client(either.port, token=token) as again:
        assert again.token == token
    assert read(f"clickgame={token}") is not None
    assert token not in either.log_text()
