"""What axe finds where a page is in a state that no other test brings it to, in both colours.

What a test of the state itself has open, axe looks at there."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player
from tests.e2e.server import GameServer
from tests.e2e.test_looks import PHONE, in_both_colours, violations

pytestmark = pytest.mark.browser

PATHS = ("/arenas", "/achievements", "/champions", "/feed", "/api", "/learn", "/nowhere", "/p/nobody", "/ops")
LEAST = 75  # presses that a run must have, to come to the board of what it was made with


@pytest.fixture
def phone(join: PlayerFactory, game: GameServer) -> Player:
    """Let somebody with a phone into the shared game."""
    return join(game.url, viewport=PHONE, reduced_motion="reduce")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_round_the_game_has_no_fault(phone: Player, path: str, scheme: Literal["light", "dark"]) -> None:
    phone.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    phone.page.goto(phone.url + path)
    expect(phone.page.locator("h1")).to_be_visible()
    assert violations(phone) == []


def test_a_recap_that_is_told_and_shared_has_no_fault(serve: ServerFactory, join: PlayerFactory) -> None:
    """With the place of the day, the curve, a medal, and the word that its text is on the clipboard."""
    player = join(serve(run_s=2, sweep_s=0.2).url, viewport=PHONE, reduced_motion="reduce")
    player.context.grant_permissions(["clipboard-read", "clipboard-write"])
    player.press(12)
    expect(player.at("day-place")).to_be_visible()
    player.page.evaluate("delete Navigator.prototype.share")
    player.at("share").click()
    expect(player.at("share")).to_have_text("Copied")
    assert in_both_colours(player) == []


def test_the_board_of_a_kind_of_input_has_no_fault(serve: ServerFactory, join: PlayerFactory) -> None:
    """Empty, and with a run on it."""
    player = join(serve(run_s=3, sweep_s=0.2).url, viewport=PHONE, reduced_motion="reduce")
    player.press_calmly(LEAST)
    expect(player.at("run-over")).to_be_visible()
    player.open_board()
    player.at("tab-best").click()
    player.at("made-best-switch").click()
    expect(player.at("made-best-switch")).to_have_attribute("aria-pressed", "true")
    expect(player.row(player.handle)).to_be_hidden()
    assert in_both_colours(player) == []
    player.at("made-best-mouse").click()
    expect(player.row(player.handle)).to_be_visible()
    assert in_both_colours(player) == []


def test_a_report_has_no_fault(phone: Player, join: PlayerFactory, game: GameServer) -> None:
    """While its reasons are open, and when it is answered."""
    other = join(game.url)
    other.press(12)
    other.is_credited(12)
    own = other.page.locator("a[href^='/p/']").first.get_attribute("href")
    phone.page.goto(f"{phone.url}{own}")
    phone.page.locator("#report summary").click()
    phone.page.locator("#report input[type=radio]").first.check()
    assert in_both_colours(phone) == []
    phone.page.get_by_role("button", name="Report", exact=True).click()
    expect(phone.page.locator("#report [role=status]")).to_contain_text("Thank you")
    assert in_both_colours(phone) == []


def test_an_arena_of_ones_own_has_no_fault(phone: Player) -> None:
    """When its title is refused, on its card, and played in."""
    phone.page.goto(f"{phone.url}/arenas")
    for title in ("<b>", "Lunch"):
        phone.page.locator("[name=title]").fill(title)
        phone.page.get_by_role("button", name="Open it").click()
        expect(phone.at("notice") if title == "<b>" else phone.page.locator("#mine a")).to_be_visible()
        assert in_both_colours(phone) == []
    phone.page.locator("#mine a").click()
    expect(phone.at("place")).to_have_text("Lunch")
    phone.press(3)
    assert in_both_colours(phone) == []
