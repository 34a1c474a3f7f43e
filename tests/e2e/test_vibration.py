"""A short vibration with each press, where there is one, for who wants it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}}
LISTEN = "() => { window.felt = 0; navigator.vibrate = () => window.felt++ }"


def test_it_is_off_until_it_is_switched_on_and_is_remembered(join: PlayerFactory) -> None:
    player = join(**PHONE)
    player.page.evaluate(LISTEN)
    assert felt(player, presses=2) == 0
    player.at("vibration").click()
    assert felt(player, presses=2) == 2
    player.reload()
    expect(player.at("vibration")).to_have_attribute("aria-pressed", "true")
    player.page.evaluate(LISTEN)
    assert felt(player, presses=1) == 1
    player.at("vibration").click()
    assert felt(player, presses=1) == 1


def test_with_less_motion_nothing_vibrates(join: PlayerFactory) -> None:
    player = join(**PHONE)
    player.at("vibration").click()
    player.page.evaluate(LISTEN)
    player.page.emulate_media(reduced_motion="reduce")
    assert felt(player, presses=2) == 0
    player.reload()
    player.rest()
    expect(player.at("vibration")).to_have_count(0)


def test_where_nothing_can_be_felt_there_is_no_switch(join: PlayerFactory) -> None:
    player = join()
    player.rest()
    expect(player.at("vibration")).to_have_count(0)


def felt(player: Player, *, presses: int) -> int:
    """Press, and count the vibrations so far."""
    player.press(presses)
    player.rest()
    return player.page.evaluate("window.felt")
