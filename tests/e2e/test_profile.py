"""The page about a player: for anybody who comes, and with settings for its owner."""

import json
from http.client import HTTPConnection

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import play_days, token_of
from tests.e2e.player import Player
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def played(serve: ServerFactory) -> GameServer:
    """Give a game in which three have pressed on each of the last nine days."""
    game = serve()
    game.stop()
    play_days(game.data, 9)
    game.start()
    return game


@pytest.fixture
def kiwi(played: GameServer, join: PlayerFactory) -> Player:
    """Let in who has won each of these days."""
    return enter(played, join)


def enter(game: GameServer, join: PlayerFactory, **profile: object) -> Player:
    """Let Kiwi in."""
    player = join(game.url, **profile)
    player.context.add_cookies([{"name": "clickgame", "value": token_of("Kiwi"), "url": game.url}])
    player.page.goto(game.url)
    expect(player.handle_input).to_have_value("Kiwi")
    return player


def ids(game: GameServer) -> dict[str, str]:
    """Give the players' ids by handle, as the API tells them."""
    connection = HTTPConnection("127.0.0.1", game.port)
    connection.request("GET", "/api/v1/arenas/classic/boards/all")
    rows = json.loads(connection.getresponse().read())["rows"]
    connection.close()
    return {row["handle"]: row["player"] for row in rows}


def test_a_stranger_may_look_and_stays_one(played: GameServer, browser: Browser) -> None:
    """Everything is there, nobody is made, and the browser's tab says whose page it is."""
    page = browser.new_page()
    page.goto(f"{played.url}/p/{ids(played)['Kiwi']}")
    expect(page.locator("#whose")).to_have_text("Kiwi")
    expect(page).to_have_title("Kiwi · Click the Button")
    for fact, value in (("total", "180"), ("best", "20"), ("longest", "9"), ("streak", "9")):
        expect(page.locator(f"#fact-{fact}")).to_have_text(value)
    expect(page.locator("#days-said")).to_contain_text("180 presses on 9 days of the last 60")
    assert page.locator(".bars rect").count() == 60
    assert page.locator(".bars rect[data-empty=false]").count() == 9
    assert page.locator("#won li").count() >= 9
    expect(page.locator("#deeds")).to_contain_text("A habit")
    expect(page.locator("#settings")).to_have_count(0)
    assert page.context.cookies() == []
    page.close()


def test_it_stays_as_it_is_over_a_restart(played: GameServer, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{played.url}/p/{ids(played)['Otter']}")
    expect(page.locator("#whose")).to_have_text("Otter")
    played.kill()
    played.start()
    page.wait_for_timeout(1_500)
    expect(page.locator("#whose")).to_have_text("Otter", timeout=20_000)
    page.reload()
    expect(page.locator("#fact-total")).to_have_text("162")
    page.close()


def test_mine_has_settings(kiwi: Player) -> None:
    """By the flame to my page; another handle is taken there and refused there."""
    kiwi.at("streak").click()
    expect(kiwi.at("settings")).to_be_visible()
    expect(kiwi.at("follow")).to_have_count(0)
    kiwi.handle_input.fill("Kiwi Two")
    kiwi.handle_input.press("Enter")
    expect(kiwi.at("whose")).to_have_text("Kiwi Two")
    kiwi.handle_input.fill("x")
    kiwi.handle_input.press("Enter")
    expect(kiwi.at("notice")).to_have_attribute("data-code", "handle_too_short")
    kiwi.at("sound").click()
    expect(kiwi.at("sound")).to_have_attribute("aria-pressed", "true")
    assert kiwi.loads == 2
    kiwi.page.goto(kiwi.url)
    expect(kiwi.handle_input).to_have_value("Kiwi Two")
    expect(kiwi.at("sound")).to_have_attribute("aria-pressed", "true")


def test_there_is_a_way_from_each_handle_to_its_page(kiwi: Player) -> None:
    """From the board, from who won, and back to the game as it was left."""
    kiwi.at("tab-all").click()
    kiwi.row("Lynx").locator("a").click()
    expect(kiwi.at("whose")).to_have_text("Lynx")
    kiwi.page.go_back()
    kiwi.at("tab-today").click()
    kiwi.at("champions").click()
    kiwi.page.locator(".champion a").first.click()
    expect(kiwi.at("whose")).to_have_text("Kiwi")
    assert kiwi.loads == 2


def test_the_last_runs_have_their_curves(serve: ServerFactory, join: PlayerFactory) -> None:
    """And lead to the pages of these runs."""
    player = join(serve(run_s=2, sweep_s=0.3).url)
    player.press_calmly(14)
    expect(player.at("run-over")).to_be_visible(timeout=15_000)
    player.at("streak").click()
    runs = player.page.locator("#curves li")
    expect(runs).to_have_count(1)
    expect(runs).to_contain_text("14 presses")
    assert violations(player) == []
    runs.locator("a").click()
    expect(player.page.get_by_role("heading", level=1)).to_contain_text("14 presses")


def test_a_finger_that_misses_the_button_leads_nowhere(played: GameServer, join: PlayerFactory) -> None:
    """For a second after a press links are not there for it; then they are."""
    player = enter(played, join, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    link = player.at("all-medals")
    expect(link).to_have_css("pointer-events", "auto")
    player.button.tap()
    expect(link).to_have_css("pointer-events", "none")
    link.tap(force=True)
    expect(link).to_have_css("pointer-events", "auto")
    assert player.page.url == f"{played.url}/"
    link.tap()
    expect(player.at("reached-count")).to_be_visible()


def test_nobodys_page_says_so(played: GameServer, browser: Browser) -> None:
    page = browser.new_page()
    answer = page.goto(f"{played.url}/p/nobody")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("#nobody")).to_be_visible()
    expect(page).to_have_title("No such player · Click the Button")
    page.get_by_role("link", name="To the button").click()
    expect(page.locator("#press")).to_be_visible()
    page.close()


def test_what_is_told_of_it_is_the_players_own_and_no_markup(played: GameServer, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{played.url}/p/{ids(played)['Kiwi']}")
    expect(page.locator("#whose")).to_have_text("Kiwi")
    assert content(page, "og:title") == "Kiwi · Click the Button"
    assert "180 times" in content(page, "og:description")
    assert content(page, "og:url") == page.url
    page.close()


def content(page: Page, name: str) -> str:
    """Give what the page's head says under *name*."""
    return page.locator(f'meta[property="{name}"]').first.get_attribute("content") or ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (320, 640), (844, 390)])
def test_nothing_is_in_the_way_of_anybody_who_reads(
    played: GameServer, join: PlayerFactory, width: int, height: int, scheme: str
) -> None:
    """By axe, and nothing scrolls sideways: mine, another's and nobody's."""
    player = enter(played, join, color_scheme=scheme, viewport={"width": width, "height": height})
    for who in ("Kiwi", "Otter"):
        player.page.goto(f"{played.url}/p/{ids(played)[who]}")
        expect(player.at("whose")).to_have_text(who)
        assert violations(player) == []
        assert player.page.evaluate("document.documentElement.scrollWidth") <= width
    player.page.goto(f"{played.url}/p/nobody")
    expect(player.at("nobody")).to_be_visible()
    assert violations(player) == []


def test_numbers_of_eight_digits_have_room(kiwi: Player, played: GameServer) -> None:
    kiwi.page.goto(f"{played.url}/p/{ids(played)['Kiwi']}")
    number = kiwi.at("fact-total")
    expect(number).to_have_text("180")
    number.evaluate("number => number.textContent = '12,345,678'")
    for width in (320, 390, 844, 1280):
        kiwi.page.set_viewport_size({"width": width, "height": 800})
        assert number.evaluate("number => number.scrollWidth <= number.clientWidth"), width
