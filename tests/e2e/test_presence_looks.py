"""Who is here, as it looks: a crowd of it fits every screen, and nothing about it depends on colours alone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.crowd import Crowd
from tests.e2e.player import Player, wait_until
from tests.e2e.server import GameServer
from tests.e2e.test_looks import LINE, violations

pytestmark = pytest.mark.browser

SIZE = 30


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game with thirty people in it who have pressed once."""
    with GameServer(tmp_path_factory.mktemp("crowd")) as server, Crowd(server.port, size=SIZE, changing=1):
        yield server


def enter(join: PlayerFactory, crowd: GameServer, **profile: object) -> Player:
    """Come into the crowd, press, and wait until all of that is seen."""
    player = join(crowd.url, reduced_motion="reduce", **profile)
    wait_until(lambda: player.page.locator("#people > li").count() > 20, "the crowd")
    player.press(2)
    own = player.page.locator("#people > li").first
    wait_until(lambda: (player.press(), own.get_attribute("data-state") == "playing")[1], "to be seen playing")
    return player


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_a_crowd(
    join: PlayerFactory, crowd: GameServer, scheme: Literal["light", "dark"], width: int
) -> None:
    player = enter(join, crowd, color_scheme=scheme, viewport={"width": width, "height": 800})
    player.page.locator("#people > li").nth(1).evaluate("one => one.dataset.state = 'away'")
    assert violations(player) == []


@pytest.mark.parametrize(
    ("width", "height", "most"), [(320, 640, 130), (390, 844, 130), (844, 390, 32), (667, 375, 32), (1280, 800, 130)]
)
def test_a_crowd_takes_two_rows_between_two_lines_and_on_a_low_screen_one(
    join: PlayerFactory, crowd: GameServer, width: int, height: int, most: int
) -> None:
    player = enter(join, crowd, viewport={"width": width, "height": height})
    panel = player.page.locator(".presence").bounding_box()
    board = player.page.locator(".board").bounding_box()
    assert panel
    assert 0 <= panel["x"] < panel["x"] + panel["width"] <= width
    assert panel["height"] <= most
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width
    if board is None:
        expect(player.at("open-board")).to_be_visible()  # on a phone it is a sheet, which is closed
    else:
        assert panel["y"] + panel["height"] <= board["y"]
        assert board["y"] + board["height"] <= height


def test_each_one_has_a_line_and_those_who_play_a_thicker_one_in_forced_colours(
    join: PlayerFactory, crowd: GameServer
) -> None:
    player = enter(join, crowd, forced_colors="active")
    mine, other = (
        player.page.locator(f"#people > li[data-state={state}] > a").first for state in ("playing", "watching")
    )
    expect(other).to_be_visible(timeout=12_000)
    (thick, ring, paper), (thin, rim, _) = mine.evaluate(LINE), other.evaluate(LINE)
    assert thick > thin >= 1
    assert paper not in {ring, rim}
