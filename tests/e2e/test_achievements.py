"""Achievements that the server judges: told when they are reached, and listed for good."""

import pytest
from playwright.sync_api import expect

from clickgame.core.achievements import ACHIEVEMENTS
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import play_days, token_of
from tests.e2e.player import Player
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def kiwi(serve: ServerFactory, join: PlayerFactory) -> Player:
    """Somebody who has pressed on the last two days, and won both."""
    game = serve()
    game.stop()
    play_days(game.data, 2)
    game.start()
    player = join(game.url)
    player.context.add_cookies([{"name": "clickgame", "value": token_of("Kiwi"), "url": game.url}])
    player.page.goto(game.url)
    expect(player.handle_input).to_have_value("Kiwi")
    return player


def test_what_is_reached_is_told_once(kiwi: Player) -> None:
    """The third day in a row is reached by one press; a reload has nothing to tell."""
    expect(kiwi.at("reached")).to_have_count(0)
    kiwi.press()
    expect(kiwi.at("reached")).to_contain_text("3 days in a row", timeout=10_000)
    kiwi.reload()
    kiwi.page.wait_for_timeout(500)
    expect(kiwi.at("reached")).to_have_count(0)


def test_all_there_is_to_reach_is_listed(kiwi: Player) -> None:
    """The crown of a day that was won, and what is still missing."""
    kiwi.page.goto(f"{kiwi.url}/achievements")
    cards = kiwi.page.locator(".card")
    expect(cards).to_have_count(len(ACHIEVEMENTS))
    for text, is_reached in (("Champion of a day", "true"), ("365 days in a row", "false")):
        expect(cards.filter(has_text=text)).to_have_attribute("data-reached", is_reached)
    reached = kiwi.page.locator("[data-reached=true]")
    expect(kiwi.page.locator("#reached-count")).to_have_text(str(reached.count()))
    assert violations(kiwi) == []


def test_what_is_not_reached_says_how_far_one_has_come(kiwi: Player) -> None:
    """Twenty presses in the best run, eighteen and twenty in all; an odd hour has no way to it."""
    kiwi.page.goto(f"{kiwi.url}/achievements")
    cards = kiwi.page.locator(".card")
    fifty = cards.filter(has_text="50 presses in one run").first
    expect(fifty).to_contain_text("20 of 50")
    expect(fifty.locator("progress")).to_have_js_property("value", 20)
    expect(cards.filter(has_text="1,000 presses in all")).to_contain_text("40 of 1,000")
    expect(cards.filter(has_text="Back after 30 days away")).to_contain_text("Not yet")
    kiwi.page.get_by_role("link", name="Your page").click()
    expect(kiwi.at("settings")).to_be_visible()
