"""What holds for the page as a whole: accessibility, width, and what search engines and phones are told."""

import json
from typing import Literal
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player
from tests.e2e.relay import Relay
from tests.e2e.screenshots import violations as violations_on
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

LINE = """element => {
  const style = getComputedStyle(element);
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  return [parseFloat(style.borderTopWidth), style.borderTopColor, paper];
}"""
PHONE = ViewportSize(width=390, height=844)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(join: PlayerFactory, scheme: Literal["light", "dark"], width: int) -> None:
    player = join(color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    player.press(12)
    player.sees("score", 12)
    assert violations(player) == []


def test_axe_finds_nothing_when_held_or_refused(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(throttle_presses=10, hold_s=30).url, reduced_motion="reduce")
    player.rename("x")
    player.is_refused("handle_too_short")
    assert in_both_colours(player) == []
    player.press(30)
    expect(player.at("held")).to_be_visible()
    assert in_both_colours(player) == []


def test_axe_finds_nothing_when_a_run_ends(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(run_s=2, sweep_s=0.2).url, reduced_motion="reduce")
    player.press(3)
    expect(player.at("run-left")).to_be_visible()
    assert in_both_colours(player) == []
    expect(player.at("run-over")).to_be_visible()
    assert in_both_colours(player) == []


def test_axe_finds_nothing_in_what_a_newcomer_is_told_and_asked(join: PlayerFactory) -> None:
    player = join(reduced_motion="reduce", viewport=PHONE, has_touch=True, is_mobile=True)
    expect(player.at("hint")).to_be_visible()
    assert in_both_colours(player) == []
    player.at("got-it").click()
    expect(player.at("question")).to_be_visible(timeout=8_000)
    player.at("ask-sound").click()
    assert in_both_colours(player) == []


def test_axe_finds_nothing_in_the_sheet_and_at_a_medal(join: PlayerFactory) -> None:
    player = join(reduced_motion="reduce", viewport=PHONE)
    player.press(12)
    player.at("medal-1").focus()
    assert in_both_colours(player) == []
    player.open_board()
    assert in_both_colours(player) == []


def test_axe_finds_nothing_while_offline(relay: Relay, join: PlayerFactory) -> None:
    player = join(relay.url, reduced_motion="reduce")
    relay.cut()
    expect(player.at("offline")).to_be_visible()
    assert in_both_colours(player) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(join: PlayerFactory, width: int) -> None:
    player = join(viewport={"width": width, "height": 700})
    player.rename("W" * 20)
    player.press(12)
    player.sees("score", 12)
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "selector",
    [
        "#press",
        "#cap",
        "#sound",
        "#theme",
        "#handle",
        "#race",
        "#tab-live",
        "#tab-best",
        ".medal",
        ".row[data-mine=true]",
    ],
)
def test_what_one_presses_and_what_is_marked_has_a_line_in_forced_colours(join: PlayerFactory, selector: str) -> None:
    """Shades and shadows are gone there: only a border tells such a thing from the page."""
    player = join(forced_colors="active")
    player.press(12)
    player.row(player.handle).wait_for()
    width, line, paper = player.page.locator(selector).first.evaluate(LINE)
    assert width >= 1
    assert line != paper


def test_the_ring_has_the_systems_colour_for_what_stands_out_in_forced_colours(join: PlayerFactory) -> None:
    player = join(forced_colors="active")
    player.press(12)
    player.row(player.handle).wait_for()
    _, marked, _ = player.row(player.handle).evaluate(LINE)
    expect(player.page.locator(".ring")).to_have_css("stroke", marked)


def test_the_theme_follows_the_system_and_the_switch(join: PlayerFactory) -> None:
    player = join(color_scheme="dark")
    expect(player.page.locator("html")).to_contain_class("dark")
    player.at("theme").click()
    expect(player.page.locator("html")).to_contain_class("light")
    player.reload()
    expect(player.page.locator("html")).to_contain_class("light")


def test_the_score_is_announced_at_most_every_five_seconds(join: PlayerFactory) -> None:
    player = join()
    spoken = player.page.locator("[aria-live=polite]")
    assert spoken.count() >= 1
    before = spoken.all_inner_texts()
    changes = 0
    for _ in range(20):
        player.press(2)
        player.page.wait_for_timeout(100)
        now = spoken.all_inner_texts()
        changes += now != before
        before = now
    assert changes <= 1


def test_the_page_has_what_phones_and_previews_ask_for(join: PlayerFactory, game: GameServer) -> None:
    page = join().page
    assert page.title()
    for selector in (
        "meta[name=description]",
        "meta[property='og:title']",
        "meta[property='og:image']",
        "meta[name=theme-color]",
        "link[rel=manifest]",
        "link[rel=icon]",
    ):
        assert page.locator(selector).count() >= 1, selector
    manifest = json.loads(fetch(game.url, page.locator("link[rel=manifest]").get_attribute("href")))
    assert {"name", "icons", "start_url", "display"} <= manifest.keys()
    for icon in manifest["icons"]:
        assert fetch(game.url, icon["src"])


def test_the_built_page_has_a_colour_for_each_scheme_before_any_script_runs(game: GameServer) -> None:
    html = fetch(game.url, "/").decode()
    for colour, scheme in (("#f4ecdf", "light"), ("#17110e", "dark")):
        assert f'<meta content="{colour}" media="(prefers-color-scheme: {scheme})" name="theme-color"/>' in html


def test_without_scripts_the_page_says_that_it_needs_them(game: GameServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(game.url)
    said = page.locator("noscript p")
    expect(said).to_be_in_viewport(ratio=1)
    assert "needs JavaScript" in (said.text_content() or "")
    context.close()


def fetch(base: str, path: str | None) -> bytes:
    """Get what is at *path* of the site; fails when there is nothing."""
    assert path
    with urlopen(f"{base}/{path.lstrip('/')}") as answer:  # noqa: S310  # our own server's http address
        return answer.read()


def violations(player: Player) -> list[str]:
    """List what axe finds on the page once nothing fades any more."""
    player.rest()
    return violations_on(player.page)


def in_both_colours(player: Player) -> list[str]:
    """List what axe finds in the light, and in the dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        player.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(player.page.locator("html")).to_contain_class(scheme)
        found += violations(player)
    return found
