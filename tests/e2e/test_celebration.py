"""Achievements: celebrated when one's own presses reach them, and only then."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory

pytestmark = pytest.mark.browser


def test_reaching_an_achievement_is_celebrated_and_gives_a_medal(join: PlayerFactory) -> None:
    player = join()
    player.press(9)
    player.sees("best", 9)
    expect(player.at("cheer")).to_be_hidden()
    player.press()
    expect(player.at("cheer")).to_contain_text("Warmed up")
    assert player.page.locator(".medal[data-earned=true]").count() == 1


def test_what_was_reached_before_a_reload_is_not_celebrated_again(join: PlayerFactory) -> None:
    player = join()
    player.press(12)
    player.is_credited(12)
    player.reload()
    player.sees("best", 12)
    player.press()
    player.sees("best", 13)
    assert player.at("cheer").count() == 0


def test_another_tab_gets_the_medal_without_the_celebration(join: PlayerFactory) -> None:
    first = join()
    second = first.tab()
    first.press(10)
    second.sees("best", 10)
    assert second.page.locator(".medal[data-earned=true]").count() == 1
    assert second.at("cheer").count() == 0
