"""The page about what is kept, and what a player may do with it there."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

COOKIE = "clickgame"


def token(player: Player) -> str:
    """Give what the browser has of the game's cookie."""
    cookies: list[Any] = list(player.page.context.cookies())
    return next((str(cookie["value"]) for cookie in cookies if cookie["name"] == COOKIE), "")


def id_of(player: Player) -> str:
    """Give the public id, which the player's own row on the board leads to."""
    return str(player.row(player.handle).locator("a").first.get_attribute("href")).removeprefix("/p/")


def to_privacy(player: Player) -> None:
    """Go there, as a player."""
    player.page.goto(f"{player.url}/privacy")
    expect(player.at("wishes")).to_be_visible()


def test_reading_it_makes_no_player(browser: Browser, game: GameServer) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{game.url}/privacy")
    expect(page.locator("#nobody")).to_be_visible()
    expect(page.locator("#wishes")).to_be_hidden()
    assert context.cookies() == []
    context.close()


def test_the_page_has_no_fault_and_is_led_to(join: PlayerFactory, game: GameServer) -> None:
    player = join(game.url)
    player.press(3)
    player.is_credited(3)
    expect(player.row(player.handle)).to_be_visible()
    player.page.goto(f"{player.url}/p/{id_of(player)}")
    player.page.locator("#settings a[href='/privacy']").click()
    expect(player.at("wishes")).to_be_visible()
    assert violations(player) == []
    player.at("delete").locator("summary").click()
    expect(player.at("erase")).to_be_visible()
    assert violations(player) == []
    player.page.goto(f"{player.url}/about")
    player.page.locator("a[href='/privacy']").click()
    expect(player.at("wishes")).to_be_visible()


def test_what_is_kept_comes_as_a_file(join: PlayerFactory, game: GameServer) -> None:
    player = join(game.url)
    player.press(7)
    player.is_credited(7)
    handle = player.handle
    to_privacy(player)
    with player.page.expect_download() as coming:
        player.at("export").click()
    assert coming.value.suggested_filename == "click-the-button.json"
    kept = json.loads(coming.value.path().read_text("utf-8"))
    assert kept["records"]["player"][0]["handle"] == handle
    assert kept["records"]["score"][0]["total"] == 7


def test_deleting_takes_two_steps_and_can_be_left(join: PlayerFactory, game: GameServer) -> None:
    player = join(game.url)
    to_privacy(player)
    player.at("delete").locator("summary").dblclick()
    expect(player.at("erase")).to_be_visible()
    player.page.get_by_role("button", name="Keep me").click()
    expect(player.at("erase")).to_be_hidden()
    assert token(player)


def test_whoever_deletes_everything_is_told_so_in_every_tab_and_comes_back_as_somebody_new(
    join: PlayerFactory, serve: ServerFactory, tmp_path: Path
) -> None:
    server = serve(erase_s=1)
    player = join(server.url)
    player.press(12)
    player.is_credited(12)
    expect(player.row(player.handle)).to_be_visible()
    before, handle, old = id_of(player), player.handle, token(player)
    rival = join(server.url)
    expect(rival.row(handle)).to_be_visible()
    other = player.page.context.new_page()
    other.goto(server.url)
    expect(other.locator("#score")).to_have_text("12")
    to_privacy(player)
    player.at("delete").locator("summary").click()
    player.at("erase").click()
    for page in (player.page, other):
        expect(page.locator("#said")).to_contain_text("You are deleted")
        expect(page.locator("#wishes")).to_be_hidden()
    assert violations(player) == []
    assert token(player) == ""
    expect(rival.row(handle)).to_be_hidden()
    rival.page.goto(f"{server.url}/p/{before}")
    expect(rival.at("nobody")).to_be_visible()

    def files() -> list[str]:
        data = {path.name: path.read_bytes() for path in tmp_path.rglob("*.l*") if path.is_file()}
        return [name for name, text in data.items() if before.encode() in text or handle.encode() in text]

    wait_until(lambda: not files(), "every file to be without the player")
    expect(other.locator("#nobody")).to_be_visible()
    for page in (player.page, other):
        page.get_by_role("link", name="To the button").click()
        expect(page.locator("#handle")).not_to_have_value("")
        expect(page.locator("#score")).to_have_text("0")
        assert page.locator("#notice, #forgetful").all_inner_texts() == []  # it has been said, and is no surprise
    wait_until(lambda: token(player) not in {"", old}, "a new player to be made")
    data = [path.read_bytes() for path in tmp_path.rglob("*-0*.l*")]
    assert data
    assert not [text for text in data if b"127.0.0.1" in text]  # addresses are in memory only
