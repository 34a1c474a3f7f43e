"""Coming back: the cookie is the player, in every tab and after any time."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import chromium
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

PRESS_AND_RELOAD = """button => {
  button.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
  location.reload();
}"""


def test_a_reload_brings_everything_back(join: PlayerFactory) -> None:
    player = join()
    handle = player.handle
    player.press(5)
    player.is_credited(5)
    player.reload()
    player.sees("score", 5)
    assert (player.handle, player.number("best"), player.number("total")) == (handle, 5, 5)
    player.press(2)
    player.sees("score", 7)


def test_a_reload_in_the_middle_of_a_burst_doubles_nothing(join: PlayerFactory) -> None:
    """What had not left the page may be lost with it."""
    player = join()
    player.press(10)
    player.reload()
    player.rest()
    score = player.number("score")
    assert 1 <= score <= 10
    player.press(3)
    player.sees("score", score + 3)


def test_a_press_in_the_last_moment_leaves_with_the_page(join: PlayerFactory) -> None:
    """It is sent a frame late, and not even that frame is drawn any more."""
    player = join()
    with player.page.expect_navigation():
        player.button.evaluate(PRESS_AND_RELOAD)
    player.settle()
    player.sees("score", 1)


def test_two_tabs_are_one_player(join: PlayerFactory) -> None:
    first = join()
    first.press(4)
    first.sees("score", 4)
    second = first.tab()
    assert second.handle == first.handle
    second.sees("score", 4)
    second.press(3)
    second.sees("score", 7)
    first.sees("score", 7)
    first.press()
    second.sees("score", 8)


def test_a_new_handle_shows_in_the_other_tab(join: PlayerFactory) -> None:
    first = join()
    second = first.tab()
    second.rename("Two Tabs")
    wait_until(lambda: first.handle == "Two Tabs", "the handle in the first tab", lambda: first.handle)


def test_a_browser_closed_and_opened_later_is_the_same_player(serve: ServerFactory, join: PlayerFactory) -> None:
    """Its run has ended meanwhile; best, total and handle are still there."""
    game = serve(run_s=2, sweep_s=0.2)
    player = join(game.url)
    handle = player.handle
    player.press(6)
    player.is_credited(6)
    kept = player.context.storage_state()
    player.context.close()
    later = join(game.url, storage_state=kept)
    later.sees("best", 6)
    later.sees("score", 0)
    assert (later.handle, later.number("total")) == (handle, 6)


def test_who_comes_without_a_cookie_is_told_that_a_reload_makes_a_new_player(relay: Relay, join: PlayerFactory) -> None:
    player = join(relay.url)
    first = player.handle
    expect(player.at("forgetful")).to_be_hidden()
    session = player.context.new_cdp_session(player.page)
    player.context.clear_cookies()
    relay.cut()
    relay.restore()
    expect(player.at("forgetful")).to_be_visible()
    assert player.handle != first
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 20})
    expect(player.at("forgetful")).to_be_hidden()


def test_who_has_been_here_and_comes_back_as_somebody_new_is_told_so(join: PlayerFactory) -> None:
    """And a newcomer is not, nor who comes back with the cookie."""
    player = join()
    first = player.handle
    expect(player.at("forgetful")).to_have_count(0)
    player.reload()
    expect(player.at("forgetful")).to_have_count(0)
    player.context.clear_cookies()
    player.reload()
    assert player.handle != first
    expect(player.at("forgetful")).to_contain_text("Your other device can bring you back")


def test_a_browser_that_blocks_all_data_can_be_played_in(game: GameServer, browser: Browser, tmp_path: Path) -> None:
    """It throws at every touch of its storage, and keeps no cookie while it says that it does."""
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium.find(), args=chromium.flags()
    )
    complaints: list[str] = []
    player = Player(context, game.url, complaints)
    player.press(3)
    player.sees("best", 3)
    expect(player.at("forgetful")).to_be_visible()
    assert context.cookies() == []
    context.close()
    assert complaints == []


def test_a_forged_cookie_is_a_newcomer(join: PlayerFactory) -> None:
    player = join()
    player.press(3)
    player.sees("score", 3)
    cookie = next(cookie for cookie in player.context.cookies() if cookie.get("name") == "clickgame")
    stranger = join(storage_state={"cookies": [{**cookie, "value": "forged-" + "0" * 25}], "origins": []})
    assert stranger.handle != player.handle
    assert stranger.number("score") == 0


def test_a_screen_reader_is_told_the_score_after_a_reload_too(join: PlayerFactory) -> None:
    """The score, not what was pressed since the page was loaded."""
    player = join()
    player.press(7)
    player.is_credited(7)
    player.reload()
    player.press(3)
    expect(player.at("announcer")).to_have_text("10 presses", timeout=8_000)
