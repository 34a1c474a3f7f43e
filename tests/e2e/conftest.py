"""Servers, browsers and players for the end-to-end tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import chromium
from tests.e2e.player import Player
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer

ServerFactory = Callable[..., GameServer]
PlayerFactory = Callable[..., Player]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each player has a profile of its own in it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        yield running
        running.close()


@pytest.fixture(scope="session")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """One game with the settings that players have, shared by the tests that don't disturb it."""
    with GameServer(tmp_path_factory.mktemp("game")) as server:
        yield server


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[ServerFactory]:
    """Start games with settings of one's own; all of them end with the test."""
    with ExitStack() as running:

        def start(**settings: Any) -> GameServer:
            return running.enter_context(GameServer(tmp_path, **settings))

        yield start


@pytest.fixture
def relay(game: GameServer) -> Iterator[Relay]:
    """Lay a way to the shared game that can be cut."""
    with Relay(game.port) as way:
        yield way


@pytest.fixture
def join(browser: Browser, request: pytest.FixtureRequest) -> Iterator[PlayerFactory]:
    """Let players in: each call is a new browser profile. Afterwards none of them may have logged an error."""
    with ExitStack() as open_contexts:
        complaints: list[str] = []

        def enter(url: str = "", **profile: Any) -> Player:
            context = browser.new_context(**profile)
            open_contexts.callback(context.close)
            return Player(context, url or request.getfixturevalue("game").url, complaints)

        yield enter
    assert complaints == []
