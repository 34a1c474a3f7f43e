"""One game without a page for all the tests that talk to its socket."""

from collections.abc import Iterator

import pytest

from tests.e2e.server import GameServer


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """A game with everyday rules."""
    with GameServer(tmp_path_factory.mktemp("live"), with_page=False, standing_s=0.3) as running:
        yield running
