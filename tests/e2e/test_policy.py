"""Pages and their policy in a browser: none breaks it, the game goes on under it, and strangers' scripts do not run."""

import pytest
from playwright.sync_api import Browser

from clickgame.web import previews
from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import wait_until
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/about",
    "/api",
    "/achievements",
    "/feed",
    "/champions",
    "/arenas",
    "/devices",
    "/a/sprint",
    "/nowhere",
    "/p/00000000",
)
HEAR = "window.broken = []; document.addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective))"
INJECT = """() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.injected = true">');
}"""


@pytest.mark.parametrize("path", PATHS)
def test_no_page_breaks_its_policy(game: GameServer, browser: Browser, path: str) -> None:
    context = browser.new_context()
    context.add_init_script(HEAR)
    page = context.new_page()
    page.goto(game.url + path, wait_until="networkidle")
    assert page.evaluate("broken") == []
    context.close()


def test_a_press_is_credited_under_the_policy(join: PlayerFactory) -> None:
    player = join()
    player.press(3)
    player.reload()
    wait_until(lambda: player.number("score") == 3, "the server to have credited it")


def test_a_script_that_gets_into_a_page_does_not_run(game: GameServer, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(HEAR)
    page = context.new_page()
    page.goto(game.url + previews.HOME.path, wait_until="networkidle")
    page.evaluate(INJECT)
    wait_until(lambda: page.evaluate("broken.length") >= 2, "both scripts to be refused")
    assert page.evaluate("window.injected") is None
    context.close()
