"""Days and weeks: the boards that turn, and the page of those that are over."""

import time

import pytest
from playwright.sync_api import expect

from clickgame.core.periods import DAY_S
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import play_days
from tests.e2e.player import wait_until
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser


def test_days_that_are_over_have_their_champions(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    game.stop()
    play_days(game.data, 9)
    game.start()
    player = join(game.url)
    player.at("tab-today").click()
    player.at("champions").click()
    cards = player.page.locator(".season")
    expect(cards).to_have_count(7)
    expect(cards.first).to_contain_text("Kiwi")
    expect(cards.first).to_contain_text("3 players, 54 presses")
    player.at("earlier").click()
    expect(cards).to_have_count(9)
    expect(player.at("earlier")).to_have_count(0)
    player.at("tab-week").click()
    expect(cards.first).not_to_contain_text("54 presses")
    assert player.loads == 1


def test_the_page_needs_no_player_and_says_when_there_is_nothing(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    page = join(game.url).context.browser.new_page()  # pyright: ignore[reportOptionalMemberAccess]
    page.goto(f"{game.url}/champions")
    expect(page.locator("#none-yet")).to_be_visible()
    page.locator("#tab-week").click()
    expect(page.locator("#tab-week")).to_have_attribute("aria-pressed", "true")
    assert page.context.cookies() == []
    page.close()


def test_what_is_pressed_today_counts_for_the_day_the_week_and_for_good(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    game = serve()
    player = join(game.url)
    player.press(5)
    player.is_credited(5)
    for board in ("today", "week", "all", "best"):
        player.at(f"tab-{board}").click()
        wait_until(lambda: player.rows() == {player.handle: 5}, f"{board} to show it", player.rows)
        expect(player.at("ends-in")).to_have_count(1 if board in {"today", "week"} else 0)


def test_a_streak_shows_what_today_needs(serve: ServerFactory, join: PlayerFactory) -> None:
    """A flame for today's first press; yesterday's waits for it."""
    game = serve()
    player = join(game.url)
    expect(player.at("streak")).to_have_count(0)
    player.press()
    expect(player.at("streak")).to_have_attribute("data-safe", "true")
    expect(player.at("streak")).to_have_attribute("title", "You have pressed on 1 day")
    player.context.clock.install(time=time.time() + DAY_S)
    player.reload()
    expect(player.at("streak")).to_have_attribute("title", "Press today to keep your 1 day")
    player.context.clock.install(time=time.time() + 4 * DAY_S)
    player.reload()
    expect(player.at("streak")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_in_the_way_of_anybody_who_reads(
    serve: ServerFactory, join: PlayerFactory, width: int, scheme: str
) -> None:
    """By axe, and nothing scrolls sideways."""
    game = serve()
    game.stop()
    play_days(game.data, 2)
    game.start()
    player = join(game.url, color_scheme=scheme, viewport={"width": width, "height": 800})
    player.open_board()
    player.at("tab-today").click()
    assert violations(player) == []
    player.at("champions").click()
    player.page.locator(".season summary").first.click()
    assert violations(player) == []
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width
