"""Games without a page, one of each kind of socket, for all the tests that talk to it."""

from collections.abc import Iterator

import pytest

from tests.e2e.server import GameServer


@pytest.fixture(scope="package", params=["stock", "native"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game with everyday rules."""
    folder = tmp_path_factory.mktemp(request.param)
    with GameServer(folder, with_page=False, standing_s=0.3, socket=request.param) as running:
        yield running
