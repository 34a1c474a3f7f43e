"""Reflex's own addresses are addresses of nothing."""

from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from reflex_base.constants import Endpoint

from tests.e2e.server import GameServer


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game whose environment asks Reflex for more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFLEX_ADD_ALL_ROUTES_ENDPOINT", "true")
        patch.setenv("CODESPACES", "true")
        with GameServer(tmp_path_factory.mktemp("endpoints"), with_page=False) as server:
            yield server


@pytest.mark.parametrize("endpoint", [endpoint for endpoint in Endpoint if endpoint is not Endpoint.EVENT])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_nothing_is_at_reflexs_own_addresses(game: GameServer, endpoint: Endpoint, method: str) -> None:
    for path in (str(endpoint), f"{endpoint}/x"):
        connection = HTTPConnection("127.0.0.1", game.port, timeout=10)
        connection.request(method, path)
        assert connection.getresponse().status == 404
        connection.close()


def test_the_game_says_how_it_is(game: GameServer) -> None:
    connection = HTTPConnection("127.0.0.1", game.port, timeout=10)
    connection.request("GET", "/health")
    assert connection.getresponse().status == 200
    connection.close()
