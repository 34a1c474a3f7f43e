"""What the server refuses: said where it belongs, for as long as it matters, and in nobody's way."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.core.words import rude_words
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player

pytestmark = pytest.mark.browser

QUICKLY = 20  # times as fast: what goes by itself need not be waited for
# What was reached in the same moment has its place there too.
TELL = """document.querySelector('.words').insertAdjacentHTML('afterbegin',
  '<div><a class="pill" id="told">Night owl: A press between two and five, UTC</a></div>')"""
SIZES = [(1440, 900), (390, 844), (320, 640), (844, 390), (720, 450), (640, 400)]


def test_a_refused_handle_stays_in_the_field_with_the_reason_beside_it(join: PlayerFactory) -> None:
    player = join()
    player.rename("x")
    player.is_refused("handle_too_short")
    expect(player.handle_input).to_have_value("x")
    expect(player.handle_input).to_have_attribute("aria-invalid", "true")
    expect(player.handle_input).to_have_accessible_description("Enter keeps it, Escape doesn't " + said(player))
    reason, field = box(player.at("notice")), box(player.handle_input)
    assert abs(middle(reason) - middle(field)) < field["height"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Adrnin", "handle_reserved"),
        ("Click the Butt0n", "handle_reserved"),
        (rude_words("en")[0], "handle_rude"),
        ("a" + "\u0301" * 4, "handle_marks"),
    ],
)
def test_what_may_not_be_chosen_is_said_beside_the_field(join: PlayerFactory, typed: str, code: str) -> None:
    player = join()
    own = player.handle
    player.rename(typed)
    player.is_refused(code)
    expect(player.handle_input).to_have_value(typed)
    expect(player.handle_input).to_have_accessible_description("Enter keeps it, Escape doesn't " + said(player))
    player.reload()
    assert player.handle == own


def test_one_handle_too_many_is_refused_with_when_it_goes_again(join: PlayerFactory, serve: ServerFactory) -> None:
    player = join(serve(renames_per_h=1).url)
    player.rename("Ada Lovelace")
    expect(player.handle_input).to_have_value("Ada Lovelace")
    player.reload()
    assert player.handle == "Ada Lovelace"
    player.rename("Grace Hopper")
    player.is_refused("handle_too_often")
    expect(player.handle_input).to_have_value("Grace Hopper")
    assert said(player) == "You can take another handle in 60 minutes."


def test_a_reason_goes_once_a_corrected_handle_is_taken(join: PlayerFactory) -> None:
    player = join()
    player.rename("x")
    player.is_refused("handle_too_short")
    player.rename("Xavier Rename")
    expect(player.at("notice")).to_be_hidden()
    expect(player.handle_input).to_have_value("Xavier Rename")
    expect(player.handle_input).to_have_attribute("aria-invalid", "false")


def test_a_reason_goes_with_escape_which_puts_the_own_handle_back(join: PlayerFactory) -> None:
    player = join()
    own = player.handle
    player.rename("x")
    player.is_refused("handle_too_short")
    player.handle_input.press("Escape")
    expect(player.at("notice")).to_be_hidden()
    expect(player.handle_input).to_have_value(own)


def test_a_reason_goes_when_the_own_handle_is_typed_again(join: PlayerFactory) -> None:
    player = join()
    own = player.handle
    player.rename("x")
    player.is_refused("handle_too_short")
    player.rename(own)
    expect(player.at("notice")).to_be_hidden()


def test_a_reason_is_not_there_again_when_one_comes_back_from_another_page(join: PlayerFactory) -> None:
    player = join()
    own = player.handle
    player.rename("x")
    player.is_refused("handle_too_short")
    player.page.locator("#place").click()
    player.page.locator(".arena[data-arena=classic] a").click()
    expect(player.handle_input).to_have_value(own)
    player.press()
    player.is_credited(1)
    expect(player.at("notice")).to_have_count(0)
    expect(player.handle_input).to_have_attribute("aria-invalid", "false")
    player.rename("y")
    player.is_refused("handle_too_short")


def test_the_same_handle_refused_again_is_said_again(join: PlayerFactory) -> None:
    player = join()
    for _ in range(2):
        player.rename("x")
        player.is_refused("handle_too_short")
        player.rest()
    assert player.at("notice").count() == 1


def test_any_other_notice_goes_by_itself(join: PlayerFactory) -> None:
    player = stranger(join)
    player.is_refused("unknown_player")
    session = player.context.new_cdp_session(player.page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": QUICKLY})
    expect(player.at("notice")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_notice_covers_nothing_that_one_needs(join: PlayerFactory, width: int, height: int) -> None:
    player = stranger(join, viewport={"width": width, "height": height})
    player.press()
    player.is_refused("unknown_player")
    needed = [player.button, player.at("score")]
    if player.at("open-board").is_hidden():
        expect(player.row(player.handle)).to_be_visible()
        needed.append(player.row(player.handle))
    player.page.evaluate(TELL)
    notice = box(player.at("notice"))
    assert notice == box(player.at("told"))
    for each in needed:
        assert not overlap(notice, box(each)), each


def stranger(join: PlayerFactory, **profile: Any) -> Player:
    """Let somebody in whose cookie nobody gave, and who is told so."""
    player = join(**profile)
    cookie = next(cookie for cookie in player.context.cookies() if cookie.get("name") == "clickgame")
    state = {"cookies": [{**cookie, "value": "forged-" + "0" * 25}], "origins": []}
    return join(storage_state=state, **profile)


def said(player: Player) -> str:
    """Give the text of the notice."""
    return player.at("notice").inner_text()


def box(element: Locator) -> FloatRect:
    """Give where *element* is."""
    found = element.bounding_box()
    assert found is not None
    return found


def middle(one: FloatRect) -> float:
    """Give how far down the middle of *one* is."""
    return one["y"] + one["height"] / 2


def overlap(one: FloatRect, other: FloatRect) -> bool:
    """Tell whether two boxes share a place."""
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )
