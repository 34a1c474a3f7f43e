"""Moving to another device, and signing out, in browsers: without scripts, and seen by open pages at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

SIZES = ((1280, 800), (390, 844), (320, 640), (844, 390))
CONNECT = """address => new Promise((done, failed) => {
    const socket = new WebSocket(address);
    socket.onmessage = () => done(socket.close());
    socket.onerror = failed;
})"""


def at_devices(player: Player) -> Page:
    """Look at the page of devices in another tab."""
    page = player.context.new_page()
    page.goto(f"{player.url}/devices")
    return page


def link_of(page: Page) -> str:
    """Make a link, and give it."""
    page.get_by_role("button", name=re.compile("Make a.*link")).click()
    return page.locator("[data-part=link] a").get_attribute("href") or ""


def test_a_link_takes_the_player_to_another_device_and_both_play(join: PlayerFactory) -> None:
    ann, other = join(), join()
    ann.press(3)
    ann.is_credited(3)
    link = link_of(at_devices(ann))
    other.page.goto(link)
    expect(other.page.locator("h1")).to_have_text(f"Play as {ann.handle} here?")
    other.page.get_by_role("button", name="Play as").click()
    other.settle()
    assert other.handle == ann.handle
    other.sees("score", 3)
    other.press(2)
    ann.sees("score", 5)
    third = join()
    third.page.goto(link)
    expect(third.page.locator("[data-part=refusal] code")).to_have_text("link_used")
    assert str(other.context.cookies()[0].get("value")) == str(ann.context.cookies()[0].get("value"))[:32]


def test_to_sign_out_here_makes_the_open_page_somebody_new(join: PlayerFactory) -> None:
    player = join()
    handle = player.handle
    page = at_devices(player)
    page.get_by_role("button", name="Sign out here").click()
    expect(page.locator("h1")).to_have_text("Nobody plays here yet")
    expect(player.handle_input).not_to_have_value(handle, timeout=10_000)
    player.settle()
    assert player.handle != handle
    expect(player.at("notice")).to_have_count(0)
    expect(player.at("forgetful")).to_have_count(0)  # it is no surprise
    player.context.clear_cookies()
    player.reload()
    expect(player.at("forgetful")).to_contain_text("Your cookie is gone")


def test_to_sign_out_everywhere_else_keeps_this_browser_and_no_other(join: PlayerFactory) -> None:
    ann, other = join(), join()
    ann.press(2)
    ann.is_credited(2)
    handle, page = ann.handle, at_devices(ann)
    other.page.goto(link_of(page))
    other.page.get_by_role("button", name="Play as").click()
    other.settle()
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.locator("h1")).to_have_text(f"You are {handle}")
    expect(other.handle_input).not_to_have_value(handle, timeout=10_000)
    expect(other.at("notice")).to_have_attribute("data-code", "unknown_player")
    ann.reload()
    assert ann.handle == handle
    ann.sees("score", 2)


def test_it_needs_no_script_and_is_found_from_ones_own_page(join: PlayerFactory) -> None:
    player = join()
    handle = player.handle
    player.press(1)
    player.is_credited(1)
    player.page.locator("#board [data-mine=true] a").first.click()
    player.page.locator("#devices").click()
    expect(player.page.locator("h1")).to_have_text(f"You are {handle}")
    assert player.page.locator("script[src]").count() == 0
    player.page.goto(f"{player.url}/about")
    player.page.get_by_role("link", name="take it to another device").click()
    expect(player.page.locator("h1")).to_have_text(f"You are {handle}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_screen_and_axe_finds_nothing(join: PlayerFactory, scheme: str) -> None:
    ann, other = join(color_scheme=scheme), join(color_scheme=scheme)
    ann.page.goto(f"{ann.url}/devices")
    link = link_of(ann.page)
    other.page.goto(link)
    nobody = join(color_scheme=scheme)
    nobody.context.clear_cookies()
    nobody.page.goto(f"{ann.url}/devices/{'0' * 32}")
    for player in (ann, other, nobody):
        for width, height in SIZES:
            player.page.set_viewport_size({"width": width, "height": height})
            assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, player.page.url)
        assert violations(player) == []


def test_a_browser_takes_the_cookie_that_comes_with_a_socket(
    game: GameServer, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As with hot reload, or where somebody else sends the pages: of cookies, all ports of a host are one."""
    with GameServer(tmp_path_factory.mktemp("apart"), with_page=False, origins=game.url) as apart:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"{game.url}/about")
        page.evaluate(CONNECT, f"ws://127.0.0.1:{apart.port}/_event/?EIO=4&transport=websocket&token=tab")
        (cookie,) = context.cookies()
        assert (cookie.get("name"), cookie.get("httpOnly")) == ("clickgame", True)
        context.close()
