"""A first visit: playable at once, under a handle that is the player's to change."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import wait_until

pytestmark = pytest.mark.browser


def test_a_newcomer_has_a_handle_and_a_button_and_is_asked_nothing(join: PlayerFactory) -> None:
    newcomer = join()
    assert 2 <= len(newcomer.handle) <= 20
    expect(newcomer.button).to_be_enabled()
    assert newcomer.number("score") == 0
    assert newcomer.page.get_by_role("dialog").count() == 0


def test_the_button_is_the_biggest_control(join: PlayerFactory) -> None:
    """No other button, tab or field comes near it, on a phone as little as on a desk."""
    for width, height in ((360, 740), (1280, 800)):
        page = join(viewport={"width": width, "height": height}).page
        boxes = {
            element.get_attribute("id"): box["width"] * box["height"]
            for element in page.locator("button, input, a, [role=tab]").all()
            if (box := element.bounding_box())
        }
        own = boxes.pop("press")
        assert own > 2 * max(boxes.values())


def test_a_handle_is_edited_in_place_and_stays(join: PlayerFactory) -> None:
    player = join()
    player.rename("Ada Lovelace")
    player.press()
    wait_until(lambda: "Ada Lovelace" in player.rows(), "the new handle on the board", player.rows)
    player.reload()
    assert player.handle == "Ada Lovelace"


@pytest.mark.parametrize("same", ["Grace Hopper", "GRACE HOPPER", "Gr\u0430ce H\u043epper"])
def test_a_handle_that_is_or_looks_taken_is_refused(join: PlayerFactory, same: str) -> None:
    """Taken counts without regard to case, and with Cyrillic letters in disguise."""
    owner, other = join(), join()
    owner.rename("Grace Hopper")
    own = other.handle
    wait_until(lambda: bool(owner.handle), "the owner to have it")
    other.rename(same)
    expect(other.at("notice")).to_have_attribute("data-code", "handle_taken")
    other.reload()
    assert other.handle == own


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("x", "handle_too_short"),
        ("   ", "handle_too_short"),
        ("a" * 21, "handle_too_long"),
        ("<b>bold</b>", "handle_characters"),
        ("a\u202eb\u202cc", "handle_characters"),
        ("a\u200bb", "handle_characters"),
        ("a" + "\u0301" * 12, "handle_marks"),
    ],
)
def test_a_bad_handle_is_refused_with_its_code_and_nothing_changes(join: PlayerFactory, handle: str, code: str) -> None:
    player = join()
    own = player.handle
    # The field itself may keep a long handle from being typed; here it is the server that is asked.
    player.handle_input.evaluate("field => field.removeAttribute('maxlength')")
    player.rename(handle)
    player.is_refused(code)
    player.reload()
    assert player.handle == own
