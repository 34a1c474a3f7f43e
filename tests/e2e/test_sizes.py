"""The page fits: low screens, zoomed ones, small ones, and large letters."""

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player

pytestmark = pytest.mark.browser

LOW = [(844, 390), (667, 375), (720, 450), (640, 400)]  # phones on their side, and desks zoomed to 200 %
LARGE_LETTERS = "html { font-size: 200% !important }"
ROWS = "all => new Set(all.map(one => one.getBoundingClientRect().top)).size"
NEEDED = "#press, #score, #handle, #sound, #theme, .numbers dt, .medal, .tab, .crowd span, .row .name, .row .points"


@pytest.mark.parametrize(("width", "height"), LOW)
def test_a_low_screen_has_the_whole_button_and_the_score_beside_the_board(
    join: PlayerFactory, width: int, height: int
) -> None:
    player = join(viewport={"width": width, "height": height})
    player.press(12)
    player.sees("score", 12)
    button, score = box(player.button), box(player.at("score"))
    for one in (button, score):
        assert min(one["x"], one["y"]) >= 0
        assert one["x"] + one["width"] <= width
        assert one["y"] + one["height"] <= height
    assert button["width"] >= height / 2
    board = box(player.page.locator(".board"))
    assert board["x"] >= max(button["x"] + button["width"], score["x"] + score["width"])
    assert board["y"] + board["height"] <= height


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_letters_twice_as_large_push_nothing_off_the_screen(join: PlayerFactory, width: int, height: int) -> None:
    player = join(viewport={"width": width, "height": height})
    player.page.add_style_tag(content=LARGE_LETTERS)
    player.press(12)
    player.sees("score", 12)
    for one in boxes(player):
        assert one["x"] >= 0, one
        assert one["x"] + one["width"] <= width, one


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 400)])
def test_the_own_line_has_room_for_the_handle(join: PlayerFactory, width: int, height: int) -> None:
    """Where there is little, because of large letters or a low screen, the mark beside it makes room."""
    player = join(viewport={"width": width, "height": height})
    if width < height:
        player.page.add_style_tag(content=LARGE_LETTERS)
    player.rename("Gentle Hedgehog")  # a short one would need less room
    player.press(3)
    player.open_board()
    name = box(player.row(player.handle).locator(".name a"))
    assert name["width"] >= 64


def test_a_phone_zoomed_to_twice_its_size_loses_nothing_to_the_side(join: PlayerFactory) -> None:
    player = join(viewport={"width": 195, "height": 422})
    player.press(2)
    player.sees("score", 2)
    assert all(0 <= one["x"] <= one["x"] + one["width"] <= 195 for one in boxes(player))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_medals_are_round(join: PlayerFactory, width: int) -> None:
    player = join(viewport={"width": width, "height": 800})
    for medal in player.page.locator(".medal").all():
        size = box(medal)
        assert abs(size["width"] - size["height"]) < 1


@pytest.mark.parametrize("width", [320, 360, 390, 640, 1280])
def test_the_medals_stand_in_one_row(join: PlayerFactory, width: int) -> None:
    player = join(viewport={"width": width, "height": 800})
    assert player.page.locator(".medal").evaluate_all(ROWS) == 1


@pytest.mark.parametrize(("width", "height"), [(960, 800), (1000, 800), (1030, 800), (844, 390), (1280, 800)])
def test_beside_the_button_the_tabs_stand_in_one_row(join: PlayerFactory, width: int, height: int) -> None:
    player = join(viewport={"width": width, "height": height})
    tabs = player.page.locator(".heading .tab:not([hidden])")
    assert tabs.evaluate_all(ROWS) == 1
    assert box(tabs.last)["x"] + box(tabs.last)["width"] <= width


def test_on_a_narrow_phone_a_handle_that_the_game_gives_is_whole(join: PlayerFactory) -> None:
    player = join(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    expect(player.at("vibration")).to_be_visible()
    player.rename("Silver Cricket")
    expect(player.handle_input).to_have_value("Silver Cricket")
    assert player.handle_input.evaluate("field => field.scrollWidth <= field.clientWidth")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_way_to_the_arenas_can_be_tapped(join: PlayerFactory, width: int) -> None:
    player = join(viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True)
    player.at("place").tap()
    expect(player.page.get_by_role("heading", name="Arenas", exact=True)).to_be_visible()


def test_what_is_said_on_a_phone_leaves_the_way_to_the_board_free(join: PlayerFactory) -> None:
    player = join(viewport={"width": 390, "height": 844})
    player.page.locator(".words").evaluate("words => words.innerHTML = '<p class=pill>Something</p>'")
    said = box(player.page.locator(".words .pill"))
    assert said["y"] + said["height"] <= box(player.at("open-board"))["y"]


def test_a_race_with_a_long_name_shows_it_whole(join: PlayerFactory, serve: ServerFactory) -> None:
    game = serve()
    rival = join(game.url)
    rival.rename("Wolfgang Amadeus Moz")
    expect(rival.handle_input).to_have_value("Wolfgang Amadeus Moz")
    rival.press(20)
    rival.is_credited(20)
    for presses, (width, height) in enumerate(((390, 844), (844, 390), (1280, 800)), start=2):
        player = join(game.url, viewport={"width": width, "height": height})
        player.press(presses)
        chase = player.at("chase")
        expect(chase).to_have_text(f"{20 - presses} behind Wolfgang Amadeus Moz")
        assert chase.evaluate("chase => chase.scrollWidth <= chase.clientWidth"), width
        player.page.close()


def boxes(player: Player) -> list[FloatRect]:
    """List where all that one needs is, once it is there."""
    player.open_board()
    player.row(player.handle).wait_for()
    player.rest()
    return [found for element in player.page.locator(NEEDED).all() if (found := element.bounding_box())]


def box(element: Locator) -> FloatRect:
    """Give where *element* is."""
    found = element.bounding_box()
    assert found is not None
    return found
