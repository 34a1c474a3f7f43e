"""A run's end: what it came to, next to my best and the others, to share, and never in the way of the next press."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

RUNS = 5  # in one of which a busy server has heard a second of presses as one
MOST = 4 * RUNS + 4  # more than all that the other presses, were it one run

PHONE = {"width": 390, "height": 844}
SHARED = "() => { navigator.share = async what => { window.shared = what } }"


def test_a_first_run_is_a_mark_to_beat_and_the_next_is_told_by_it(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=12)
    assert player.number("run-over") == 12
    expect(player.at("verdict")).to_have_text("Your first run: a mark to beat")
    player.press(5)
    expect(player.at("verdict")).to_have_text("7 short of your best")
    player.press(15)
    expect(player.at("verdict")).to_have_text("New best!")


def test_the_recap_says_the_place_that_the_run_had_and_what_was_next(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(run_s=3, sweep_s=0.2)
    rival, player = join(game.url), join(game.url)
    rival.press(9)
    rival.is_credited(9)
    player.press(4)
    expect(player.at("chase")).to_have_text(f"5 behind {rival.handle}")
    rival.press()  # or that run would be over first, and leave the lead to this one
    expect(player.at("place-then")).to_have_text(re.compile(f"2nd at the end, [56] behind {rival.handle}"))
    expect(rival.at("place-then")).to_have_text("In the lead at the end")


def test_the_recap_shows_the_achievements_of_the_run(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=12)
    expect(player.page.get_by_role("list", name="Reached in this run")).to_contain_text("Warmed up")
    player.press(3)
    expect(player.at("recap")).to_be_visible()
    expect(player.page.get_by_role("list", name="Reached in this run")).to_have_count(0)


@pytest.mark.parametrize("way", ["mouse", " ", "Enter"])
def test_a_press_starts_the_next_run_at_once_and_the_recap_goes(
    serve: ServerFactory, join: PlayerFactory, way: str
) -> None:
    player = ended(serve, join, presses=3)
    if way == "mouse":
        player.press()
    else:
        player.page.keyboard.press(way)
    expect(player.at("recap")).to_be_hidden()
    player.is_credited(1)


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 568}, {"width": 844, "height": 390}])
def test_the_recap_leaves_the_button_alone(serve: ServerFactory, join: PlayerFactory, viewport: dict[str, int]) -> None:
    player = ended(serve, join, presses=12, viewport=viewport)
    recap, button = player.at("recap").bounding_box(), player.button.bounding_box()
    assert recap is not None
    assert button is not None
    is_above = recap["y"] + recap["height"] <= button["y"]
    is_beside = recap["x"] >= button["x"] + button["width"]
    assert is_above or is_beside
    expect(player.at("share")).to_be_in_viewport(ratio=1)


def test_again_closes_the_recap_for_good_and_leads_to_the_button(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=3)
    player.at("again").click()
    expect(player.at("recap")).to_be_hidden()
    expect(player.button).to_be_focused()
    player.reload()
    player.rest()
    expect(player.at("recap")).to_be_hidden()
    player.page.keyboard.press("Enter")
    expect(player.at("recap")).to_be_visible()
    assert player.number("run-over") == 1


def test_coming_back_after_a_run_finds_its_recap(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=3)
    player.reload()
    expect(player.at("recap")).to_be_visible()
    assert player.number("run-over") == 3


def test_a_run_is_shared_as_a_text_by_the_devices_own_way(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=10)
    player.press(5)
    expect(player.at("verdict")).to_have_text("5 short of your best")
    player.page.evaluate(SHARED)
    player.at("share").click()
    shared = player.page.evaluate("window.shared")
    said, blocks, place = shared["text"].split("\n")
    assert said == "Click the Button: 5 presses"
    assert re.fullmatch("[▁▂▃▄▅▆▇█]+", blocks)
    assert re.fullmatch(r"1st of the day, Classic, \d{4}-\d\d-\d\d", place)
    assert shared["url"] == f"{player.url}/"  # it is too short to stay


def test_without_such_a_way_the_text_is_copied_and_the_page_says_so(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=3, permissions=["clipboard-read", "clipboard-write"])
    player.page.evaluate("delete Navigator.prototype.share")
    player.at("share").click()
    expect(player.at("share")).to_have_text("Copied")
    assert player.page.evaluate("navigator.clipboard.readText()").startswith("Click the Button: 3 presses My best!")


def test_the_recap_says_the_place_of_the_day_and_draws_the_run(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(run_s=2, sweep_s=0.2)
    rival, player = join(game.url), join(game.url)
    rival.press(9)
    rival.is_credited(9)
    expect(rival.at("day-place")).to_have_text("1st of the day")
    player.press(4)
    expect(player.at("day-place")).to_have_text(f"2nd of the day, 5 behind {rival.handle}")
    assert player.page.locator("#recap svg path").count() == 1
    for _ in range(RUNS):
        if player.at("best-second").is_visible():
            break
        player.press(4)
        expect(player.at("day-place")).to_be_hidden()
        expect(player.at("day-place")).to_be_visible()
    expect(player.at("best-second")).to_have_text(re.compile("Best second: [1-4]"))
    player.reload()
    expect(player.at("day-place")).to_be_hidden()  # a run so short does not stay
    rival.press(MOST)
    expect(rival.at("day-place")).to_be_hidden()
    expect(rival.at("day-place")).to_have_text("1st of the day")
    rival.reload()
    expect(rival.at("day-place")).to_have_text("1st of the day")


def test_a_run_that_stays_is_shared_with_a_page_of_its_own(serve: ServerFactory, join: PlayerFactory) -> None:
    player = ended(serve, join, presses=12)
    expect(player.at("day-place")).to_be_visible()
    player.page.evaluate(SHARED)
    player.at("share").click()
    address = player.page.evaluate("window.shared.url")
    assert address.startswith(f"{player.url}/r/")
    page, handle = player.page, player.handle
    sockets: list[object] = []
    page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  # Playwright marks its listeners
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"12 presses by {handle}")
    assert page.locator("img.result").evaluate("one => one.complete && one.naturalWidth") == 1200
    assert violations(player) == []
    assert sockets == []
    image = page.locator("meta[property='og:image']").get_attribute("content")
    assert image == f"{address}.png"


@pytest.mark.parametrize("path", ["/r/000000000000", "/r/x", "/r/"])
def test_a_run_that_is_not_there_is_a_page_that_says_so(serve: ServerFactory, join: PlayerFactory, path: str) -> None:
    player = join(serve().url)
    answer = player.page.goto(f"{player.url}{path}")
    assert answer is not None
    assert answer.status == 404
    expect(player.page.get_by_role("heading", level=1)).to_have_text("Nothing to press here")


def ended(serve: ServerFactory, join: PlayerFactory, *, presses: int, **profile: object) -> Player:
    """Play a run of that many presses to its end."""
    player = join(serve(run_s=2, sweep_s=0.2).url, **profile)
    player.press(presses)
    expect(player.at("recap")).to_be_visible()
    return player
