"""Games without a page, of each kind of socket and link, for all the tests that talk to it."""

from collections.abc import Iterator

import pytest

from tests.e2e.fleet import Fleet
from tests.e2e.server import GameServer


@pytest.fixture(scope="package", params=["stock", "native", "fleet"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game with everyday rules; a fleet is an engine and a gateway in processes of their own."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "fleet":
        with Fleet(folder, standing_s=0.3) as running:
            yield running
        return
    with GameServer(folder, with_page=False, standing_s=0.3, socket=request.param) as running:
        yield running
