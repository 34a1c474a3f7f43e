"""Other sites: nothing is said to them but by the API, which any of them may read."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage

import pytest

from tests.e2e.server import GameServer

OTHER = "https://other.example"


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game without a page."""
    with GameServer(tmp_path_factory.mktemp("cors"), with_page=False) as server:
        yield server


def ask(game: GameServer, path: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage]:
    """Ask as a page of another site; gives the status and the headers."""
    connection = HTTPConnection("127.0.0.1", game.port, timeout=5)
    connection.request(method, path, headers={"Origin": OTHER, **headers})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers


@pytest.mark.parametrize("path", ["/health", "/_event/?EIO=4&transport=polling", "/nowhere"])
def test_other_sites_may_read_nothing_beside_the_api(game: GameServer, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        _, headers = ask(game, path, method, **{"Access-Control-Request-Method": "POST"})
        assert [name for name in headers if name.lower().startswith("access-control-")] == []


def test_the_api_answers_preflights_itself(game: GameServer) -> None:
    wanted = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    status, headers = ask(game, "/api/v1/arenas", "OPTIONS", **wanted)
    assert status == 204
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "POST" not in headers["access-control-allow-methods"]
