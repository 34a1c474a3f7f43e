"""The button: every way to press it, and what is no press."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player, wait_until

pytestmark = pytest.mark.browser


def test_a_press_of_the_mouse_counts_once_and_is_credited(join: PlayerFactory) -> None:
    player = join()
    player.press(7)
    player.is_credited(7)
    player.reload()
    player.sees("score", 7)
    assert (player.number("best"), player.number("total")) == (7, 7)


def test_the_other_mouse_button_does_not_press(join: PlayerFactory) -> None:
    player = join()
    player.button.click(button="right")
    player.press()
    player.sees("score", 1)


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_key_presses_and_a_held_key_does_not_repeat(join: PlayerFactory, key: str) -> None:
    player = join()
    player.button.focus()
    for _ in range(3):
        player.page.keyboard.press(key)
    for _ in range(5):
        player.page.keyboard.down(key)  # from the second on these are the repeats of a held key
    player.page.keyboard.up(key)
    player.sees("score", 4)


def test_several_fingers_at_once_are_as_many_presses(join: PlayerFactory) -> None:
    player = join(has_touch=True, viewport={"width": 390, "height": 844})
    touch(player, fingers=3)
    player.sees("score", 3)
    touch(player, fingers=1)
    player.sees("score", 4)


def test_quick_taps_neither_zoom_nor_select(join: PlayerFactory) -> None:
    player = join(has_touch=True, viewport={"width": 390, "height": 844})
    for _ in range(6):
        touch(player, fingers=1)
    player.sees("score", 6)
    assert player.page.evaluate("visualViewport.scale") == 1
    assert player.page.evaluate("getSelection().toString()") == ""
    assert player.button.evaluate("button => getComputedStyle(button).touchAction") in ("manipulation", "none")
    expect(player.button).to_have_css("user-select", "none")


def test_the_pace_shows_while_playing(join: PlayerFactory) -> None:
    player = join()
    player.press_calmly(20)
    assert wait_until(lambda: player.number("pace") > 0, "a pace") >= 0


def touch(player: Player, *, fingers: int) -> None:
    """Put *fingers* down side by side in one event, and lift them again."""
    box = player.button.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    points = [
        {"x": box["x"] + box["width"] * (finger + 1) / (fingers + 1), "y": middle, "id": finger}
        for finger in range(fingers)
    ]
    session = player.context.new_cdp_session(player.page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
