"""Leaving the boards from one's own page, and coming back; and what a bored stranger sends instead."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from clickgame.gateway.reflex.channels import IDENTITY, LEAVE, PROFILE
from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations
from tests.gateway.client import Client

pytestmark = pytest.mark.browser

SIZES = ((1280, 800), (390, 844), (320, 640), (844, 390))


@pytest.fixture
def ann(game: GameServer) -> Iterator[Client]:
    """Let somebody in who has pressed."""
    with Client(game.port) as client:
        client.press(3)
        yield client


def own_page(ann: Client, game: GameServer, join: PlayerFactory, **profile: object) -> Player:
    """Open ann's own page in another browser of hers."""
    player = join(**profile)
    player.context.add_cookies([{"name": "clickgame", "value": ann.token, "url": game.url}])
    player.page.goto(f"{game.url}/p/{ann.var(IDENTITY.name, 'player')}")
    return player


def test_a_player_leaves_the_boards_and_comes_back(game: GameServer, ann: Client, join: PlayerFactory) -> None:
    other, handle = join(), ann.var(IDENTITY.name, "handle")
    wait_until(lambda: handle in other.rows(), "on the other's board")
    player = own_page(ann, game, join)
    card = player.at("boards")
    expect(card).to_contain_text("Play for yourself")
    card.get_by_role("button").click()
    expect(card).to_contain_text("You have left the boards")
    wait_until(lambda: handle not in other.rows(), "off the other's board")
    player.page.reload()
    expect(card).to_contain_text("You have left the boards")
    expect(player.at("fact-total")).to_have_text("3")
    card.get_by_role("button", name="Come back to the boards").click()
    expect(card).to_contain_text("Play for yourself")
    wait_until(lambda: handle in other.rows(), "on it again")


def test_what_is_no_wish_is_refused(game: GameServer) -> None:
    event = PROFILE.event(LEAVE)
    with Client(game.port) as eve:
        for junk in ({}, {"is_off": "yes"}, {"is_off": 1}, {"is_off": None}, {"is_off": True, "player": "x"}):
            eve.call(event, **junk)
            assert eve.refusal() == "event_malformed"
        for _ in range(12):
            eve.call(event, is_off=True)
        assert eve.refusal() == "too_many_events"


@pytest.mark.parametrize("size", SIZES)
def test_the_card_fits_and_axe_finds_nothing(
    game: GameServer, ann: Client, join: PlayerFactory, size: tuple[int, int]
) -> None:
    player = own_page(ann, game, join, viewport={"width": size[0], "height": size[1]})
    player.at("boards").get_by_role("button").click()
    expect(player.at("boards")).to_contain_text("You have left the boards")
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(player) == []
