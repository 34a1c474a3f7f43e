"""The pages beside the game, about it and for what is not there: their numbers, their look, and that they only show."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import wait_until
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

MISSING = "/nowhere/at/all"
PAGES = ("/about", "/api", MISSING)
FAILED = "Failed to load resource: the server responded with a status of 404"  # what a browser says of the page itself
Reader = Callable[..., Page]


@pytest.fixture
def read(browser: Browser) -> Iterator[Reader]:
    """Open addresses in a new browser profile each. Afterwards none of them may have logged an error."""
    with ExitStack() as open_contexts:
        complaints: list[str] = []

        def hear(kind: str, text: str) -> None:
            if kind == "error" and not text.startswith(FAILED):
                complaints.append(text)

        def enter(url: str, **profile: Any) -> Page:
            context = browser.new_context(**profile)
            open_contexts.callback(context.close)
            page = context.new_page()
            page.on("console", lambda message: hear(message.type, message.text))
            page.on("pageerror", lambda error: hear("error", str(error)))
            page.goto(url, wait_until="networkidle")
            return page

        yield enter
    assert complaints == []


def players(game: GameServer) -> int:
    """Ask *game* how many players it knows."""
    with urlopen(f"{game.url}/health") as answer:  # noqa: S310  # our own server's http address
        return json.load(answer)["players"]


def rule(page: Page, name: str) -> str:
    """Read the rule of that name."""
    return page.locator(f"[data-rule={name}]").first.inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_who_only_reads_is_no_player_and_leaves_no_trace(game: GameServer, browser: Browser, path: str) -> None:
    known = players(game)
    context = browser.new_context()
    page = context.new_page()
    sockets: list[WebSocket] = []
    scripts: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  # Playwright marks its listeners
    page.on("request", lambda request: scripts.extend([request.url] * (request.resource_type == "script")))
    page.goto(game.url + path, wait_until="networkidle")
    expect(page.get_by_role("link", name="To the button")).to_be_visible()
    assert (sockets, scripts, context.cookies()) == ([], [], [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert players(game) == known


def test_the_numbers_are_those_of_the_running_server(serve: ServerFactory, read: Reader, join: PlayerFactory) -> None:
    """Both for who comes straight here, and for who comes from the game."""
    game = serve(run_s=90, throttle_presses=7, throttle_window_s=2, hold_s=5, board_rows=25, sync_s=0)
    player = join(game.url)
    player.at("about").click()
    for page in (read(f"{game.url}/about"), player.page):
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert [rule(page, name) for name in ("run", "presses", "window", "hold", "rows", "loss")] == [
            "90 seconds",
            "7",
            "2 seconds",
            "5 seconds",
            "25",
            "nothing",
        ]


def test_the_source_is_linked_where_the_operator_says_where_it_is(serve: ServerFactory, read: Reader) -> None:
    link = "https://source.example/game?a=1&b=2"
    page = read(f"{serve(source_url=link).url}/about")
    expect(page.get_by_role("link", name="Read the source")).to_have_attribute("href", link)


def test_without_an_address_there_is_no_link_to_the_source(game: GameServer, read: Reader, join: PlayerFactory) -> None:
    player = join()
    player.at("about").click()
    for page in (read(f"{game.url}/about"), player.page):
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="Read the source")).to_have_count(0)


def test_reading_about_it_keeps_the_connection_and_the_presses(join: PlayerFactory) -> None:
    player = join()
    sockets: list[WebSocket] = []
    player.page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  # Playwright marks its listeners
    player.press(3)
    player.at("about").click()
    player.page.get_by_role("link", name="To the button").click()
    player.sees("score", 3)
    player.press()
    player.is_credited(4)
    wait_until(lambda: player.rows()[player.handle] == 4, "the board to show it", player.rows)
    assert (sockets, player.loads) == ([], 1)
    expect(player.page.locator("#notice")).to_have_count(0)


def test_the_way_back_works_after_a_reload_too(join: PlayerFactory) -> None:
    """The history's entries were of one document, and the reload has made another."""
    player = join()
    player.press(3)
    player.is_credited(3)
    player.at("about").click()
    expect(player.page.get_by_role("heading", level=1)).to_have_text("Press it.That is the game.")
    player.page.reload()
    player.page.go_back()
    player.settle()
    player.sees("score", 3)


def test_a_way_within_a_page_loads_nothing_anew(game: GameServer, read: Reader) -> None:
    page = read(f"{game.url}/api")
    page.evaluate("window.isAsItWas = true")
    page.get_by_role("link", name="Who is here").click()
    expect(page.locator("#presence")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.evaluate("window.isAsItWas")


def test_who_presses_the_picture_comes_to_the_button(game: GameServer, read: Reader) -> None:
    page = read(f"{game.url}/about")
    page.locator(".drawn").click()
    expect(page.locator("#press")).to_be_enabled()


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_a_page_has_one_of_everything_when_all_is_loaded(game: GameServer, read: Reader, path: str) -> None:
    page = read(game.url + path)
    for tag in ("title", "meta[name=description]", "meta[property='og:image']", "meta[property='og:title']", "h1"):
        expect(page.locator(tag)).to_have_count(1)


def test_the_title_follows_the_page(join: PlayerFactory) -> None:
    player = join()
    player.at("about").click()
    expect(player.page).to_have_title("How it works · Click the Button")
    player.page.go_back()
    expect(player.page).to_have_title("Click the Button")
    assert player.page.locator("title").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(
    game: GameServer, read: Reader, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = read(game.url + path, color_scheme=scheme, viewport={"width": width, "height": 800})
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    assert [f"{broken['id']}: {[node['target'] for node in broken['nodes']]}" for broken in found] == []


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (844, 390), (1280, 800)])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(game: GameServer, read: Reader, path: str, size: tuple[int, int]) -> None:
    page = read(game.url + path, viewport={"width": size[0], "height": size[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    edges = page.locator("main p, main li, main h2").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert max(edges) <= size[0]  # nor is anything cut off, where the page clips what is too wide
    expect(page.get_by_role("link", name="To the button")).to_be_in_viewport()


def test_a_theme_chosen_in_the_game_holds_beside_it(join: PlayerFactory) -> None:
    player = join(color_scheme="light")
    player.at("theme").click()
    player.page.goto(f"{player.url}/about")
    expect(player.page.locator("html")).to_contain_class("dark")
    player.page.goto(player.url)
    player.settle()
