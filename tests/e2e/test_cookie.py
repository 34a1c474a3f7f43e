"""The cookie that says who plays: set by the server, out of the reach of scripts, one for all tabs."""

import pytest
from playwright.sync_api import Browser, WebSocket, expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

STRICT = "__Host-clickgame"


def test_no_script_reads_the_cookie(join: PlayerFactory) -> None:
    player = join()
    (cookie,) = player.context.cookies()
    assert cookie.get("httpOnly")
    assert (cookie.get("name"), cookie.get("sameSite"), cookie.get("path")) == ("clickgame", "Lax", "/")
    assert player.page.evaluate("document.cookie") == ""
    kept = player.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert str(cookie.get("value"))[:32] not in kept + player.page.content()


def test_a_cookie_that_a_script_once_set_is_taken_and_put_out_of_its_reach(join: PlayerFactory) -> None:
    """As pages did before: who has played stays who they are."""
    player = join()
    player.press(3)
    player.is_credited(3)
    token = str(player.context.cookies()[0].get("value"))[:32]
    player.context.clear_cookies()
    player.page.evaluate(f"document.cookie = 'clickgame={token}; path=/; max-age=9999; samesite=lax'")
    assert not player.context.cookies()[0].get("httpOnly")
    player.reload()
    player.sees("score", 3)
    (cookie,) = player.context.cookies()
    assert cookie.get("httpOnly")
    assert cookie.get("value") == token
    expect(player.at("notice")).to_have_count(0)


def test_a_browser_keeps_the_strict_name_under_tls_and_the_plain_one_is_moved_to_it(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """To a browser, its own machine is as good as TLS. Who had both names is whoever the strict one says."""
    with GameServer(tmp_path_factory.mktemp("strict"), public_url="https://game.example") as server:
        context = browser.new_context()
        page = context.new_page()

        def visit() -> tuple[str, str]:
            page.goto(server.url)
            expect(page.locator("#handle")).not_to_have_value("", timeout=20_000)
            (cookie,) = context.cookies()
            assert (cookie.get("name"), cookie.get("secure"), cookie.get("httpOnly")) == (STRICT, True, True)
            return str(cookie.get("value"))[:32], page.locator("#handle").input_value()

        token, handle = visit()
        context.clear_cookies()
        context.add_cookies([{"name": "clickgame", "value": token, "url": server.url}])
        assert visit() == (token, handle)
        context.add_cookies([{"name": "clickgame", "value": "f" * 32, "url": server.url}])
        assert visit() == (token, handle)
        context.close()


def test_two_tabs_opened_at_once_by_a_new_browser_are_one_player(game: GameServer, browser: Browser) -> None:
    context = browser.new_context()
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        page.evaluate(f"setTimeout(() => location.assign('{game.url}'), 50)")
    for page in pages:
        expect(page.locator("#handle")).not_to_have_value("", timeout=20_000)
    assert pages[0].locator("#handle").input_value() == pages[1].locator("#handle").input_value()
    assert len(context.cookies()) == 1
    context.close()


def test_from_a_page_without_a_player_to_the_game_brings_a_cookie_and_one_player(
    game: GameServer, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{game.url}/champions", wait_until="networkidle")
    opened: list[WebSocket] = []
    page.on("websocket", lambda socket: opened.append(socket))  # noqa: PLW0108  # Playwright marks its listeners
    assert context.cookies() == []
    page.locator("a.home").first.click()
    expect(page.locator("#handle")).not_to_have_value("", timeout=20_000)
    expect(page.locator("#forgetful")).to_have_count(0)
    assert len(opened) == 1  # of the document that brought the cookie
    handle = page.locator("#handle").input_value()
    page.reload()
    expect(page.locator("#handle")).to_have_value(handle)
    context.close()
