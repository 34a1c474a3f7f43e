"""The whole board on a phone: one tap away, with my row in sight, and out of the way again."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.crowd import Crowd
from tests.e2e.player import Player, wait_until

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
FOCUSED = "document.activeElement.id || document.activeElement.className"


def test_one_tap_brings_the_board_up_with_my_row_in_sight(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    with Crowd(game.port, size=60, changing=0):
        player = on_the_board(join(game.url, viewport=PHONE, has_touch=True))
        player.at("open-board").tap()
        expect(player.row(player.handle)).to_be_in_viewport(ratio=0.95)  # but for a part of a pixel
        expect(player.at("tab-live")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_my_line_and_those_beside_it_stay_in_sight_when_the_board_is_scrolled(
    serve: ServerFactory, join: PlayerFactory, viewport: dict[str, int]
) -> None:
    game = serve()
    with Crowd(game.port, size=60, changing=0):
        player = on_the_board(join(game.url, viewport=viewport))
        player.open_board()
        player.page.locator(".scroller").evaluate("one => one.scrollTo(0, 0)")
        beside = player.page.locator("[data-neighbour]")
        expect(beside.filter(has_text=player.handle)).to_be_in_viewport(ratio=1)
        assert beside.count() >= 2
        player.page.locator(".scroller").evaluate("one => one.scrollTo(0, one.scrollHeight)")
        expect(beside).to_have_count(0)


def test_the_sheet_has_the_focus_and_gives_it_back(join: PlayerFactory) -> None:
    player = join(viewport=PHONE)
    player.at("open-board").focus()
    player.page.keyboard.press("Enter")
    expect(player.at("sheet")).to_be_visible()
    assert "close" in player.page.evaluate(FOCUSED)
    player.page.keyboard.press("Escape")
    expect(player.at("sheet")).to_be_hidden()
    assert player.page.evaluate(FOCUSED) == "open-board"


def test_the_cross_closes_it(join: PlayerFactory) -> None:
    player = join(viewport=PHONE)
    player.open_board()
    player.page.get_by_role("button", name="Close the board").click()
    expect(player.at("sheet")).to_be_hidden()


def test_a_touch_beside_it_closes_it(join: PlayerFactory) -> None:
    player = join(viewport=PHONE, has_touch=True)
    player.open_board()
    expect(player.at("sheet")).to_be_visible()
    player.page.touchscreen.tap(195, 80)
    expect(player.at("sheet")).to_be_hidden()


def test_nothing_of_a_closed_sheet_can_be_reached(join: PlayerFactory) -> None:
    player = join(viewport=PHONE)
    reached: list[str] = []
    for _ in range(30):
        player.page.keyboard.press("Tab")
        reached.append(player.page.evaluate("document.activeElement.closest('#sheet') ? 'sheet' : 'page'"))
    assert set(reached) == {"page"}


def test_beside_the_button_the_board_is_open_and_needs_no_handle(join: PlayerFactory) -> None:
    player = join(viewport=DESK)
    expect(player.at("sheet")).to_be_visible()
    expect(player.at("open-board")).to_be_hidden()
    expect(player.page.get_by_role("button", name="Close the board")).to_have_count(0)


def test_five_tabs_fit_a_narrow_phone(join: PlayerFactory) -> None:
    player = join(viewport={"width": 320, "height": 568})
    player.open_board()
    tabs = player.page.locator(".heading .tabs")
    assert (
        player.page.locator(".heading .tab:not([hidden])").evaluate_all(
            "all => new Set(all.map(one => one.offsetTop)).size"
        )
        == 1
    )
    tabs.evaluate("""tabs => ['Today', 'This week', 'All time'].forEach(title => {
        const tab = tabs.lastElementChild.cloneNode();
        tab.textContent = title;
        tabs.append(tab);
    })""")
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth")
    for tab in player.page.locator(".heading .tab:not([hidden])").all():
        expect(tab).to_be_in_viewport(ratio=1)


def on_the_board(player: Player) -> Player:
    """Press once, and wait until the page shows that at the board's end."""
    player.press()
    wait_until(lambda: player.handle in player.rows(), "the own row", player.rows)
    player.page.wait_for_timeout(2_500)  # a row out of sight takes its turn
    return player
