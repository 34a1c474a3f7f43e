"""Medals: what each is for and what is missing, by tap, by focus, and by pointing at it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player

pytestmark = pytest.mark.browser

TIP = "medal-tip"


def test_a_tap_on_a_medal_says_what_it_is_for_and_what_is_missing(join: PlayerFactory) -> None:
    player = played(join(has_touch=True, viewport={"width": 390, "height": 844}))
    player.at("medal-1").tap()
    expect(player.at(TIP)).to_contain_text("Half a hundred")
    expect(player.at(TIP)).to_contain_text("38 presses to go")
    player.at("medal-0").tap()
    expect(player.at(TIP)).to_contain_text("Warmed up")
    expect(player.at(TIP)).to_contain_text("Earned")


def test_a_medal_in_focus_is_described_and_escape_takes_the_word_away(join: PlayerFactory) -> None:
    player = played(join())
    medal = player.at("medal-1")
    medal.focus()
    expect(medal).to_have_accessible_name("Half a hundred, not yet earned")
    expect(medal).to_have_accessible_description("Half a hundred 50 presses in one run 38 presses to go")
    player.page.keyboard.press("Escape")
    expect(player.at(TIP)).to_be_empty()
    player.page.keyboard.press("Tab")
    expect(player.at("medal-2")).to_be_focused()
    expect(player.at(TIP)).to_contain_text("Century")


def test_a_medal_pointed_at_has_its_word_while_the_pointer_is_there(join: PlayerFactory) -> None:
    player = played(join())
    player.at("medal-1").hover()
    expect(player.at(TIP)).to_contain_text("Half a hundred")
    player.at("score").hover()
    expect(player.at(TIP)).to_be_empty()


def test_what_is_missing_goes_down_with_each_press(join: PlayerFactory) -> None:
    player = played(join())
    player.at("medal-1").focus()
    player.page.locator("body").dispatch_event("keydown", {"key": "Enter"})
    expect(player.at(TIP)).to_contain_text("37 presses to go")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_finger_can_hit_each_medal(join: PlayerFactory, width: int) -> None:
    player = join(viewport={"width": width, "height": 800})
    for medal in player.page.locator(".medal").all():
        box = medal.bounding_box()
        assert box is not None
        assert box["width"] >= 24


def played(player: Player) -> Player:
    """Press a dozen times."""
    player.press(12)
    player.sees("score", 12)
    return player
